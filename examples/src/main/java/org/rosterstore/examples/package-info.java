/** Examples: a first program, and a store of one's own. */
package org.rosterstore.examples;

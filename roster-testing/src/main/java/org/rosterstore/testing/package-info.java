/** What the tests of several stores share. */
@org.jspecify.annotations.NullMarked
package org.rosterstore.testing;

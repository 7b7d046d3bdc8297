/** What the author of a store builds on: discovery, store URIs, the pure commit, signals, decoration. */
package org.rosterstore.spi;

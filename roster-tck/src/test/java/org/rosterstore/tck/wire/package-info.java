/** A small store behind a server, right and wrong, which the parts of the kit are tried on that need a network or a process. */
package org.rosterstore.tck.wire;

/** {@link org.rosterstore.memory.InMemoryRosterStore}, the store that keeps nothing longer than the process lives. */
package org.rosterstore.memory;

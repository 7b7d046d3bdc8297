/**
 * {@link org.rosterstore.memory.InMemoryRosterStore}, the store that keeps nothing longer than the process lives, and
 * {@link org.rosterstore.memory.CachedRosterStore}, a cache in front of any store.
 */
package org.rosterstore.memory;

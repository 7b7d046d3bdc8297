/**
 * Rosters, and the stores that keep them: what an application uses.
 *
 * <p>A {@link org.rosterstore.RosterStore} keeps the {@link org.rosterstore.Roster} of any number of owners. It is read
 * as immutable snapshots and written by one operation, {@link org.rosterstore.RosterStore#commit commit}, which takes a
 * {@link org.rosterstore.RosterEdit} and a {@link org.rosterstore.Condition}.
 */
package org.rosterstore;

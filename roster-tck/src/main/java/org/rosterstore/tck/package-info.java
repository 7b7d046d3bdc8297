/**
 * The kit: verifies that a {@link org.rosterstore.RosterStore} keeps the contract, clause by clause.
 *
 * <p>A store's author extends {@link org.rosterstore.tck.RosterStoreTck} with one method, or puts the kit and the store on
 * one class path and runs {@link org.rosterstore.tck.DiscoveredStoreTest}.
 */
package org.rosterstore.tck;

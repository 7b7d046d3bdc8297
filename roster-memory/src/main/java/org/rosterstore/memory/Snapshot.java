package org.rosterstore.memory;

import org.rosterstore.Revision;
import org.rosterstore.Roster;

/**
 * A roster as it was read. Immutable.
 *
 * @param roster what was read
 * @param readAt before the store behind was last asked for it, or for its revision; by the cache's ticker
 * @param epoch how often the feed had been interrupted by then
 * @param isSuspect whether something was heard since that does not fit it, so that its revision is to be asked for
 */
record Snapshot(Roster roster, long readAt, long epoch, boolean isSuspect) {

    Revision revision() {
        return roster.revision();
    }

    /** What it takes of the cache's room: its contacts, and one for the owner. */
    int weight() {
        return roster.contacts().size() + 1;
    }

    Snapshot suspected() {
        return new Snapshot(roster, readAt, epoch, true);
    }
}

package org.rosterstore.memory;

import org.rosterstore.tck.Effort;

/** How much the kit does to a cache: its tests repeat what the store behind has passed at full effort. */
final class CacheEffort {

    static final Effort USUAL = new Effort(20, 25, 2, 60, 10_000);

    /** Where each look through the other handle takes as long as the bound. */
    static final Effort SLOW_FEED = new Effort(5, 15, 1, 40, 4_000);

    private CacheEffort() {}
}

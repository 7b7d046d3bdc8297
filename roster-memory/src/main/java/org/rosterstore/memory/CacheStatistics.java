package org.rosterstore.memory;

/**
 * What a {@link CachedRosterStore} has done since it was opened, and what it holds. Immutable. The counters are read one
 * after the other while others may be at work: they need not add up to the last unit.
 *
 * @param hits reads of an owner that were answered from a snapshot
 * @param misses reads of an owner that had to wait for the store behind, for a load or for a feed-driven cache's
 *     question whether the snapshot still holds
 * @param loads rosters that the store behind was asked for; fewer than the misses where callers have shared one
 * @param revalidations times that the store behind was asked for a revision
 * @param failures loads and revalidations that failed
 * @param evictions snapshots that were dropped for want of room
 * @param owners the snapshots that are held
 * @param contacts the contacts in them
 */
public record CacheStatistics(
        long hits,
        long misses,
        long loads,
        long revalidations,
        long failures,
        long evictions,
        long owners,
        long contacts) {}

package org.rosterstore;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * The name of one state of one owner's roster: how often it was committed to, and by which commit last. Immutable.
 *
 * <p>Revisions are this library's own, for compare-and-set and for asking what has changed; the protocol's version string
 * is {@link Roster#ver()}. Of one owner, the counter grows by exactly one with every commit, from wherever it begins, also
 * over an erase. The commit's random id keeps two states apart that reached the same count after a restored backup or a
 * fail-over that lost commits: a revision never names two contents.
 *
 * @param counter the number of the commit, 0 only in {@link #NONE}
 * @param commit the id of the commit, 0 only in {@link #NONE}
 */
public record Revision(long counter, long commit) {

    /** The revision of an owner that was never committed to, or whose mark has expired after an erase. */
    public static final Revision NONE = new Revision(0, 0);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the counter is negative, or just one of the two is 0
     */
    public Revision {
        if (counter < 0 || (counter == 0) != (commit == 0)) {
            throw new IllegalArgumentException("not a revision: counter " + counter + ", commit " + commit);
        }
    }

    /**
     * The revision that a commit at this one leads to.
     *
     * @param commit the id of that commit, not 0
     * @return the counter one higher, with that id
     */
    public Revision next(long commit) {
        return new Revision(counter + 1, commit);
    }

    /**
     * Draws the id of a new commit.
     *
     * @return 64 random bits from a generator seeded by the system's secure one, never 0
     */
    public static long newCommitId() {
        SplittableRandom random = CommitIds.RANDOM.get();
        long id = random.nextLong();
        while (id == 0) {
            id = random.nextLong();
        }
        return id;
    }

    /** {@code 42-00c0ffee00c0ffee}, or {@code none}. */
    @Override
    public String toString() {
        return counter == 0 ? "none" : "%d-%016x".formatted(counter, commit);
    }

    /** In a class of its own, so that a program that only reads revisions seeds nothing. */
    private static final class CommitIds {
        static final ThreadLocal<SplittableRandom> RANDOM =
                ThreadLocal.withInitial(() -> new SplittableRandom(new SecureRandom().nextLong()));
    }
}

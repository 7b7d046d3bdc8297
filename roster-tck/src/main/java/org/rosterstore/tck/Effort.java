package org.rosterstore.tck;

/**
 * How much the kit does where more would show more.
 *
 * @param sequences how many random sequences
 * @param length how many commands in each
 * @param depth the length of the exhaustive sequences
 * @param rounds how often a race is run
 * @param contacts the size of a large roster
 */
public record Effort(int sequences, int length, int depth, int rounds, int contacts) {

    /** What a release of a store should pass. */
    public static final Effort FULL = new Effort(100, 40, 4, 200, 100_000);

    /** A look at a store in a few seconds; too little to call it conforming. */
    public static final Effort QUICK = new Effort(20, 25, 2, 60, 5_000);
}

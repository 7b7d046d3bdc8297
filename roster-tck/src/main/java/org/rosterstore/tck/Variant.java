package org.rosterstore.tck;

import java.util.Locale;

/** How a test reaches the store: each test runs in every variant that the store allows. */
public enum Variant {
    /** One handle. */
    PLAIN,
    /** Two handles on the same storage, which take turns from call to call. */
    TWO_HANDLES,
    /** One handle whose feed is watched: every commit must be signalled. Needs {@link Ability#FEED}. */
    OBSERVED,
    /** One handle under a {@code ForwardingRosterStore}: abilities and guarantees survive decoration. */
    DECORATED,
    /** A handle for each call, and nothing but the storage in between. Needs {@link Hook#REOPEN}. */
    REOPENED;

    /** The variant in words, for example {@code two handles}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

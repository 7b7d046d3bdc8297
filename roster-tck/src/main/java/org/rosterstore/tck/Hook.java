package org.rosterstore.tck;

import java.util.Locale;

/** What a fixture may let the kit do to the storage. Without it the clauses that need it are "not provided". */
public enum Hook {
    /** {@link StoreFixture#reopening()}. */
    REOPEN,
    /** {@link StoreFixture#corruption()}. */
    CORRUPT,
    /** {@link StoreFixture#outage()}; {@link #RELAY} will do as well. */
    OUTAGE,
    /** {@link StoreFixture#relaying()}. */
    RELAY,
    /** {@link StoreFixture#killing()}. */
    KILL;

    boolean isProvidedBy(StoreFixture fixture) {
        return switch (this) {
            case REOPEN -> fixture.reopening().isPresent();
            case CORRUPT -> fixture.corruption().isPresent();
            case OUTAGE -> fixture.outage().isPresent() || fixture.relaying().isPresent();
            case RELAY -> fixture.relaying().isPresent();
            case KILL -> fixture.killing().isPresent();
        };
    }

    /** The hook's word, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.rosterstore.manager;

/** One owner's roster. */
public final class OwnerRoster {
    OwnerRoster() {}

    void trust() {}
}

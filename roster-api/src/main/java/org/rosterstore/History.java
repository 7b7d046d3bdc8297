package org.rosterstore;

import java.util.Optional;

/**
 * The ability to say what has changed since a revision. Safe for use by many threads; works as long as its store is open.
 *
 * <p>The log is bounded: it reaches back over at least the owner's last {@value #COMMITS} commits, but a commit that
 * touches more than {@value #CONTACTS} contacts, and an erasure, may cut it.
 */
public interface History {

    /** The commits that the log reaches back over, at least, where nothing cut it. */
    int COMMITS = 64;

    /** The contacts that one commit may touch without cutting the log. */
    int CONTACTS = 1_000;

    /**
     * What has changed since a revision.
     *
     * @param owner whose roster
     * @param revision where to begin, from an earlier read or commit
     * @return the changes, without contacts if there are none; or empty if the log does not reach back that far or does
     *     not know the revision: then load the roster
     * @throws RosterStoreException if the store cannot answer
     * @throws IllegalStateException if the store is closed
     */
    Optional<Changes> since(BareJid owner, Revision revision);
}

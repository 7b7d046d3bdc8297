package org.rosterstore.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;

/**
 * The revisions at which this handle has last seen the owners that it saw last. A commit is sent with one of them as its
 * base: if the reply is lost, what has been committed since then tells whether the commit is among it. Safe for use by many
 * threads.
 */
final class KnownRevisions {

    private static final int OWNERS = 10_000;

    private final Map<BareJid, Revision> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BareJid, Revision> eldest) {
            return size() > OWNERS;
        }
    };

    /** A revision that the owner has had; {@link Revision#NONE}, which every owner has had, if none is known. */
    synchronized Revision of(BareJid owner) {
        return seen.getOrDefault(owner, Revision.NONE);
    }

    synchronized void see(BareJid owner, Revision revision) {
        seen.put(owner, revision);
    }
}

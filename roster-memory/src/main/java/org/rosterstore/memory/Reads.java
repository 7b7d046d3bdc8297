package org.rosterstore.memory;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;

/** How a cache answers reads: by which rule a snapshot is good enough. */
sealed interface Reads extends AutoCloseable permits CheckedReads, FollowingReads {

    Roster load(BareJid owner);

    Map<BareJid, Roster> loadAll(Collection<BareJid> owners);

    Revision revision(BareJid owner);

    Optional<History> history();

    Optional<Feed> feed();

    /** How fresh the answers are, over a store that is as fresh as that. */
    Freshness freshness(Freshness behind);

    @Override
    void close();
}

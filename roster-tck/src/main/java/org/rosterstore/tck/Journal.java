package org.rosterstore.tck;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;

/** The acknowledged commits of a test, by owner and in the order of their revisions. Safe for use by many threads. */
final class Journal {

    private record Entry(Revision revision, RosterEdit edit, long called) {}

    private final Map<BareJid, SortedMap<Long, Entry>> commits = new TreeMap<>();
    private final Set<BareJid> ignored = new HashSet<>();

    /**
     * Writes down a commit; one that is answered again with its first revision is there already.
     *
     * @param called the {@link System#nanoTime()} at which it was called for
     */
    synchronized void committed(BareJid owner, RosterEdit edit, Revision revision, long called) {
        if (!revision.equals(Revision.NONE) && !ignored.contains(owner)) {
            commits.computeIfAbsent(owner, jid -> new TreeMap<>())
                    .putIfAbsent(revision.counter(), new Entry(revision, edit, called));
        }
    }

    synchronized void ignore(BareJid owner) {
        ignored.add(owner);
    }

    /** Replays the commits of each owner in a model, and compares. */
    synchronized void compare(RosterStore store, @Nullable FeedWatch watch) {
        commits.forEach((owner, entries) -> {
            if (!ignored.contains(owner)) {
                Model model = new Model(owner);
                long lastCall = 0;
                for (Entry entry : entries.values()) {
                    model.commit(entry.edit(), entry.revision());
                    lastCall = entry.called();
                }
                // The last commit may have been another handle's.
                model.compareRoster(Eventually.read(
                        store,
                        () -> store.load(owner),
                        roster ->
                                roster.revision().counter() >= model.revision().counter()));
                store.history().ifPresent(history -> model.compareHistory(history));
                if (watch != null) {
                    watch.await(owner, model.revisions(), lastCall);
                }
            }
        });
    }
}

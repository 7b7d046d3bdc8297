package org.rosterstore.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Changes;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterStore;
import org.rosterstore.StoredDataException;

/**
 * What was last seen of the owners that are watched, from which a signal becomes a change. Of owners that were named the
 * whole roster is remembered; of everybody, where the store has a history, the revision alone.
 */
final class Watched {

    /**
     * What has become of one owner.
     *
     * @param owner whose roster
     * @param revision where it is now
     * @param note what else there is to say, or nothing
     * @param ver the ver, if it has changed
     * @param contacts what has become of each contact
     */
    record Change(
            BareJid owner,
            Revision revision,
            String note,
            Optional<RosterDifference.Part> ver,
            List<RosterDifference.Line> contacts) {

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            ver.ifPresent(part -> lines.add("~ " + part));
            contacts.forEach(line -> lines.add(line.toString()));
            return lines;
        }

        Map<String, Object> json() {
            Map<String, Object> json = Json.object();
            json.put("owner", owner);
            json.put("revision", revision);
            json.put("note", note.isEmpty() ? Optional.empty() : Optional.of(note.strip()));
            json.put("ver", ver.map(RosterDifference.Part::json));
            json.put(
                    "contacts",
                    contacts.stream().map(RosterDifference.Line::json).toList());
            return json;
        }
    }

    private final RosterStore store;
    private final Set<BareJid> named;
    private final boolean keepsRosters;
    private final Map<BareJid, Revision> revisions = new HashMap<>();
    private final Map<BareJid, Roster> rosters = new HashMap<>();

    Watched(RosterStore store, Set<BareJid> named) {
        this.store = store;
        this.named = named;
        this.keepsRosters = !named.isEmpty() || store.history().isEmpty();
    }

    /** Looks at what is there before anything changes. */
    void begin(Consumer<BareJid> progress) {
        everybody().forEach(owner -> {
            progress.accept(owner);
            try {
                remember(owner);
            } catch (StoredDataException e) {
                revisions.remove(owner); // it is said when it changes
            }
        });
    }

    private Stream<BareJid> everybody() {
        return named.isEmpty() ? store.catalog().stream().flatMap(Catalog::owners) : named.stream();
    }

    private void remember(BareJid owner) {
        if (keepsRosters) {
            remember(store.load(owner));
        } else {
            revisions.put(owner, store.revision(owner));
        }
    }

    private void remember(Roster roster) {
        revisions.put(roster.owner(), roster.revision());
        if (keepsRosters) {
            rosters.put(roster.owner(), roster);
        }
    }

    /** What has become of an owner since it was last seen, or empty if nothing has, or nobody watches it. */
    Optional<Change> changed(BareJid owner) {
        if (!named.isEmpty() && !named.contains(owner)) {
            return Optional.empty();
        }
        try {
            return keepsRosters ? byComparing(owner) : byHistory(owner);
        } catch (StoredDataException e) {
            return Optional.of(new Change(
                    owner, Revision.NONE, ": cannot be read: " + e.getMessage(), Optional.empty(), List.of()));
        }
    }

    /** After signals were lost: all that differs from what was seen, and everybody who is new. */
    List<Change> interrupted() {
        Set<BareJid> all = new TreeSet<>(revisions.keySet());
        everybody().forEach(all::add);
        return all.stream().flatMap(owner -> changed(owner).stream()).toList();
    }

    private Optional<Change> byComparing(BareJid owner) {
        Roster now = store.load(owner);
        Roster before = rosters.getOrDefault(owner, Roster.none(owner));
        remember(now);
        if (now.revision().equals(before.revision())) {
            return Optional.empty();
        }
        RosterDifference difference = RosterDifference.between(before, now);
        String note = difference.isEmpty() ? ": the content is the same" : "";
        return Optional.of(new Change(owner, now.revision(), note, difference.ver(), difference.contacts()));
    }

    private Optional<Change> byHistory(BareJid owner) {
        Revision before = revisions.getOrDefault(owner, Revision.NONE);
        Optional<Changes> changes = store.history().flatMap(history -> history.since(owner, before));
        if (changes.isEmpty()) {
            Roster now = store.load(owner);
            remember(now);
            String note = now.contacts().isEmpty() && now.unreadable().isEmpty()
                    ? ": empty now, or erased"
                    : ": too much to say; %,d contacts now"
                            .formatted(now.items().count());
            return Optional.of(new Change(owner, now.revision(), note, Optional.empty(), List.of()));
        }
        Changes since = changes.get();
        revisions.put(owner, since.to());
        if (since.to().equals(before)) {
            return Optional.empty();
        }
        List<RosterDifference.Line> lines = new ArrayList<>();
        since.contacts().values().stream()
                .sorted(Comparator.comparing(Contact::jid))
                .map(RosterDifference::present)
                .forEach(lines::add);
        since.unreadable().forEach(record -> lines.add(RosterDifference.unreadable(record)));
        String note = lines.isEmpty() ? ": no contact was touched" : "";
        return Optional.of(new Change(owner, since.to(), note, Optional.empty(), lines));
    }
}

package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/**
 * What one owner must be after some commits: the contract told a second time, as plainly as it can be, with nothing of the
 * code that stores are built on.
 */
final class Model {

    /** How a commit must be answered. */
    enum Answer {
        COMMITTED,
        CONFLICT,
        /** The condition's outcome is the store's to choose: it may be over-cautious about what was read long ago. */
        EITHER
    }

    private record Past(Revision revision, Set<BareJid> touched, boolean cuts) {}

    private final BareJid owner;
    private final List<Past> past = new ArrayList<>();
    private final Map<BareJid, RosterItem> items = new TreeMap<>();
    private final Map<BareJid, SubscriptionRequest> requests = new TreeMap<>();
    private final Map<BareJid, Map<String, String>> extras = new TreeMap<>();
    private final Map<BareJid, Revision> changedIn = new TreeMap<>();
    private Optional<String> ver = Optional.empty();

    Model(BareJid owner) {
        this.owner = owner;
    }

    /** A copy that goes its own way. */
    Model(Model other) {
        this.owner = other.owner;
        this.past.addAll(other.past);
        this.items.putAll(other.items);
        this.requests.putAll(other.requests);
        other.extras.forEach((contact, values) -> this.extras.put(contact, new TreeMap<>(values)));
        this.changedIn.putAll(other.changedIn);
        this.ver = other.ver;
    }

    Revision revision() {
        return past.isEmpty() ? Revision.NONE : past.get(past.size() - 1).revision();
    }

    List<Revision> revisions() {
        return past.stream().map(Past::revision).toList();
    }

    /** How a commit with this condition, and an id that is new, must be answered now. */
    Answer answer(Condition condition) {
        if (condition.owner().isPresent() && !condition.owner().get().equals(revision())) {
            return Answer.CONFLICT;
        }
        Answer answer = Answer.COMMITTED;
        for (Map.Entry<BareJid, Revision> expected : condition.contacts().entrySet()) {
            switch (answer(expected.getKey(), expected.getValue())) {
                case CONFLICT -> {
                    return Answer.CONFLICT;
                }
                case EITHER -> answer = Answer.EITHER;
                case COMMITTED -> {}
            }
        }
        return answer;
    }

    private Answer answer(BareJid contact, Revision since) {
        if (since.equals(revision()) || since.equals(changedIn.get(contact))) {
            return Answer.COMMITTED;
        }
        boolean touched = past.stream()
                .anyMatch(it -> it.revision().counter() > since.counter()
                        && it.touched().contains(contact));
        boolean known = since.equals(Revision.NONE) || revisions().contains(since);
        return touched || !known ? Answer.CONFLICT : Answer.EITHER;
    }

    /** Takes a commit in, under the revision that the store has given it. */
    void commit(RosterEdit edit, Revision revision) {
        if (!past.isEmpty() && revision.counter() != revision().counter() + 1) {
            throw new Nonconformity(
                    Clause.COMMIT_COUNTER,
                    "after the commit at " + revision() + " the next has the counter "
                            + (revision().counter() + 1),
                    revision.toString());
        }
        Set<BareJid> touched = edit.erases() ? eraseAll() : change(edit);
        touched.forEach(contact -> changedIn.put(contact, revision));
        changedIn.keySet().removeIf(contact -> !isPresent(contact));
        past.add(new Past(revision, touched, edit.erases() || touched.size() > History.CONTACTS));
    }

    private Set<BareJid> eraseAll() {
        Set<BareJid> all = new TreeSet<>(changedIn.keySet());
        items.clear();
        requests.clear();
        extras.clear();
        ver = Optional.empty();
        return all;
    }

    private Set<BareJid> change(RosterEdit edit) {
        Set<BareJid> touched = new TreeSet<>();
        if (edit.replacesItems()) {
            for (BareJid contact : new ArrayList<>(items.keySet())) {
                if (!edit.items().containsKey(contact)) {
                    touched.add(contact);
                    items.remove(contact);
                    extras.remove(contact);
                }
            }
        }
        edit.items().forEach((contact, item) -> {
            if (item.isEmpty()) {
                touched.add(contact);
                items.remove(contact);
                extras.remove(contact);
            } else {
                RosterItem old = items.put(contact, item.get());
                if (!edit.replacesItems() || old == null || !old.identical(item.get())) {
                    touched.add(contact);
                }
            }
        });
        edit.requests().forEach((contact, request) -> {
            touched.add(contact);
            if (request.isPresent()) {
                requests.put(contact, request.get());
            } else {
                requests.remove(contact);
            }
        });
        edit.extras().forEach((contact, values) -> {
            touched.add(contact);
            Map<String, String> own = extras.computeIfAbsent(contact, jid -> new TreeMap<>());
            values.forEach((key, value) -> {
                if (value.isPresent()) {
                    own.put(key, value.get());
                } else {
                    own.remove(key);
                }
            });
            if (own.isEmpty()) {
                extras.remove(contact);
            }
        });
        if (edit.ver().isPresent()) {
            ver = edit.ver().get();
        }
        return touched;
    }

    private boolean isPresent(BareJid contact) {
        return items.containsKey(contact) || requests.containsKey(contact) || extras.containsKey(contact);
    }

    /** The contact as a read at the present revision must give it. */
    Contact contact(BareJid jid) {
        return new Contact(
                jid,
                Optional.ofNullable(items.get(jid)),
                Optional.ofNullable(requests.get(jid)),
                extras.getOrDefault(jid, Map.of()),
                changedIn.getOrDefault(jid, revision()));
    }

    Set<BareJid> contacts() {
        return changedIn.keySet();
    }

    /** The roster as a load must give it. */
    Roster roster() {
        Map<BareJid, Contact> all = new TreeMap<>();
        contacts().forEach(jid -> all.put(jid, contact(jid)));
        return new Roster(owner, revision(), ver, all, List.of());
    }

    /** Whether a load may give this roster. */
    boolean isShownBy(Roster roster) {
        return roster.revision().equals(revision())
                && roster.sameContent(roster())
                && roster.contacts().values().stream().allMatch(this::isShownBy);
    }

    /** Whether a look at a contact may give this. */
    boolean isShownBy(Contact actual) {
        Contact expected = contact(actual.jid());
        return expected.sameContent(actual) && expected.changedIn().equals(actual.changedIn());
    }

    void compareRoster(Roster roster) {
        same("owner", owner, roster.owner());
        same("revision", revision(), roster.revision());
        same("ver", ver, roster.ver());
        same("unreadable records", List.of(), roster.unreadable());
        same("contacts", contacts(), roster.contacts().keySet());
        contacts().forEach(jid -> compareContact(Clause.SEQUENCE_MODEL, roster.contact(jid)));
    }

    void compareContact(Clause clause, Contact actual) {
        Contact expected = contact(actual.jid());
        if (!expected.sameContent(actual) || !expected.changedIn().equals(actual.changedIn())) {
            throw new Nonconformity(clause, expected.toString(), actual.toString());
        }
    }

    private void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new Nonconformity(
                    Clause.SEQUENCE_MODEL, "the %s of %s: %s".formatted(what, owner, expected), actual.toString());
        }
    }

    /** Asks about a handful of revisions, from the present one to before the first. */
    void compareHistory(History history) {
        for (int back : List.of(0, 1, 2, 3, 8, History.COMMITS, History.COMMITS + 1, past.size())) {
            if (back <= past.size()) {
                compareHistory(history, back);
            }
        }
    }

    private void compareHistory(History history, int back) {
        Revision since = back == past.size()
                ? Revision.NONE
                : past.get(past.size() - 1 - back).revision();
        List<Past> after = past.subList(past.size() - back, past.size());
        Optional<Changes> changes = history.since(owner, since);
        if (changes.isEmpty()) {
            boolean reaches = back <= History.COMMITS && !since.equals(Revision.NONE);
            if (reaches && after.stream().noneMatch(Past::cuts)) {
                throw new Nonconformity(
                        Clause.HISTORY_REACH,
                        "the changes of %s since %s, %d commits ago".formatted(owner, since, back),
                        "too old");
            }
            return;
        }
        Set<BareJid> touched =
                after.stream().flatMap(it -> it.touched().stream()).collect(Collectors.toCollection(HashSet::new));
        Changes actual = changes.get();
        expectHistory(since, "from", since, actual.from());
        expectHistory(since, "to", revision(), actual.to());
        expectHistory(since, "ver", ver, actual.ver());
        expectHistory(since, "touched contacts", touched, actual.contacts().keySet());
        actual.contacts().values().forEach(contact -> compareContact(Clause.HISTORY_TOUCHED, contact));
    }

    private void expectHistory(Revision since, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new Nonconformity(
                    Clause.HISTORY_TOUCHED,
                    "of the changes of %s since %s, %s: %s".formatted(owner, since, what, expected),
                    actual.toString());
        }
    }
}

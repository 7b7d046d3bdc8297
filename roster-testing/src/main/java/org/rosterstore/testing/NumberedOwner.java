package org.rosterstore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/**
 * An owner whose commits are numbered, and whose every state follows from the number of its last commit alone: the contacts,
 * the ver, the revision. Nobody else writes to it, so a state that is torn or lost shows.
 */
public enum NumberedOwner {
    /** Puts one contact in each commit, and sometimes removes another. */
    ROMEO(100, false),
    /** The same, so that many write at once. */
    TYBALT(60, false),
    BENVOLIO(50, false),
    MERCUTIO(40, false),
    PARIS(30, false),
    SAMPSON(20, false),
    GREGORY(10, false),
    /** Replaces a few items. */
    NURSE(30, true),
    /** Replaces thousands of items. */
    CAPULET(3_000, true);

    private static final BareJid HOST = BareJid.of("host@verona.example");
    private static final List<BareJid> CROWD = IntStream.range(0, 4_000)
            .mapToObj(i -> BareJid.of("guest%d@verona.example".formatted(i)))
            .toList();

    /** A store must remember the contacts of so many commits, unless they were too large. */
    private static final long LOGGED = 64;

    private static final int TOO_LARGE = 1_000;

    private final int size;
    private final boolean replaces;

    NumberedOwner(int size, boolean replaces) {
        this.size = size;
        this.replaces = replaces;
    }

    public BareJid jid() {
        return BareJid.stored(name().toLowerCase(Locale.ROOT) + "@verona.example");
    }

    public Revision revision(long number) {
        return number == 0 ? Revision.NONE : new Revision(number, (long) name().hashCode() << 32 | number);
    }

    private static RosterItem item(BareJid contact, long number) {
        return RosterItem.of(contact).withName("" + number).withGroups("commit " + number);
    }

    /** Whom a single change puts. */
    private BareJid put(long number) {
        return CROWD.get((int) (number % size));
    }

    private Optional<BareJid> removed(long number) {
        return number % 5 == 0 ? Optional.of(put(number - 3)) : Optional.empty();
    }

    /** Each commit leaves some of the last one's items, and has some that it had not. */
    private List<BareJid> replacing(long number) {
        List<BareJid> contacts = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            contacts.add(CROWD.get((int) ((number * 7 + i) % CROWD.size())));
        }
        return contacts;
    }

    public RosterEdit edit(long number) {
        RosterEdit numbered = RosterEdit.ver("" + number);
        if (replaces) {
            return numbered.and(RosterEdit.replaceItems(replacing(number).stream()
                            .map(contact -> item(contact, number))
                            .toList()))
                    .and(RosterEdit.extra(HOST, "number", "" + number));
        }
        BareJid contact = put(number);
        numbered = numbered.and(RosterEdit.put(item(contact, number)))
                .and(RosterEdit.extra(contact, "number", "" + number));
        return removed(number).map(RosterEdit::remove).map(numbered::and).orElse(numbered);
    }

    /** The commit of this number, which may be repeated. */
    public Condition condition(long number) {
        return Condition.at(revision(number - 1)).withCommit(revision(number).commit());
    }

    public void expectCommitted(long number, CommitResult result) {
        assertThat(result).as("the answer to commit %d of %s", number, this).isEqualTo(new Committed(revision(number)));
    }

    /** The state after the commit of this number. */
    public Roster roster(long number) {
        if (number == 0) {
            return Roster.none(jid());
        }
        Map<BareJid, Contact> contacts = new HashMap<>();
        if (replaces) {
            replacing(number).forEach(jid -> contacts.put(jid, contact(jid, number, Map.of())));
            contacts.put(HOST, new Contact(HOST, Optional.empty(), Optional.empty(), extras(number), revision(number)));
        } else {
            for (long each = Math.max(1, number - 2L * size); each <= number; each++) { // all have been put since
                contacts.put(put(each), contact(put(each), each, extras(each)));
                removed(each).ifPresent(contacts::remove);
            }
        }
        return new Roster(jid(), revision(number), Optional.of("" + number), contacts, List.of());
    }

    private static Map<String, String> extras(long number) {
        return Map.of("number", "" + number);
    }

    private Contact contact(BareJid jid, long number, Map<String, String> extras) {
        return new Contact(jid, Optional.of(item(jid, number)), Optional.empty(), extras, revision(number));
    }

    /** The number of the commit whose state is there; that state is whole, by all that a store can be asked. */
    public long find(RosterStore store) {
        Roster found = store.load(jid());
        long number = found.revision().counter();
        Roster expected = roster(number);
        assertThat(found.revision()).as("the revision of %s", this).isEqualTo(expected.revision());
        assertThat(found.ver()).as("the ver of %s", this).isEqualTo(expected.ver());
        assertThat(found.unreadable()).as("what is unreadable of %s", this).isEmpty();
        assertThat(found.contacts())
                .as("the contacts of %s at %d", this, number)
                .isEqualTo(expected.contacts());
        assertThat(store.revision(jid())).isEqualTo(expected.revision());
        assertThat(store.catalog().orElseThrow().owners().anyMatch(jid()::equals))
                .as("that %s is in the catalog", this)
                .isEqualTo(number > 0);
        for (long since : new long[] {Math.max(0, number - 1), Math.max(0, number - LOGGED)}) {
            expectHistory(roster(since), expected, store.history().orElseThrow().since(jid(), revision(since)));
        }
        return number;
    }

    private void expectHistory(Roster before, Roster now, Optional<Changes> changes) {
        if (changes.isEmpty()) {
            assertThat(size).as("the size of %s, whose log is cut", this).isGreaterThan(TOO_LARGE);
            return;
        }
        assertThat(changes.get().from()).isEqualTo(before.revision());
        assertThat(changes.get().to()).isEqualTo(now.revision());
        assertThat(changes.get().ver()).isEqualTo(now.ver());
        changes.get().contacts().forEach((jid, contact) -> assertThat(contact).isEqualTo(now.contact(jid)));
        Set<BareJid> changed = new HashSet<>(before.contacts().keySet());
        changed.addAll(now.contacts().keySet());
        changed.removeIf(
                jid -> Objects.equals(before.contacts().get(jid), now.contacts().get(jid)));
        assertThat(changes.get().contacts().keySet())
                .as("what has changed in %s since %s", this, before.revision())
                .containsAll(changed);
    }
}

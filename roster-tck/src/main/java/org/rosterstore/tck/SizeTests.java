package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Limits;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;

/** Large rosters, and where they end. */
final class SizeTests {

    private SizeTests() {}

    private static BareJid contact(int number) {
        return BareJid.stored("contact" + number + "@crowd.example");
    }

    private static RosterItem item(int number, String name) {
        return RosterItem.of(contact(number)).withName(name + number);
    }

    private static List<RosterItem> items(int from, int to, String name) {
        return IntStream.range(from, to).mapToObj(number -> item(number, name)).toList();
    }

    private static void expectItems(Trial trial, Roster roster, Revision revision, List<RosterItem> items) {
        trial.expectEqual("the revision of a large roster", revision, roster.revision());
        trial.expectEqual(
                "contacts of a large roster:", items.size(), roster.contacts().size());
        for (RosterItem item : items) {
            Contact found = roster.contact(item.contact());
            trial.expect(found.item().map(item::identical).orElse(false), "in a large roster " + item, found.item());
        }
    }

    @Verifies(Clause.SIZE_LARGE)
    static void aLargeRosterIsWrittenAtOnceAndRead(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        int size = trial.effort().contacts();
        trial.note("%,d contacts".formatted(size));
        List<RosterItem> items = items(0, size, "name ");
        Revision revision = store.commit(owner, RosterEdit.replaceItems(items).and(RosterEdit.ver("large")));
        Roster roster = Patience.load(trial, store, owner, revision);
        expectItems(trial, roster, revision, items);
        trial.expectEqual("the ver of a large roster", Optional.of("large"), roster.ver());
        expectItems(trial, Objects.requireNonNull(store.loadAll(List.of(owner)).get(owner)), revision, items);
        for (int number : new int[] {0, size / 2, size - 1}) {
            trial.expectEqual(
                    "in a large roster the item",
                    Optional.of(items.get(number)),
                    store.find(owner, contact(number)).item());
        }
        trial.expect(store.find(owner, JULIET).isAbsent(), "a stranger absent from a large roster", JULIET);
    }

    @Verifies(Clause.SIZE_LARGE)
    static void aLargeRosterIsChangedAndReplaced(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        int size = trial.effort().contacts();
        trial.note("%,d contacts".formatted(size));
        Revision first = store.commit(owner, RosterEdit.replaceItems(items(0, size, "name ")));
        store.commit(owner, RosterEdit.put(item(size, "name ")), Condition.at(first));
        Revision third = store.commit(owner, RosterEdit.remove(contact(0)));
        List<RosterItem> items = new ArrayList<>(items(1, size + 1, "name "));
        expectItems(trial, Patience.load(trial, store, owner, third), third, items);
        // Half of them changed, a tenth gone, some new.
        List<RosterItem> others = new ArrayList<>(items(1, size / 2, "other name "));
        others.addAll(items(size / 2, size - size / 10, "name "));
        others.addAll(items(size + 1, size + 20, "name "));
        Revision fourth = store.commit(owner, RosterEdit.replaceItems(others));
        expectItems(trial, Patience.load(trial, store, owner, fourth), fourth, others);
    }

    @Verifies(Clause.SIZE_LARGE)
    static void aLargeRosterIsErased(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        int size = trial.effort().contacts();
        trial.note("%,d contacts".formatted(size));
        store.commit(owner, RosterEdit.replaceItems(items(0, size, "name ")));
        Revision erased = store.commit(owner, RosterEdit.eraseAll());
        trial.expectEqual(
                "contacts of a large roster after its erasure:",
                0,
                Patience.load(trial, store, owner, erased).contacts().size());
        Revision again = store.commit(owner, RosterEdit.put(item(1, "name ")));
        expectItems(trial, Patience.load(trial, store, owner, again), again, items(1, 2, "name "));
    }

    /** Expects that an edit is refused, alone and with legal statements beside it, and that nothing of it is applied. */
    private static void expectRefused(Trial trial, BareJid owner, Revision last, String what, RosterEdit edit) {
        expectRefusal(trial, owner, last, what, edit);
        expectRefusal(trial, owner, last, what, withLegalStatements(edit));
    }

    private static RosterEdit withLegalStatements(RosterEdit edit) {
        return RosterEdit.all(List.of(edit, RosterEdit.extra(NURSE, "beside", "yes"), RosterEdit.ver("beside")));
    }

    private static void expectRefusal(Trial trial, BareJid owner, Revision last, String what, RosterEdit edit) {
        RosterStore store = trial.store();
        Roster before = Patience.load(trial, store, owner, last);
        LimitExceededException refusal = trial.expectThrows(
                LimitExceededException.class, "an edit that leads to " + what, () -> store.commit(owner, edit));
        trial.expectEqual("of a refused edit the outcome", Outcome.NOT_APPLIED, refusal.outcome());
        Roster after = store.load(owner);
        trial.expect(
                after.revision().equals(before.revision()) && after.sameContent(before),
                "after an edit that would have led to %s, and was refused, what was there before".formatted(what),
                describe(after) + " in place of " + describe(before));
    }

    /** A roster that may be too large to print. */
    private static String describe(Roster roster) {
        return "%d contacts, ver %s, at %s".formatted(roster.contacts().size(), roster.ver(), roster.revision());
    }

    private static RosterEdit extras(BareJid contact, int from, int to, String value) {
        return RosterEdit.all(IntStream.range(from, to)
                .mapToObj(number -> RosterEdit.extra(contact, "key" + number, value))
                .toList());
    }

    @Verifies(Clause.SIZE_LIMITS)
    static void aContactHasThirtyTwoExtras(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        Revision full = store.commit(owner, extras(JULIET, 0, Limits.EXTRAS, "").and(RosterEdit.ver("1")));
        RosterEdit oneMore = extras(JULIET, Limits.EXTRAS, Limits.EXTRAS + 1, "");
        expectRefused(trial, owner, full, "33 extras of a contact", oneMore);
        expectRefused(trial, trial.owner(), Revision.NONE, "33 extras at once", extras(NURSE, 40, 73, ""));
        store.commit(owner, extras(JULIET, 0, 1, "in place of another"));
        Revision exchanged = store.commit(owner, oneMore.and(RosterEdit.noExtra(JULIET, "key0")));
        trial.expectEqual(
                "extras, one exchanged for another:",
                Limits.EXTRAS,
                Patience.load(trial, store, owner, exchanged)
                        .contact(JULIET)
                        .extras()
                        .size());
    }

    /** An item that has so many octets of text, all told. */
    private static RosterItem itemOf(BareJid contact, int octets) {
        Set<String> groups = new LinkedHashSet<>();
        int left = octets - contact.toString().length();
        for (int number = 100; left > 0; number++) {
            int length = left < 1_006 ? left : 1_000;
            groups.add(number + "g".repeat(length - 3));
            left -= length;
        }
        return RosterItem.of(contact).withGroups(groups);
    }

    private static SubscriptionRequest requestOf(BareJid contact, int octets) {
        return new SubscriptionRequest(contact, "", "s".repeat(octets), "", Instant.EPOCH);
    }

    @Verifies(Clause.SIZE_LIMITS)
    static void aContactHasSixtyFourKibibytesOfItemRequestAndExtrasTogether(Trial trial) {
        RosterStore store = trial.store();
        int kib = 1_024;
        // Each part is legal, and so is what is there; only together they are not.
        RosterEdit largeItem = RosterEdit.put(itemOf(JULIET, 50 * kib));
        RosterEdit largeRequest = RosterEdit.request(requestOf(JULIET, 16 * kib));
        RosterEdit largeExtras = extras(JULIET, 0, 4, "v".repeat(4 * kib));
        for (List<RosterEdit> pair : List.of(
                List.of(largeItem, largeRequest),
                List.of(largeRequest, largeItem),
                List.of(largeItem, largeExtras),
                List.of(largeExtras, largeItem),
                List.of(largeExtras, RosterEdit.replaceItems(List.of(itemOf(JULIET, 50 * kib)))))) {
            BareJid owner = trial.owner();
            Revision first = store.commit(owner, pair.get(0));
            expectRefused(trial, owner, first, "a contact of over 64 KiB", pair.get(1));
        }
        expectRefused(trial, trial.owner(), Revision.NONE, "a contact of over 64 KiB", largeItem.and(largeRequest));
    }

    @Verifies(Clause.SIZE_LIMITS)
    static void aContactMayBeJustAsLargeAsTheLimit(Trial trial) {
        RosterStore store = trial.store();
        BareJid owner = trial.owner();
        RosterItem item = itemOf(JULIET, Limits.CONTACT_OCTETS - 10);
        store.commit(owner, RosterEdit.put(item));
        Revision full = store.commit(owner, RosterEdit.extra(JULIET, "key", "1234567"));
        Contact largest = Patience.load(trial, store, owner, full).contact(JULIET);
        trial.expect(
                largest.item().map(item::identical).orElse(false)
                        && largest.extras().equals(Map.of("key", "1234567")),
                "a contact of exactly %,d octets".formatted(Limits.CONTACT_OCTETS),
                largest);
        expectRefused(
                trial, owner, full, "a contact of one octet too many", RosterEdit.extra(JULIET, "key", "12345678"));
    }

    private static RosterEdit requests(int from, int to) {
        return RosterEdit.all(IntStream.range(from, to)
                .mapToObj(number -> RosterEdit.request(SubscriptionRequest.of(contact(number), Instant.EPOCH)))
                .toList());
    }

    @Verifies(Clause.SIZE_LIMITS)
    static void anOwnerHasAHundredThousandPendingRequests(Trial trial) {
        BareJid owner = trial.owner();
        Revision one = trial.store().commit(owner, requests(0, 1));
        RosterEdit tooMany = withLegalStatements(requests(1, Limits.REQUESTS + 1));
        expectRefusal(trial, owner, one, "100,001 pending requests", tooMany);
        boolean isFilled = trial.effort().contacts() >= Limits.REQUESTS;
        if (isFilled) {
            fillWithRequests(trial, owner);
        }
        trial.note(isFilled ? "filled up to the limit" : "refused at once; not filled up to the limit, which is large");
    }

    /** Goes on to the last request that fits, and expects the next to be refused, unless it takes the place of another. */
    private static void fillWithRequests(Trial trial, BareJid owner) {
        RosterStore store = trial.store();
        int part = Limits.REQUESTS / 10;
        Revision full = store.commit(owner, requests(1, part));
        for (int from = part; from < Limits.REQUESTS; from += part) {
            full = store.commit(owner, requests(from, from + part));
        }
        RosterEdit oneMore = requests(Limits.REQUESTS, Limits.REQUESTS + 1);
        expectRefused(trial, owner, full, "100,001 pending requests", oneMore);
        store.commit(owner, RosterEdit.request(requestOf(contact(0), 10)));
        Revision exchanged = store.commit(owner, oneMore.and(RosterEdit.settle(contact(0))));
        trial.expectEqual(
                "pending requests, one exchanged for another:",
                (long) Limits.REQUESTS,
                Patience.load(trial, store, owner, exchanged).requests().count());
    }

    @Verifies(Clause.SIZE_LIMITS)
    static void severalCallersDoNotExceedALimitTogether(Trial trial) {
        RosterStore store = trial.store();
        int callers = 4;
        int rounds = Math.max(5, trial.effort().rounds() / 10);
        for (int round = 0; round < rounds; round++) {
            BareJid owner = trial.owner();
            store.commit(owner, extras(JULIET, 0, Limits.EXTRAS - 1, ""));
            List<Boolean> answers = Race.run(
                    callers, caller -> isAccepted(store, owner, RosterEdit.extra(JULIET, "caller" + caller, "")));
            long accepted = answers.stream().filter(answer -> answer).count();
            trial.expectEqual("of %d callers with a 32nd extra, accepted:".formatted(callers), 1L, accepted);
        }
    }

    private static boolean isAccepted(RosterStore store, BareJid owner, RosterEdit edit) {
        try {
            store.commit(owner, edit);
            return true;
        } catch (LimitExceededException e) {
            return false;
        }
    }
}

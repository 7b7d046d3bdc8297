package org.rosterstore.tck;

import static org.rosterstore.RosterEdit.extra;
import static org.rosterstore.RosterEdit.put;
import static org.rosterstore.RosterEdit.remove;
import static org.rosterstore.RosterEdit.replaceItems;
import static org.rosterstore.RosterEdit.request;
import static org.rosterstore.RosterEdit.ver;
import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.TYBALT;
import static org.rosterstore.tck.Cast.named;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Limits;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** VALUES: what is given comes back unchanged. */
final class ValueTests {

    private ValueTests() {}

    @Verifies(Clause.VALUES_STATES)
    static void everyCombinationOfSubscriptionAskAndApprovedSurvives(Trial trial) {
        List<RosterItem> items = new ArrayList<>();
        for (Subscription subscription : Subscription.values()) {
            for (int flags = 0; flags < 4; flags++) {
                items.add(named(BareJid.stored(subscription.word() + flags + "@verona.example"), "Name")
                        .withSubscription(subscription)
                        .withAsk((flags & 1) != 0)
                        .withApproved((flags & 2) != 0));
            }
        }
        expectItemsSurvive(trial, items);
    }

    @Verifies(Clause.VALUES_STATES)
    static void everyCombinationReplacesEveryOther(Trial trial) {
        BareJid owner = trial.owner();
        for (Subscription subscription : Subscription.values()) {
            for (int flags = 3; flags >= 0; flags--) {
                RosterItem item = named(JULIET, "Juliet")
                        .withSubscription(subscription)
                        .withAsk((flags & 1) != 0)
                        .withApproved((flags & 2) != 0);
                trial.store().commit(owner, put(item));
                Answers.item(trial, trial.store().load(owner), item);
            }
        }
    }

    @Verifies(Clause.VALUES_NAMES)
    static void namesSurviveUnchanged(Trial trial) {
        expectItemsSurvive(trial, itemsWith(Texts.HOSTILE, RosterItem::withName));
    }

    @Verifies(Clause.VALUES_NAMES)
    static void namesThatLookAlikeStayAsTheyAre(Trial trial) {
        List<String> names = Texts.ALIKE.stream()
                .flatMap(alike -> Stream.of(alike.one(), alike.other()))
                .toList();
        expectItemsSurvive(trial, itemsWith(names, RosterItem::withName));
    }

    @Verifies(Clause.VALUES_NAMES)
    static void aNameThatIsChangedInCaseOnlyIsChanged(Trial trial) {
        BareJid owner = trial.owner();
        for (String name : List.of("juliet", "Juliet", "Juliet ", "Juliét", "Julie\u0301t")) {
            trial.store().commit(owner, replaceItems(List.of(named(JULIET, name))));
            Answers.item(trial, trial.store().load(owner), named(JULIET, name));
        }
    }

    @Verifies(Clause.VALUES_NAMES)
    static void namesSurviveUpTo1023Octets(Trial trial) {
        List<String> names = IntStream.of(63, 64, 127, 128, 255, 256, 257, 511, 512, 1_022, Limits.NAME_OCTETS)
                .boxed()
                .flatMap(octets -> ofEveryWidth(octets).stream())
                .toList();
        expectItemsSurvive(trial, itemsWith(names, RosterItem::withName));
    }

    @Verifies(Clause.VALUES_NAMES)
    static void noNameStaysNoName(Trial trial) {
        expectItemsSurvive(
                trial, List.of(RosterItem.of(JULIET), RosterItem.of(ROMEO).withGroups("Montagues")));
    }

    @Verifies(Clause.VALUES_GROUPS)
    static void groupsSurviveUnchanged(Trial trial) {
        expectItemsSurvive(trial, itemsWith(Texts.HOSTILE, RosterItem::withGroups));
    }

    @Verifies(Clause.VALUES_GROUPS)
    static void groupsSurviveTogetherInTheirOrder(Trial trial) {
        Set<String> alike = new LinkedHashSet<>();
        Texts.ALIKE.forEach(it -> Collections.addAll(alike, it.other(), it.one()));
        List<String> hostile = new ArrayList<>(Texts.HOSTILE);
        Collections.reverse(hostile);
        List<Set<String>> groups = List.of(
                Set.of(),
                ordered("Friends"),
                ordered("c", "a", "b"),
                ordered("b", "a", "c"),
                ordered("10", "9", "100", "1"),
                ordered("friends", "Friends", "FRIENDS", "friends "),
                new LinkedHashSet<>(Texts.HOSTILE),
                new LinkedHashSet<>(hostile),
                alike);
        expectItemsSurvive(trial, itemsWith(groups, RosterItem::withGroups));
    }

    @Verifies(Clause.VALUES_GROUPS)
    static void groupsAreNotOneAnotherJoined(Trial trial) {
        List<Set<String>> groups = new ArrayList<>();
        for (String separator :
                List.of(",", ";", ":", "::", "|", "/", "\\", "\n", "\t", " ", "\"", "','", "\",\"", ", ")) {
            groups.add(ordered("a", "b", "c"));
            groups.add(ordered("a" + separator + "b", "c"));
            groups.add(ordered("a", "b" + separator + "c"));
            groups.add(ordered("a" + separator + "b" + separator + "c"));
            groups.add(ordered(separator, separator + separator, "a" + separator, separator + "a"));
        }
        expectItemsSurvive(trial, itemsWith(groups, RosterItem::withGroups));
    }

    @Verifies(Clause.VALUES_GROUPS)
    static void anOtherOrderOfTheSameGroupsIsKept(Trial trial) {
        BareJid owner = trial.owner();
        for (Set<String> groups : List.of(ordered("a", "b", "c"), ordered("c", "a", "b"), ordered("b", "c", "a"))) {
            RosterItem item = named(JULIET, "Juliet").withGroups(groups);
            trial.store().commit(owner, put(item));
            Answers.item(trial, trial.store().load(owner), item);
        }
        RosterItem item = named(JULIET, "Juliet").withGroups("c", "b", "a");
        trial.store().commit(owner, replaceItems(List.of(item)));
        Answers.item(trial, trial.store().load(owner), item);
    }

    @Verifies(Clause.VALUES_GROUPS)
    static void aThousandGroupsSurvive(Trial trial) {
        Set<String> groups = new LinkedHashSet<>();
        for (int i = Limits.GROUPS; i > 0; i--) {
            groups.add("group " + i);
        }
        expectItemsSurvive(trial, List.of(named(JULIET, "Juliet").withGroups(groups)));
    }

    @Verifies(Clause.VALUES_GROUPS)
    static void groupsOf1023OctetsSurvive(Trial trial) {
        Set<String> groups = new LinkedHashSet<>(ofEveryWidth(Limits.GROUP_OCTETS));
        ofEveryWidth(Limits.GROUP_OCTETS - 1).forEach(text -> groups.add(text + "y"));
        expectItemsSurvive(trial, List.of(named(JULIET, "Juliet").withGroups(groups)));
    }

    @Verifies(Clause.VALUES_LONG_JIDS)
    static void longContactsAreKeptApartAndWhole(Trial trial) {
        expectItemsSurvive(
                trial,
                longJids("capulet.example")
                        .map(jid -> named(BareJid.stored(jid), "Name"))
                        .toList());
    }

    @Verifies(Clause.VALUES_LONG_JIDS)
    static void longOwnersAreKeptApartAndWhole(Trial trial) {
        List<BareJid> owners = longJids(trial.freshDomain())
                .map(jid -> trial.own(BareJid.stored(jid)))
                .toList();
        for (BareJid owner : owners) {
            trial.store().commit(owner, put(named(contactOf(owners, owner), "Name")));
        }
        for (BareJid owner : owners) {
            Roster roster = trial.store().load(owner);
            Answers.text(
                    trial,
                    "the owner of the roster is",
                    owner.toString(),
                    roster.owner().toString());
            trial.expectEqual(
                    "the contacts of " + Texts.shown(owner.toString()) + " are",
                    Set.of(contactOf(owners, owner)),
                    roster.contacts().keySet());
        }
    }

    @Verifies(Clause.VALUES_LONG_JIDS)
    static void aLongOwnerMayHaveALongContact(Trial trial) {
        BareJid owner = trial.own(
                BareJid.stored(longJids(trial.freshDomain()).findFirst().orElseThrow()));
        List<RosterItem> items = longJids("capulet.example")
                .map(jid -> named(BareJid.stored(jid), "Name"))
                .toList();
        trial.store().commit(owner, replaceItems(items));
        Roster roster = trial.store().load(owner);
        items.forEach(item -> Answers.item(trial, roster, item));
    }

    private static BareJid contactOf(List<BareJid> owners, BareJid owner) {
        return BareJid.stored("contact" + owners.indexOf(owner) + "@verona.example");
    }

    /** Names whose parts are as long as they may be, and which differ at their ends only, or in their length. */
    private static Stream<String> longJids(String domain) {
        String part = "x".repeat(Limits.JID_PART_OCTETS - 1);
        String longDomain = longDomain(domain);
        return Stream.concat(
                Stream.of(
                        part + "y@" + longDomain,
                        part + "z@" + longDomain,
                        "y" + part + "@" + longDomain,
                        part + "@" + longDomain,
                        part + "y@" + domain,
                        part + "z@" + domain,
                        longDomain,
                        "y" + longDomain.substring(1),
                        "a@" + longDomain,
                        "a@y" + longDomain.substring(1)),
                ofEveryWidth(Limits.JID_PART_OCTETS).stream()
                        .filter(localpart -> !localpart.startsWith("x"))
                        .map(localpart -> localpart + "@" + domain));
    }

    /** A domain of 1,023 octets: labels of at most 50 octets before the given ones. */
    private static String longDomain(String domain) {
        StringBuilder labels = new StringBuilder(domain);
        while (labels.length() < Limits.JID_PART_OCTETS) {
            int room = Limits.JID_PART_OCTETS - labels.length() - 1;
            // What is left for another label must not be a dot alone.
            labels.insert(0, "x".repeat(room == 51 ? 49 : Math.min(room, 50)) + ".");
        }
        return labels.toString();
    }

    @Verifies(Clause.VALUES_REQUESTS)
    static void nickAndStatusOfARequestSurvive(Trial trial) {
        Instant time = Instant.parse("2026-11-01T12:00:00Z");
        List<SubscriptionRequest> requests = new ArrayList<>();
        requests.add(SubscriptionRequest.of(JULIET, time));
        for (String text : Texts.HOSTILE) {
            requests.add(new SubscriptionRequest(guest(requests.size()), text, "", "", time));
            requests.add(new SubscriptionRequest(guest(requests.size()), "", text, "", time));
        }
        for (String text : ofEveryWidth(Limits.STANZA_OCTETS)) {
            requests.add(new SubscriptionRequest(guest(requests.size()), text, text, "", time));
        }
        expectRequestsSurvive(trial, requests);
    }

    @Verifies(Clause.VALUES_REQUESTS)
    static void theStanzaOfARequestSurvives(Trial trial) {
        String envelope =
                "<presence xmlns='jabber:client' from='%s' id='%s' to='romeo@montague.example' type='subscribe'>%s</presence>";
        String nick = "<nick xmlns='http://jabber.org/protocol/nick'>%s</nick>";
        Instant time = Instant.parse("2026-11-01T12:00:00Z");
        List<SubscriptionRequest> requests = new ArrayList<>();
        for (String text : Texts.HOSTILE) {
            BareJid from = guest(requests.size());
            String escaped = text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\r", "&#13;");
            String children = nick.formatted(escaped) + "<status>" + escaped + "</status><x xmlns='urn:example'> </x>";
            requests.add(SubscriptionRequest.of(from, envelope.formatted(from, "s" + requests.size(), children), time));
        }
        BareJid from = guest(requests.size());
        int room = Limits.STANZA_OCTETS
                - envelope.formatted(from, "s", "<status></status>").length();
        String longest = envelope.formatted(from, "s", "<status>" + "s".repeat(room) + "</status>");
        requests.add(SubscriptionRequest.of(from, longest, time));
        expectRequestsSurvive(trial, requests);
    }

    @Verifies(Clause.VALUES_REQUESTS)
    static void theTimeOfARequestSurvivesToTheMillisecond(Trial trial) {
        List<String> times = List.of(
                "2026-11-01T12:00:00Z",
                "2026-11-01T12:00:00.001Z",
                "2026-11-01T12:00:00.010Z",
                "2026-11-01T12:00:00.999Z",
                "2026-03-29T01:30:00.123Z", // about when the clocks of Europe are changed
                "2026-03-29T02:30:00.123Z",
                "2026-10-25T00:30:00.123Z",
                "2026-10-25T01:30:00.123Z",
                "2024-02-29T23:59:59.999Z",
                "2016-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:00.001Z",
                "1969-12-31T23:59:59.999Z",
                "2038-01-19T03:14:08.001Z", // past 32 bits
                "2106-02-07T06:28:16.001Z");
        expectRequestsSurvive(
                trial,
                IntStream.range(0, times.size())
                        .mapToObj(i -> SubscriptionRequest.of(guest(i), Instant.parse(times.get(i))))
                        .toList());
    }

    private static void expectRequestsSurvive(Trial trial, List<SubscriptionRequest> requests) {
        BareJid owner = trial.owner();
        trial.store()
                .commit(
                        owner,
                        RosterEdit.all(
                                requests.stream().map(RosterEdit::request).toList()));
        Roster roster = trial.store().load(owner);
        for (SubscriptionRequest expected : requests) {
            SubscriptionRequest actual = roster.contact(expected.from())
                    .request()
                    .orElseThrow(() -> trial.fail("a request of " + expected.from(), "none"));
            Answers.text(trial, "the nick is", expected.nick(), actual.nick());
            Answers.text(trial, "the status is", expected.status(), actual.status());
            Answers.text(trial, "the stanza is", expected.stanza(), actual.stanza());
            trial.expectEqual("the time of the request is", expected.receivedAt(), actual.receivedAt());
        }
    }

    @Verifies(Clause.VALUES_EXTRAS)
    static void valuesOfExtrasSurvive(Trial trial) {
        List<String> values = new ArrayList<>(Texts.HOSTILE);
        values.add("");
        Texts.ALIKE.forEach(alike -> Collections.addAll(values, alike.one(), alike.other()));
        values.addAll(ofEveryWidth(Limits.EXTRA_VALUE_OCTETS));
        expectExtrasSurvive(
                trial, values.stream().map(value -> Map.of("key", value)).toList());
    }

    @Verifies(Clause.VALUES_EXTRAS)
    static void keysOfExtrasSurvive(Trial trial) {
        Stream<String> keys = Stream.of(
                        Texts.HOSTILE, Texts.LOCALPARTS, Texts.PATTERNS, ofEveryWidth(Limits.EXTRA_KEY_OCTETS))
                .flatMap(Collection::stream);
        expectExtrasSurvive(trial, keys.map(key -> Map.of(key, "value")).toList());
    }

    @Verifies(Clause.VALUES_EXTRAS)
    static void keysOfExtrasThatLookAlikeAreTwo(Trial trial) {
        expectExtrasSurvive(
                trial,
                Texts.ALIKE.stream()
                        .map(alike -> Map.of(alike.one(), "one", alike.other(), "other"))
                        .toList());
    }

    @Verifies(Clause.VALUES_EXTRAS)
    static void anExtraOfOneKeyIsNotInAnother(Trial trial) {
        expectExtrasSurvive(
                trial,
                List.of(
                        Map.of("a", "1", "a.b", "2", "a.b.c", "3", "b", "4"),
                        Map.of("$set", "1", "$unset", "2", "set", "3"),
                        Map.of("a=b", "c", "a", "b=c"),
                        Map.of("a", "b,c=d", "c", "d"),
                        Map.of("item", "1", "request", "2", "extras", "3", "ver", "4", "name", "5", "changedIn", "6")));
    }

    @Verifies(Clause.VALUES_EXTRAS)
    static void thirtyTwoExtrasOfAContactSurvive(Trial trial) {
        List<RosterEdit> edits = IntStream.range(0, Limits.EXTRAS)
                .mapToObj(i -> extra(JULIET, "key " + i, Integer.toString(i).repeat(500)))
                .toList();
        BareJid owner = trial.owner();
        trial.store().commit(owner, RosterEdit.all(edits));
        Map<String, String> actual = trial.store().load(owner).contact(JULIET).extras();
        trial.expectEqual("the number of extras is", Limits.EXTRAS, actual.size());
        for (int i = 0; i < Limits.EXTRAS; i++) {
            expectExtra(trial, actual, "key " + i, Integer.toString(i).repeat(500));
        }
    }

    /** Each map is that of a contact without an item. */
    private static void expectExtrasSurvive(Trial trial, List<Map<String, String>> all) {
        BareJid owner = trial.owner();
        List<RosterEdit> edits = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            BareJid contact = guest(i);
            all.get(i).forEach((key, value) -> edits.add(extra(contact, key, value)));
        }
        trial.store().commit(owner, RosterEdit.all(edits));
        Roster roster = trial.store().load(owner);
        for (int i = 0; i < all.size(); i++) {
            Map<String, String> expected = all.get(i);
            Map<String, String> actual = roster.contact(guest(i)).extras();
            expected.forEach((key, value) -> expectExtra(trial, actual, key, value));
            trial.expectEqual("the keys of the extras are", expected.keySet(), actual.keySet());
        }
    }

    private static void expectExtra(Trial trial, Map<String, String> actual, String key, String value) {
        String what = "among the extras " + Texts.shown(key) + " is";
        trial.expect(actual.containsKey(key), what + " there", "among the keys " + actual.keySet() + " it is not");
        Answers.text(trial, what, value, actual.getOrDefault(key, ""));
    }

    @Verifies(Clause.VALUES_VERS)
    static void versSurviveUnchanged(Trial trial) {
        BareJid owner = trial.owner();
        List<String> vers = new ArrayList<>(Texts.HOSTILE);
        vers.add("");
        Texts.ALIKE.forEach(alike -> Collections.addAll(vers, alike.one(), alike.other()));
        vers.add("1");
        vers.add("01");
        vers.add("1.0");
        vers.add("9223372036854775808");
        vers.add("W/\"2026\"");
        for (String ver : vers) {
            trial.store().commit(owner, ver(ver));
            String actual = trial.store()
                    .load(owner)
                    .ver()
                    .orElseThrow(() -> trial.fail("the ver " + Texts.shown(ver), "none"));
            Answers.text(trial, "the ver is", ver, actual);
        }
    }

    @Verifies(Clause.VALUES_VERS)
    static void versSurviveUpTo1024Characters(Trial trial) {
        BareJid owner = trial.owner();
        List<String> vers = List.of(
                "v".repeat(Limits.VER_CHARACTERS),
                "é".repeat(Limits.VER_CHARACTERS),
                "語".repeat(Limits.VER_CHARACTERS),
                "𐐨".repeat(Limits.VER_CHARACTERS / 2));
        for (String ver : vers) {
            trial.store().commit(owner, ver(ver));
            Answers.text(
                    trial, "the ver is", ver, trial.store().load(owner).ver().orElse("none"));
        }
    }

    @Verifies(Clause.VALUES_NOT_SHARED)
    static void aRosterThatWasLoadedStaysAsItIs(Trial trial) {
        BareJid owner = trial.owner();
        trial.store()
                .commit(
                        owner,
                        RosterEdit.all(List.of(
                                put(named(JULIET, "Juliet").withGroups("Capulets")),
                                put(named(ROMEO, "Romeo")),
                                extra(JULIET, "trust", "full"),
                                request(SubscriptionRequest.of(NURSE, Instant.EPOCH)),
                                ver("1"))));
        Roster loaded = trial.store().load(owner);
        Roster copy = new Roster(owner, loaded.revision(), loaded.ver(), Map.copyOf(loaded.contacts()), List.of());

        trial.store()
                .commit(
                        owner,
                        put(named(TYBALT, "Tybalt"))
                                .and(extra(JULIET, "trust", "some"))
                                .and(ver("2")));
        expectStays(trial, "after put", copy, loaded);
        trial.store().commit(owner, remove(ROMEO).and(RosterEdit.settle(NURSE)));
        expectStays(trial, "after remove", copy, loaded);
        trial.store().commit(owner, replaceItems(List.of(named(TYBALT, "Capulet"))));
        expectStays(trial, "after replaceItems", copy, loaded);
        trial.store().erase(owner);
        expectStays(trial, "after an erasure", copy, loaded);
    }

    private static void expectStays(Trial trial, String when, Roster copy, Roster loaded) {
        trial.store().load(copy.owner());
        trial.expectEqual(
                when + " the contacts of a roster that was loaded before are", copy.contacts(), loaded.contacts());
        trial.expectEqual(
                when + " their number is",
                copy.contacts().size(),
                loaded.contacts().size());
        trial.expect(loaded.sameContent(copy), when + " still " + copy, loaded);
        trial.expectEqual(when + " the revision is", copy.revision(), loaded.revision());
    }

    @Verifies(Clause.VALUES_NOT_SHARED)
    static void whatIsHandedOutRefusesChangesOrIsTheCallersOwn(Trial trial) {
        BareJid owner = trial.owner();
        trial.store()
                .commit(
                        owner,
                        put(named(JULIET, "Juliet").withGroups("Capulets")).and(extra(JULIET, "trust", "full")));
        Roster loaded = trial.store().load(owner);
        Map<String, String> extras = loaded.contact(JULIET).extras();
        Set<String> groups = loaded.contact(JULIET).item().orElseThrow().groups();
        expectRefused(trial, "contacts().clear()", () -> loaded.contacts().clear());
        expectRefused(trial, "contacts().remove()", () -> loaded.contacts().remove(JULIET));
        expectRefused(
                trial,
                "contacts().values().clear()",
                () -> loaded.contacts().values().clear());
        expectRefused(trial, "extras().put()", () -> extras.put("trust", "none"));
        expectRefused(trial, "groups().add()", () -> groups.add("Montagues"));
        try {
            trial.store().loadAll(List.of(owner)).clear();
        } catch (UnsupportedOperationException e) {
            // A map that refuses changes is as right as one that nobody else has.
        }
        trial.expectEqual(
                "after the callers' changes the loaded rosters are of",
                Set.of(owner),
                trial.store().loadAll(List.of(owner)).keySet());
        Roster again = trial.store().load(owner);
        trial.expect(again.sameContent(loaded), loaded.toString(), again);
    }

    private static void expectRefused(Trial trial, String call, Runnable change) {
        trial.expectThrows(UnsupportedOperationException.class, call, change);
    }

    @Verifies(Clause.VALUES_NOT_SHARED)
    static void rostersThatWereLoadedTogetherDoNotFollowTheListOfOwners(Trial trial) {
        BareJid one = trial.owner();
        BareJid other = trial.owner();
        trial.store().commit(one, put(named(JULIET, "Juliet")));
        trial.store().commit(other, put(named(ROMEO, "Romeo")));
        List<BareJid> owners = new ArrayList<>(List.of(one, other));
        Map<BareJid, Roster> rosters = trial.store().loadAll(owners);
        owners.clear();
        trial.store().commit(one, put(named(JULIET, "Capulet")));
        trial.expectEqual("the owners are", Set.of(one, other), rosters.keySet());
        for (Map.Entry<BareJid, Roster> roster : rosters.entrySet()) {
            Answers.item(
                    trial,
                    roster.getValue(),
                    roster.getKey().equals(one) ? named(JULIET, "Juliet") : named(ROMEO, "Romeo"));
        }
    }

    private static BareJid guest(int number) {
        return BareJid.stored("guest" + number + "@verona.example");
    }

    private static Set<String> ordered(String... texts) {
        return new LinkedHashSet<>(List.of(texts));
    }

    /** Texts of so many octets, made of characters of one, two, three and four. */
    private static List<String> ofEveryWidth(int octets) {
        return List.of(
                Texts.octets("x", 1, octets),
                Texts.octets("é", 2, octets),
                Texts.octets("語", 3, octets),
                Texts.octets("𐐨", 4, octets));
    }

    private static <T> List<RosterItem> itemsWith(List<T> values, BiFunction<RosterItem, T, RosterItem> with) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> with.apply(named(guest(i), "Name"), values.get(i)))
                .toList();
    }

    private static void expectItemsSurvive(Trial trial, List<RosterItem> items) {
        BareJid owner = trial.owner();
        trial.store()
                .commit(
                        owner,
                        RosterEdit.all(items.stream().map(RosterEdit::put).toList()));
        Roster roster = trial.store().load(owner);
        items.forEach(item -> Answers.item(trial, roster, item));
    }
}

package org.rosterstore.tck;

import static org.rosterstore.RosterEdit.put;
import static org.rosterstore.RosterEdit.remove;
import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.named;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;

/** KEYS: owners and contacts that a store might take for others. */
final class KeyTests {

    /** Names of what stores keep beside contacts, and domains of every form. */
    private static final List<String> DOMAINS = List.of(
            "pending",
            "ver",
            "version",
            "items",
            "item",
            "groups",
            "entries",
            "owners",
            "owner",
            "contacts",
            "requests",
            "extras",
            "head",
            "log",
            "meta",
            "rev",
            "revision",
            "counter",
            "commit",
            "changes",
            "index",
            "id",
            "_id",
            "__version__",
            "$set",
            "{x}",
            "0",
            "1",
            "-1",
            "null",
            "true",
            "a.b",
            "a",
            "b",
            "[::1]",
            "[2001:db8::1]",
            "::1",
            "::",
            "192.0.2.1",
            "localhost",
            "münchen.example",
            "例え.テスト",
            "_xmpp.example");

    private KeyTests() {}

    @Verifies(Clause.KEYS_OWNERS)
    static void ownersWithSpecialLocalpartsAreThemselves(Trial trial) {
        String domain = trial.freshDomain();
        expectApart(trial, Texts.LOCALPARTS.stream().map(localpart -> localpart + "@" + domain));
    }

    @Verifies(Clause.KEYS_OWNERS)
    static void ownersWithUnpreparedLocalpartsAreThemselves(Trial trial) {
        String domain = trial.freshDomain();
        expectApart(trial, Texts.UNPREPARED.stream().map(localpart -> localpart + "@" + domain));
    }

    @Verifies(Clause.KEYS_OWNERS)
    static void ownersThatAreADomainAreThemselves(Trial trial) {
        String domain = trial.freshDomain();
        String address = Long.toHexString(trial.random().nextLong(0x1000, 0x10000));
        String end = Long.toHexString(trial.random().nextLong(0x1000, 0x10000));
        expectApart(
                trial,
                Stream.of(
                        domain,
                        "ver." + domain,
                        "pending." + domain,
                        "items." + domain,
                        "_xmpp." + domain,
                        "例え." + domain,
                        "a." + domain,
                        "b.a." + domain,
                        "a@" + domain,
                        "a@b." + domain,
                        "[2001:db8:%s::%s]".formatted(address, end),
                        "a@[2001:db8:%s::%s]".formatted(address, end),
                        "[2001:db8::%s:%s]".formatted(address, end)));
    }

    @Verifies(Clause.KEYS_OWNERS)
    static void erasingAnOwnerWhoseNameIsAPatternLeavesOthersAlone(Trial trial) {
        String domain = trial.freshDomain();
        BareJid romeo = trial.own(BareJid.stored("a@" + domain));
        trial.store().commit(romeo, put(named(JULIET, "Juliet")));
        for (String pattern : Texts.PATTERNS) {
            BareJid owner = trial.own(BareJid.stored(pattern + "@" + domain));
            trial.store().commit(owner, put(named(NURSE, "Nurse")));
            trial.store().erase(owner);
            expectContacts(trial, romeo, Set.of(JULIET));
        }
    }

    /** Each owner is given a contact that none of the others has. */
    private static void expectApart(Trial trial, Stream<String> names) {
        List<BareJid> owners =
                names.map(name -> trial.own(BareJid.stored(name))).toList();
        for (BareJid owner : owners) {
            trial.store().commit(owner, put(named(contactOf(owners, owner), "the only one")));
        }
        for (BareJid owner : owners) {
            expectContacts(trial, owner, Set.of(contactOf(owners, owner)));
        }
    }

    private static BareJid contactOf(List<BareJid> owners, BareJid owner) {
        return BareJid.stored("contact" + owners.indexOf(owner) + "@verona.example");
    }

    @Verifies(Clause.KEYS_CONTACTS)
    static void contactsWithSpecialLocalpartsAreThemselves(Trial trial) {
        expectContacts(
                trial, Texts.LOCALPARTS.stream().map(localpart -> BareJid.stored(localpart + "@verona.example")));
    }

    @Verifies(Clause.KEYS_CONTACTS)
    static void contactsWithUnpreparedLocalpartsAreThemselves(Trial trial) {
        expectContacts(
                trial, Texts.UNPREPARED.stream().map(localpart -> BareJid.stored(localpart + "@verona.example")));
    }

    @Verifies(Clause.KEYS_CONTACTS)
    static void contactsThatAreADomainAreThemselves(Trial trial) {
        expectContacts(trial, DOMAINS.stream().map(BareJid::stored));
    }

    @Verifies(Clause.KEYS_CONTACTS)
    static void contactsWithALocalpartAtTheseDomainsAreThemselves(Trial trial) {
        expectContacts(
                trial,
                DOMAINS.stream().flatMap(domain -> Stream.of(BareJid.stored(domain), BareJid.stored("a@" + domain))));
    }

    @Verifies(Clause.KEYS_CONTACTS)
    static void contactsWithSpecialNamesAreNotTheVer(Trial trial) {
        BareJid owner = trial.owner();
        List<BareJid> contacts = DOMAINS.stream().map(BareJid::stored).toList();
        List<RosterEdit> edits = new ArrayList<>(
                contacts.stream().map(contact -> put(named(contact, "Name"))).toList());
        edits.add(RosterEdit.ver("ver14"));
        trial.store().commit(owner, RosterEdit.all(edits));
        trial.expectEqual("the ver is", "ver14", trial.store().load(owner).ver().orElse("none"));
        expectContacts(trial, owner, new HashSet<>(contacts));
    }

    @Verifies(Clause.KEYS_CONTACTS)
    static void removingAContactWhoseNameIsAPatternLeavesOthersAlone(Trial trial) {
        BareJid owner = trial.owner();
        BareJid simple = BareJid.stored("a@verona.example");
        trial.store().commit(owner, put(named(simple, "Name")));
        for (String pattern : Texts.PATTERNS) {
            BareJid contact = BareJid.stored(pattern + "@verona.example");
            trial.store().commit(owner, put(named(contact, "Name")));
            trial.store().commit(owner, remove(contact));
            expectContacts(trial, owner, Set.of(simple));
        }
    }

    @Verifies(Clause.KEYS_CONTACTS)
    static void anOwnerMayBeItsOwnContact(Trial trial) {
        BareJid owner = trial.owner();
        trial.store().commit(owner, put(named(owner, "myself")));
        expectContacts(trial, owner, Set.of(owner));
    }

    /** Contacts that are put together, and then one by one, all stay, each under its own name. */
    private static void expectContacts(Trial trial, Stream<BareJid> contacts) {
        List<BareJid> all = contacts.toList();
        BareJid together = trial.owner();
        trial.store()
                .commit(
                        together,
                        RosterEdit.all(all.stream()
                                .map(contact -> put(named(contact, "Name")))
                                .toList()));
        expectContacts(trial, together, new HashSet<>(all));

        BareJid oneByOne = trial.owner();
        Function<BareJid, String> name = contact -> "Name " + all.indexOf(contact);
        all.forEach(contact -> trial.store().commit(oneByOne, put(named(contact, name.apply(contact)))));
        expectContacts(trial, oneByOne, new HashSet<>(all));
        Roster roster = trial.store().load(oneByOne);
        all.forEach(contact -> Answers.item(trial, roster, named(contact, name.apply(contact))));
    }

    @Verifies(Clause.KEYS_EXACT)
    static void contactsThatAreEqualForSomeCollationAreTwo(Trial trial) {
        for (Texts.Alike alike : Texts.ALIKE) {
            expectTwoContacts(trial, alike.one() + "@verona.example", alike.other() + "@verona.example");
        }
    }

    @Verifies(Clause.KEYS_EXACT)
    static void contactsThatAreADomainAndEqualForSomeCollationAreTwo(Trial trial) {
        for (Texts.Alike alike : Texts.ALIKE) {
            expectTwoContacts(trial, alike.one(), alike.other());
        }
    }

    private static void expectTwoContacts(Trial trial, String one, String other) {
        BareJid owner = trial.owner();
        BareJid first = BareJid.stored(one);
        BareJid second = BareJid.stored(other);
        trial.store().commit(owner, put(named(first, "first")));
        trial.store().commit(owner, put(named(second, "second")));
        expectContacts(trial, owner, Set.of(first, second));
        trial.store().commit(owner, remove(first));
        expectContacts(trial, owner, Set.of(second));
    }

    @Verifies(Clause.KEYS_EXACT)
    static void ownersThatAreEqualForSomeCollationAreTwo(Trial trial) {
        for (Texts.Alike alike : Texts.ALIKE) {
            String domain = trial.freshDomain();
            expectTwoOwners(trial, alike.one() + "@" + domain, alike.other() + "@" + domain);
            expectTwoOwners(trial, domain + "." + alike.one(), domain + "." + alike.other());
        }
    }

    private static void expectTwoOwners(Trial trial, String one, String other) {
        BareJid first = trial.own(BareJid.stored(one));
        BareJid second = trial.own(BareJid.stored(other));
        trial.store().commit(first, put(named(JULIET, "Juliet")));
        trial.store().commit(second, put(named(ROMEO, "Romeo")));
        expectContacts(trial, first, Set.of(JULIET));
        expectContacts(trial, second, Set.of(ROMEO));
    }

    @Verifies(Clause.KEYS_PAIRS)
    static void ownerAndContactDoNotCollideHoweverTheyAreJoined(Trial trial) {
        List<String> separators = List.of(
                ":", "::", "/", "//", ".", "|", "||", ",", ";", " ", "-", "--", "_", "__", "#", "$", "%", "&", "+", "=",
                "~", "!", "*", "\\", "@", "\t", "\u00A0", "");
        for (String separator : separators) {
            String owner = "romeo." + trial.freshDomain() + "@" + trial.freshDomain();
            expectPairsApart(trial, new Pair(owner, "b" + separator + "c"), new Pair(owner + separator + "b", "c"));
        }
    }

    @Verifies(Clause.KEYS_PAIRS)
    static void ownerAndContactDoNotCollideWithTheSameTwoTheOtherWayRound(Trial trial) {
        String one = "a." + trial.freshDomain() + "@" + trial.freshDomain();
        String other = "b." + trial.freshDomain() + "@" + trial.freshDomain();
        expectPairsApart(trial, new Pair(one, other), new Pair(other, one));
    }

    @Verifies(Clause.KEYS_PAIRS)
    static void aContactOfOneOwnerIsNotRemovedWithThatOfAnother(Trial trial) {
        BareJid one = trial.owner();
        BareJid other = trial.owner();
        trial.store().commit(one, put(named(JULIET, "Juliet")));
        trial.store().commit(other, put(named(JULIET, "Capulet")));
        Answers.item(trial, trial.store().load(one), named(JULIET, "Juliet"));
        Answers.item(trial, trial.store().load(other), named(JULIET, "Capulet"));
        trial.store().commit(one, remove(JULIET));
        expectContacts(trial, other, Set.of(JULIET));
    }

    private record Pair(String owner, String contact) {}

    private static void expectPairsApart(Trial trial, Pair one, Pair other) {
        BareJid first = trial.own(BareJid.stored(one.owner()));
        BareJid second = trial.own(BareJid.stored(other.owner()));
        BareJid contactOfFirst = BareJid.stored(one.contact());
        BareJid contactOfSecond = BareJid.stored(other.contact());
        trial.store().commit(first, put(named(contactOfFirst, "first")));
        trial.store().commit(second, put(named(contactOfSecond, "second")));
        expectContacts(trial, first, Set.of(contactOfFirst));
        expectContacts(trial, second, Set.of(contactOfSecond));
        Answers.item(trial, trial.store().load(first), named(contactOfFirst, "first"));
        trial.store().commit(second, remove(contactOfSecond));
        expectContacts(trial, first, Set.of(contactOfFirst));
    }

    @Verifies(Clause.KEYS_DOMAINS)
    static void ownersThatDifferInTheDomainAloneAreTwo(Trial trial) {
        expectTwoOwners(trial, "romeo@" + trial.freshDomain(), "romeo@" + trial.freshDomain());
        String domain = trial.freshDomain();
        expectTwoOwners(trial, "romeo@" + domain, "romeo@chat." + domain);
        expectTwoOwners(trial, "mercutio@" + domain, "mercutio@" + domain + ".example");
    }

    @Verifies(Clause.KEYS_DOMAINS)
    static void erasingAnOwnerLeavesItsNamesakeInAnotherDomainAlone(Trial trial) {
        BareJid one = trial.owner("romeo");
        BareJid other = trial.owner("romeo");
        trial.store().commit(one, put(named(JULIET, "Juliet")));
        trial.store().commit(other, put(named(JULIET, "Juliet")));
        trial.store().erase(one);
        expectContacts(trial, other, Set.of(JULIET));
    }

    private static void expectContacts(Trial trial, BareJid owner, Set<BareJid> expected) {
        Set<BareJid> actual = trial.store().load(owner).contacts().keySet();
        trial.expect(
                expected.equals(actual),
                "in the roster of owner %s the contacts %s".formatted(Texts.shown(owner.toString()), shown(expected)),
                "%s; missing %s, too many %s"
                        .formatted(shown(actual), shown(without(expected, actual)), shown(without(actual, expected))));
    }

    private static Set<BareJid> without(Set<BareJid> all, Set<BareJid> others) {
        return all.stream().filter(jid -> !others.contains(jid)).collect(Collectors.toSet());
    }

    private static String shown(Set<BareJid> contacts) {
        List<String> texts = new ArrayList<>(contacts.stream()
                .map(contact -> Texts.shown(contact.toString()))
                .sorted()
                .toList());
        return texts.size() <= 10 ? texts.toString() : texts.size() + " contacts";
    }
}

package org.rosterstore.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.memory.InMemoryRosterStore;

/**
 * A million owners of 10 contacts, and one of 100,000, in the memory store: all of them are there, and each of a sample has what
 * it was given. To be run with a heap of 8 GiB by {@code ci/long owners}: {@code java -Xmx8g -cp … ManyOwners [OWNERS]}
 */
public final class ManyOwners {

    private static final int CONTACTS = 10;
    private static final int MANY_CONTACTS = 100_000;
    private static final int SAMPLE = 20_000;
    private static final long SEED = 20_261_122;

    private ManyOwners() {}

    /**
     * Fills a store and checks it; prints the counts, one a line, as {@code owners.NAME: NUMBER}.
     *
     * @param arguments the number of owners; 1,000,000 if it is left out
     * @throws AssertionError if something is not there, or is not what was stored
     */
    public static void main(String[] arguments) {
        int owners = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        long begin = System.nanoTime();
        long before = used();
        try (RosterStore store = InMemoryRosterStore.create()) {
            for (int i = 0; i < owners; i++) {
                store.commit(owner(i), RosterEdit.replaceItems(items(i, CONTACTS)));
            }
            store.commit(owner(owners), RosterEdit.replaceItems(items(owners, MANY_CONTACTS)));
            long octets = used() - before;
            long contacts = (long) owners * CONTACTS + MANY_CONTACTS;

            check(owners + 1L, store.catalog().orElseThrow().owners().count(), "owners in the catalog");
            compare(store, owners, MANY_CONTACTS);
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < SAMPLE; i++) {
                compare(store, random.nextInt(owners), CONTACTS);
            }
            change(store, owners);

            print("owners", owners + 1);
            print("contacts", contacts);
            print("compared", SAMPLE + 1);
            print("heap-bytes", octets);
            print("bytes-a-contact", octets / contacts);
            print("max-heap-bytes", Runtime.getRuntime().maxMemory());
            print("milliseconds", (System.nanoTime() - begin) / 1_000_000);
        }
    }

    private static void compare(RosterStore store, int owner, int contacts) {
        Roster roster = store.load(owner(owner));
        Map<BareJid, RosterItem> expected = items(owner, contacts).stream()
                .collect(Collectors.toMap(RosterItem::contact, item -> item, (a, b) -> a, TreeMap::new));
        Map<BareJid, RosterItem> actual = new TreeMap<>();
        for (Contact contact : roster.contacts().values()) {
            contact.item().ifPresent(item -> actual.put(contact.jid(), item));
        }
        check(1L, roster.revision().counter(), "the revision of " + roster.owner());
        check(contacts, roster.contacts().size(), "the contacts of " + roster.owner());
        check(expected, actual, "the items of " + roster.owner());
    }

    /** One commit to the large roster and one to a small, which change one contact and nothing else. */
    private static void change(RosterStore store, int owners) {
        for (int owner : new int[] {0, owners}) {
            int contacts = store.load(owner(owner)).contacts().size();
            BareJid gone = items(owner, 1).get(0).contact();
            store.commit(owner(owner), RosterEdit.remove(gone));
            Roster after = store.load(owner(owner));
            check(contacts - 1, after.contacts().size(), "the contacts of " + after.owner());
            check(Optional.empty(), after.contact(gone).item(), "the contact that was removed");
            check(2L, after.revision().counter(), "the revision of " + after.owner());
        }
    }

    /** What nobody else has: the name of each item has the owner in it. */
    private static List<RosterItem> items(int owner, int contacts) {
        return Rosters.items(contacts).stream()
                .map(item -> item.withName(item.name() + " of " + owner))
                .toList();
    }

    private static BareJid owner(int number) {
        return BareJid.stored("owner%07d@example.com".formatted(number));
    }

    private static void check(Object expected, Object actual, String what) {
        if (!expected.equals(actual)) {
            throw new AssertionError("%s: %s, not %s".formatted(what, actual, expected));
        }
    }

    private static void print(String name, long number) {
        System.out.println("owners." + name + ": " + number);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}

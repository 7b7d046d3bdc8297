package org.rosterstore.benchmarks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** Contacts as people have them, the same at every run: a full name, one group to three, and mostly a mutual subscription. */
final class People {

    private static final List<String> GIVEN = List.of(
            "Anna", "Jürgen", "Mercédès", "Wei", "Олена", "John", "Aiko", "Fatima", "Lars", "Giulia", "Sean", "Zoë");
    private static final List<String> FAMILY = List.of(
            "Müller", "Smith", "Rossi", "Tanaka", "Иванова", "O'Brien", "van den Berg", "Li", "García", "Dubois");
    private static final List<String> HOSTS =
            List.of("example.org", "chat.example.net", "jabber.example.com", "bücher.example");
    private static final List<String> GROUPS = List.of("Friends", "Family", "Work", "Chess club", "Nachbarn", "同事");

    private People() {}

    /** So many contacts, from a number on. */
    static List<RosterItem> from(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(People::number).toList();
    }

    static RosterItem number(int number) {
        String given = GIVEN.get(number % GIVEN.size());
        String family = FAMILY.get(number / 5 % FAMILY.size());
        BareJid jid = BareJid.stored(
                "%s.%06d@%s".formatted(Integer.toString(given.hashCode() & 0xffff, 36), number, of(HOSTS, number)));
        return new RosterItem(
                jid,
                given + " " + family,
                new LinkedHashSet<>(groups(number)),
                subscription(number),
                number % 50 == 7,
                false);
    }

    private static List<String> groups(int number) {
        return switch (number % 6) {
            case 0, 1, 2 -> List.of(of(GROUPS, number));
            case 3, 4 -> List.of(of(GROUPS, number), of(GROUPS, number + 1));
            default -> List.of(of(GROUPS, number), of(GROUPS, number + 2), of(GROUPS, number + 3));
        };
    }

    private static Subscription subscription(int number) {
        return switch (number % 10) {
            case 7 -> Subscription.NONE;
            case 8 -> Subscription.TO;
            case 9 -> Subscription.FROM;
            default -> Subscription.BOTH;
        };
    }

    private static String of(List<String> all, int number) {
        return all.get(number % all.size());
    }

    static BareJid owner(int number) {
        return BareJid.stored("owner%07d@example.com".formatted(number));
    }
}

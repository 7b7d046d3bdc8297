package org.rosterstore.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/** Rosters such as people have: a name, one group or two. */
final class Rosters {

    private Rosters() {}

    static List<RosterItem> items(int contacts) {
        return IntStream.range(0, contacts).mapToObj(Rosters::item).toList();
    }

    private static RosterItem item(int number) {
        RosterItem item = RosterItem.of(BareJid.stored("contact%06d@host%d.example.org".formatted(number, number % 7)))
                .withName("Contact No. " + number)
                .withSubscription(number % 4 == 0 ? Subscription.TO : Subscription.BOTH);
        return number % 3 == 0 ? item.withGroups("Friends", "Wave " + number % 10) : item.withGroups("Friends");
    }
}

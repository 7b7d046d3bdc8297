package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

class RosterTableTest {

    private static final BareJid ROMEO = BareJid.of("romeo@example.net");
    private static final BareJid JULIET = BareJid.of("juliet@example.com");
    private static final BareJid NURSE = BareJid.of("nurse@example.com");
    private static final BareJid BENVOLIO = BareJid.of("benvolio@example.org");

    @Test
    void contactsAreSortedAndSayHowTheyStand() {
        RosterItem juliet = RosterItem.of(JULIET)
                .withName("Juliet ❤")
                .withGroups("Friends", "朋友")
                .withSubscription(Subscription.BOTH)
                .withApproved(true);
        RosterItem nurse = RosterItem.of(NURSE).withAsk(true);
        SubscriptionRequest request = SubscriptionRequest.of(BENVOLIO, Instant.EPOCH);

        assertThat(RosterTable.of(roster(
                                contact(NURSE, Optional.of(nurse), Optional.empty(), Map.of("b", "2", "a", "1")),
                                contact(JULIET, Optional.of(juliet), Optional.empty(), Map.of()),
                                contact(BENVOLIO, Optional.empty(), Optional.of(request), Map.of())))
                        .lines(OptionalInt.empty()))
                .containsExactly(
                        "CONTACT               NAME      SUBSCRIPTION       GROUPS, AND EXTRAS",
                        "benvolio@example.org            pending in",
                        "juliet@example.com    Juliet ❤  both, approved     Friends · 朋友",
                        "nurse@example.com               none, pending out  a=1 · b=2");
    }

    private static Contact contact(
            BareJid jid, Optional<RosterItem> item, Optional<SubscriptionRequest> request, Map<String, String> extras) {
        return new Contact(jid, item, request, extras, Revision.NONE);
    }

    private static Roster roster(Contact... contacts) {
        Map<BareJid, Contact> byJid = Stream.of(contacts).collect(Collectors.toMap(Contact::jid, it -> it));
        return new Roster(ROMEO, Revision.NONE, Optional.empty(), byJid, List.of());
    }
}

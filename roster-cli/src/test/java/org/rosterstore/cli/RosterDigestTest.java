package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.rosterstore.Unreadable;

class RosterDigestTest {

    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    private static final BareJid JULIET = BareJid.of("juliet@capulet.example");
    private static final BareJid NURSE = BareJid.of("nurse@capulet.example");
    private static final RosterItem ITEM =
            RosterItem.of(JULIET).withName("Juliet ❤").withGroups("Capulets", "Балкон");
    private static final SubscriptionRequest REQUEST =
            new SubscriptionRequest(JULIET, "J", "It is I", "", Instant.ofEpochMilli(1_000));

    @Test
    void everyPartCounts() {
        List<Roster> different = List.of(
                roster("", contact(ITEM)),
                roster("7", contact(ITEM)),
                roster("8", contact(ITEM)),
                Roster.none(ROMEO),
                roster(""),
                roster("", contact(ITEM.withName("Juliet"))),
                roster("", contact(ITEM.withGroups("Балкон", "Capulets"))),
                roster("", contact(ITEM.withGroups("CapuletsБалкон"))),
                roster("", contact(ITEM.withGroups())),
                roster("", contact(ITEM.withSubscription(Subscription.BOTH))),
                roster("", contact(ITEM.withAsk(true))),
                roster("", contact(ITEM.withApproved(true))),
                roster("", contact(ITEM), contact(RosterItem.of(NURSE))),
                roster("", contact(RosterItem.of(NURSE))),
                roster("", contact(Optional.of(ITEM), Optional.of(REQUEST), Map.of())),
                roster("", contact(Optional.empty(), Optional.of(REQUEST), Map.of())),
                roster("", contact(Optional.empty(), Optional.of(request("K", "It is I", 1_000)), Map.of())),
                roster("", contact(Optional.empty(), Optional.of(request("J", "It was I", 1_000)), Map.of())),
                roster("", contact(Optional.empty(), Optional.of(request("J", "It is I", 1_001)), Map.of())),
                roster("", contact(Optional.of(ITEM), Optional.empty(), Map.of("a", "b"))),
                roster("", contact(Optional.of(ITEM), Optional.empty(), Map.of("ab", ""))),
                roster("", contact(Optional.of(ITEM), Optional.empty(), Map.of("a", "b", "c", "d"))));

        // Roster.none and an empty roster hold the same.
        assertThat(different.stream().map(RosterDigest::of).distinct()).hasSize(different.size() - 1);
    }

    @Test
    void revisionsOwnersAndTheOrderOfContactsDoNot() {
        Contact juliet = contact(ITEM);
        Contact nurse = contact(RosterItem.of(NURSE));
        Contact later = new Contact(JULIET, Optional.of(ITEM), Optional.empty(), Map.of(), new Revision(9, 9));
        Roster one = new Roster(
                ROMEO, new Revision(1, 1), Optional.of("7"), Map.of(JULIET, juliet, NURSE, nurse), List.of());
        Roster other =
                new Roster(NURSE, new Revision(9, 9), Optional.of("7"), Map.of(NURSE, nurse, JULIET, later), List.of());

        assertThat(RosterDigest.of(one)).isEqualTo(RosterDigest.of(other));
    }

    @Test
    void itIsTheSameInEveryVersionOfThisProgram() {
        assertThat(RosterDigest.of(roster("7", contact(Optional.of(ITEM), Optional.of(REQUEST), Map.of("a", "b")))))
                .isEqualTo("1a48b59299486c18234ae99ffb5ed461eb18a2de09251761db77cd663aa483c3");
    }

    @Test
    void whatCannotBeReadHasNone() {
        Roster damaged = new Roster(
                ROMEO, new Revision(1, 1), Optional.empty(), Map.of(), List.of(new Unreadable(JULIET, "damaged")));
        assertThatIllegalArgumentException().isThrownBy(() -> RosterDigest.of(damaged));
    }

    private static SubscriptionRequest request(String nick, String status, long time) {
        return new SubscriptionRequest(JULIET, nick, status, "", Instant.ofEpochMilli(time));
    }

    private static Contact contact(RosterItem item) {
        return new Contact(item.contact(), Optional.of(item), Optional.empty(), Map.of(), Revision.NONE);
    }

    private static Contact contact(
            Optional<RosterItem> item, Optional<SubscriptionRequest> request, Map<String, String> extras) {
        return new Contact(JULIET, item, request, extras, Revision.NONE);
    }

    private static Roster roster(String ver, Contact... contacts) {
        Optional<String> optional = ver.isEmpty() ? Optional.empty() : Optional.of(ver);
        Map<BareJid, Contact> byJid = Stream.of(contacts).collect(Collectors.toMap(Contact::jid, it -> it));
        return new Roster(ROMEO, new Revision(1, 1), optional, byJid, List.of());
    }
}

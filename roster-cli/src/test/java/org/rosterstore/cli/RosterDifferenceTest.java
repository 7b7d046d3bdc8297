package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.cli.Verona.JULIET;
import static org.rosterstore.cli.Verona.NURSE;
import static org.rosterstore.cli.Verona.ROMEO;
import static org.rosterstore.cli.Verona.TYBALT;

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
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

class RosterDifferenceTest {

    @Test
    void eachContactAndPartThatDiffersIsNamed() {
        Roster a = roster(
                "7",
                contact(RosterItem.of(JULIET).withName("Juliet").withGroups("A", "B"), Map.of("k", "v")),
                contact(RosterItem.of(NURSE), Map.of()));
        Roster b = roster(
                "",
                contact(RosterItem.of(JULIET).withGroups("B", "A").withAsk(true), Map.of("k", "w")),
                contact(RosterItem.of(TYBALT).withName("Tybalt"), Map.of()));

        assertThat(RosterDifference.between(a, b).lines())
                .containsExactly(
                        "~ ver \"7\" -> (none)",
                        "~ juliet@capulet.example  name \"Juliet\" -> (none);"
                                + " groups [\"A\",\"B\"] -> [\"B\",\"A\"]; extra \"k\" \"v\" -> \"w\"; ask (none) -> true",
                        "- nurse@capulet.example  subscription none",
                        "+ tybalt@capulet.example  subscription none; name \"Tybalt\"");
    }

    /** The lines are empty exactly where the contents are the same, however alike they look. */
    @Test
    void itAgreesWithSameContent() {
        RosterItem item = RosterItem.of(JULIET);
        List<Roster> rosters = List.of(
                roster(""),
                roster("7"),
                roster("", contact(item, Map.of())),
                roster("", contact(item.withGroups("A", "B"), Map.of())),
                roster("", contact(item.withGroups("A\",\"B"), Map.of())),
                roster("", contact(item.withGroups("B", "A"), Map.of())),
                roster("", contact(item, Map.of("a", ""))),
                roster("", contact(item, Map.of("a", "b"))),
                roster("", request("", "")),
                roster("", request("a", "")),
                roster("", request("", "a")));
        for (Roster a : rosters) {
            for (Roster b : rosters) {
                assertThat(RosterDifference.between(a, b).isEmpty())
                        .as("%s %s", a, b)
                        .isEqualTo(a.sameContent(b));
            }
        }
    }

    @Test
    void whatCannotBeReadDiffersFromWhatCan() {
        Roster good = roster("", contact(RosterItem.of(JULIET), Map.of()));
        Roster bad = new Roster(
                ROMEO, Revision.NONE, Optional.empty(), Map.of(), List.of(new Unreadable(JULIET, "checksum")));
        assertThat(RosterDifference.between(good, bad).lines())
                .containsExactly("~ juliet@capulet.example  subscription none -> (none);"
                        + " record (none) -> cannot be read: checksum");
    }

    private static Contact request(String nick, String status) {
        SubscriptionRequest request = new SubscriptionRequest(JULIET, nick, status, "", Instant.EPOCH);
        return new Contact(JULIET, Optional.empty(), Optional.of(request), Map.of(), Revision.NONE);
    }

    private static Contact contact(RosterItem item, Map<String, String> extras) {
        return new Contact(item.contact(), Optional.of(item), Optional.empty(), extras, Revision.NONE);
    }

    private static Roster roster(String ver, Contact... contacts) {
        Map<BareJid, Contact> byJid = Stream.of(contacts).collect(Collectors.toMap(Contact::jid, it -> it));
        Optional<String> optional = ver.isEmpty() ? Optional.empty() : Optional.of(ver);
        return new Roster(ROMEO, Revision.NONE, optional, byJid, List.of());
    }
}

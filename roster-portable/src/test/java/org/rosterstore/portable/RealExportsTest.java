package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/** What Prosody 0.12.3 and ejabberd 23.01 exported of the same seven accounts comes over to the last character. */
class RealExportsTest {

    private static final BareJid ROMEO = BareJid.of("romeo@localhost");
    private static final BareJid JULIET = BareJid.of("juliet@localhost");
    private static final BareJid NURSE = BareJid.of("nurse@localhost");
    private static final BareJid MERCUTIO = BareJid.of("mercutio@localhost");
    private static final BareJid BENVOLIO = BareJid.of("benvolio@localhost");
    private static final BareJid TYBALT = BareJid.of("tybalt@localhost");
    private static final BareJid BOT = BareJid.of("bot@localhost");

    @ParameterizedTest
    @ValueSource(strings = {"prosody-xep0227", "ejabberd-piefxis"})
    void findingsAreExactlyThese(String export) throws IOException {
        assertThat(Reading.of(Reading.resource(export)).lines())
                .containsExactlyElementsOf(Files.readAllLines(Reading.resource(export + ".findings")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prosody-xep0227", "ejabberd-piefxis"})
    void nothingOfACredentialIsInAFinding(String export) {
        assertThat(Reading.of(Reading.resource(export)).findings().toString())
                .doesNotContain("pw-", "SCRAM-SHA-1", "4096", "==");
    }

    @Test
    void prosodyRostersAreExactlyThese() {
        Map<String, Roster> expected = new TreeMap<>();
        add(expected, roster(ROMEO, "25", romeoItems("entries", "groups", "$set", "ver", "a.b.c"), bare(BENVOLIO)));
        add(expected, roster(JULIET, "4", List.of(item(ROMEO, Subscription.BOTH))));
        add(expected, roster(MERCUTIO, "3", List.of(item(ROMEO, Subscription.FROM)), bare(BOT)));
        add(expected, roster(BENVOLIO, "6", List.of(RosterItem.of(ROMEO)), bare(ROMEO)));
        add(expected, roster(TYBALT, "2", List.of(), bare(ROMEO)));
        add(
                expected,
                roster(
                        NURSE,
                        "5",
                        List.of(RosterItem.of(JULIET), item(ROMEO, Subscription.TO)),
                        bare(BOT),
                        bare(ROMEO)));
        add(expected, roster(BOT, "482", botItems()));
        assertSame(Reading.of(Reading.resource("prosody-xep0227")), expected);
    }

    @Test
    void ejabberdRostersAreExactlyThese() {
        Map<String, Roster> expected = new TreeMap<>();
        add(expected, roster(ROMEO, "", romeoItems("entries", "groups", "ver", "$set", "a.b.c")));
        add(expected, roster(JULIET, "", List.of(item(ROMEO, Subscription.BOTH))));
        add(
                expected,
                roster(
                        MERCUTIO,
                        "",
                        List.of(item(ROMEO, Subscription.FROM)),
                        stanza(BOT, "from='bot@localhost' to='mercutio@localhost' type='subscribe'/>")));
        add(expected, roster(BENVOLIO, "", List.of(RosterItem.of(ROMEO))));
        add(expected, roster(TYBALT, "", List.of()));
        add(
                expected,
                roster(
                        NURSE,
                        "",
                        List.of(item(ROMEO, Subscription.TO)),
                        stanza(ROMEO, "from='romeo@localhost' to='nurse@localhost' type='subscribe'/>"),
                        stanza(
                                BOT,
                                "from='bot@localhost' to='nurse@localhost' type='subscribe'>"
                                        + "<status xml:lang='en'>Please let the bot in, it is kind</status></presence>")));
        add(expected, roster(BOT, "", botItems()));
        Reading reading = Reading.of(Reading.resource("ejabberd-piefxis"));
        assertSame(reading, expected);
        assertThat(reading.roster("nurse@localhost")
                        .contact(BOT)
                        .request()
                        .orElseThrow()
                        .status())
                .isEqualTo("Please let the bot in, it is kind");
    }

    @Test
    void anIncludedFileIsReadAloneTooIfItIsNamedAlone() {
        assertThat(Reading.of(Reading.resource("ejabberd-piefxis/localhost.xml"))
                        .owners())
                .isEqualTo(Reading.of(Reading.resource("ejabberd-piefxis/index.xml"))
                        .owners())
                .hasSize(7);
    }

    private static void assertSame(Reading reading, Map<String, Roster> expected) {
        assertThat(reading.owners()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(reading.rosters()).allSatisfy(roster -> {
            Roster twin = expected.get(roster.owner().toString());
            assertThat(roster.ver()).isEqualTo(twin.ver());
            assertThat(roster.contacts()).isEqualTo(twin.contacts());
            assertThat(roster.sameContent(twin)).as("the order of groups").isTrue();
        });
    }

    private static List<RosterItem> romeoItems(String... pendingGroups) {
        return List.of(
                item(JULIET, Subscription.BOTH)
                        .withName("Juliet Capulet ❤")
                        .withGroups("Capulets", "Friends, close", "Лучшие друзья"),
                item(MERCUTIO, Subscription.TO)
                        .withName("Mercutio \"the wit\" <&> 'x'")
                        .withGroups("Montagues", "朋友"),
                RosterItem.of(TYBALT).withGroups("Enemies::sworn", "a/b", "{tag}"),
                RosterItem.of(BareJid.of("icq.example.org"))
                        .withName("ICQ gateway")
                        .withGroups("Transports"),
                RosterItem.of(BareJid.of("andr\u00e9@ex\u00e4mple.org"))
                        .withName("Andr\u00e9 e\u0301")
                        .withGroups("𝔘𝔫𝔦𝔠𝔬𝔡𝔢"),
                RosterItem.of(BareJid.of("d\\27artagnan@france.example")).withName("d’Artagnan"),
                RosterItem.of(BareJid.of("pending@example.net"))
                        .withName("pending")
                        .withGroups(pendingGroups),
                RosterItem.of(BareJid.of("user@[::1]")).withName("IPv6"),
                item(NURSE, Subscription.FROM).withAsk(true));
    }

    private static List<RosterItem> botItems() {
        List<RosterItem> items = new ArrayList<>();
        items.add(RosterItem.of(MERCUTIO).withAsk(true));
        items.add(RosterItem.of(NURSE).withAsk(true));
        List<String> hosts = List.of("example.com", "example.net", "sub.example.org");
        for (int i = 0; i < 400; i++) {
            RosterItem fan = RosterItem.of(BareJid.of("fan%04d@%s".formatted(i, hosts.get(i % 3))))
                    .withName("Fan №" + i)
                    .withAsk(i % 5 == 0);
            String wave = "Wave " + i % 7;
            items.add(i % 50 == 0 ? fan.withGroups(wave, "VIP") : fan.withGroups(wave));
        }
        return items;
    }

    private static RosterItem item(BareJid contact, Subscription subscription) {
        return RosterItem.of(contact).withSubscription(subscription);
    }

    private static SubscriptionRequest bare(BareJid from) {
        return stanza(from, "from='%s' type='subscribe'/>".formatted(from));
    }

    private static SubscriptionRequest stanza(BareJid from, String rest) {
        return SubscriptionRequest.of(from, "<presence xmlns='jabber:client' " + rest, Reading.NOW);
    }

    private static Roster roster(BareJid owner, String ver, List<RosterItem> items, SubscriptionRequest... requests) {
        Map<BareJid, Contact> contacts = new TreeMap<>();
        for (RosterItem item : items) {
            BareJid jid = item.contact();
            contacts.put(jid, new Contact(jid, Optional.of(item), Optional.empty(), Map.of(), Revision.NONE));
        }
        Stream.of(requests)
                .forEach(request -> contacts.compute(
                        request.from(),
                        (jid, contact) -> new Contact(
                                jid,
                                contact == null ? Optional.empty() : contact.item(),
                                Optional.of(request),
                                Map.of(),
                                Revision.NONE)));
        return new Roster(owner, Revision.NONE, Optional.of(ver).filter(text -> !text.isEmpty()), contacts, List.of());
    }

    private static void add(Map<String, Roster> rosters, Roster roster) {
        rosters.put(roster.owner().toString(), roster);
    }
}

package org.rosterstore.portable;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Limits;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/**
 * Each row of the table in {@code docs/portable.md}: what is repaired or refused, what is said, and that no more is
 * lost.
 */
class RepairsTest {

    private static final BareJid JULIET = BareJid.of("juliet@localhost");
    private static final String VERSION_LEFT_OUT =
            "in.xml:2: romeo@localhost: repaired: the version is left out: the items are no longer what it stands for";

    @TempDir
    Path directory;

    @Test
    void aPerfectRosterComesOverWithoutAWord() {
        Reading reading = items("<item jid='juliet@localhost' name='J' subscription='both'><group>A</group></item>");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().ver()).contains("7");
        assertThat(item(reading))
                .isEqualTo(RosterItem.of(JULIET)
                        .withName("J")
                        .withSubscription(Subscription.BOTH)
                        .withGroups("A"));
    }

    @Test
    void noSubscriptionMeansNone() {
        Reading reading = items("<item jid='juliet@localhost'/>");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().ver()).contains("7");
        assertThat(item(reading)).isEqualTo(RosterItem.of(JULIET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove", "BOTH", "", " both", "friend"})
    void anUnknownSubscriptionIsRefused(String word) {
        refused(
                "<item jid='mab@localhost' subscription='" + word + "'/>",
                "mab@localhost: refused: subscription=\"" + word + "\" is not a state (RFC 6121, 2.1.2.5)");
    }

    @Test
    void anItemWithoutJidIsRefused() {
        refused("<item name='who?'/>", "refused: item without jid");
    }

    @Test
    void anItemWithoutAProperJidIsRefused() {
        Reading reading = items("<item jid='a b@localhost'/><item jid='juliet@localhost'/>");

        assertThat(reading.lines().get(0)).startsWith("in.xml:2: romeo@localhost: a b@localhost: refused: not a JID: ");
        assertThat(item(reading)).isEqualTo(RosterItem.of(JULIET));
    }

    @Test
    void anUnpreparedJidIsPrepared() {
        Reading reading = items("<item jid='Andre\u0301@EXA\u0308MPLE.org'/>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: andr\u00e9@ex\u00e4mple.org: repaired:"
                                + " prepared (RFC 7622) from \"Andre\u0301@EXA\u0308MPLE.org\"",
                        VERSION_LEFT_OUT);
        assertThat(reading.roster().items()).containsExactly(RosterItem.of(BareJid.of("andr\u00e9@ex\u00e4mple.org")));
    }

    @Test
    void aResourceIsCutOff() {
        Reading reading = items("<item jid='juliet@localhost/balcony/left'/>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired: the resource of a full JID is cut off",
                        VERSION_LEFT_OUT);
        assertThat(item(reading)).isEqualTo(RosterItem.of(JULIET));
    }

    @Test
    void theSecondItemOfAContactIsRefused() {
        Reading reading =
                items("<item jid='juliet@localhost' name='first'/><item jid='Juliet@localhost' name='second'/>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired:"
                                + " prepared (RFC 7622) from \"Juliet@localhost\"",
                        "in.xml:2: romeo@localhost: juliet@localhost: refused: a second item of the same contact",
                        VERSION_LEFT_OUT);
        assertThat(item(reading).name()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsubscribe", "Subscribe", "none"})
    void anotherAskIsLeftOut(String word) {
        Reading reading = items("<item jid='juliet@localhost' subscription='to' ask='" + word + "'/>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired: ask=\"" + word + "\" is left out",
                        VERSION_LEFT_OUT);
        assertThat(item(reading)).isEqualTo(RosterItem.of(JULIET).withSubscription(Subscription.TO));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "1, true", "false, false", "0, false"})
    void approvedIsABooleanOfXmlSchema(String word, boolean approved) {
        Reading reading = items("<item jid='juliet@localhost' approved='" + word + "'/>");

        assertThat(reading.lines()).isEmpty();
        assertThat(item(reading).approved()).isEqualTo(approved);
    }

    @Test
    void anotherApprovedIsLeftOut() {
        Reading reading = items("<item jid='juliet@localhost' approved='TRUE'/>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired: approved=\"TRUE\" is left out",
                        VERSION_LEFT_OUT);
        assertThat(item(reading).approved()).isFalse();
    }

    @Test
    void emptyAndRepeatedGroupsAreLeftOut() {
        Reading reading = items(
                "<item jid='juliet@localhost'><group>B</group><group/><group>A</group><group>B</group><group> </group></item>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired:"
                                + " an empty group is left out (RFC 6121, 2.3.3)",
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired:"
                                + " the group \"B\" is named twice (RFC 6121, 2.3.3)",
                        VERSION_LEFT_OUT);
        assertThat(item(reading).groups()).containsExactly("B", "A", " ");
    }

    @Test
    void whatIsBeyondALimitIsRefused() {
        refused(
                "<item jid='mab@localhost' name='" + "n".repeat(Limits.NAME_OCTETS + 1) + "'/>",
                "mab@localhost: refused: name has 1,024 octets, the limit is 1,023");
        refused(
                "<item jid='mab@localhost'>%s</item>"
                        .formatted(IntStream.rangeClosed(0, Limits.GROUPS)
                                .mapToObj(i -> "<group>" + i + "</group>")
                                .collect(joining())),
                "mab@localhost: refused: 1,001 groups, the limit of one item is 1,000");
        refused(
                "<item jid='mab@localhost'>%s</item>"
                        .formatted(IntStream.range(0, 100)
                                .mapToObj(i -> "<group>" + (1_000 + i) + "g".repeat(1_000) + "</group>")
                                .collect(joining())),
                "mab@localhost: refused: mab@localhost has 100,413 octets of text, the limit of one contact is 65,536");
    }

    @Test
    void anElementTooLargeToHoldIsRefused() {
        refused(
                "<item jid='mab@localhost'><group>%s</group></item>".formatted("g".repeat(XmlInput.MAX_ELEMENT)),
                "refused: item of over 524,288 characters");
    }

    @Test
    void theVersionIsLeftOutIfItIsTooLongOrTwofold() {
        Reading tooLong =
                Reading.ofRomeo(directory, "<query xmlns='jabber:iq:roster' ver='%s'/>".formatted("v".repeat(1_025)));
        assertThat(tooLong.lines())
                .containsExactly("in.xml:2: romeo@localhost: repaired:"
                        + " the version is left out: ver has 1,025 characters, the limit is 1,024");
        assertThat(tooLong.roster().ver()).isEmpty();

        Reading twofold = Reading.ofRomeo(directory, "<query xmlns='jabber:iq:roster' ver='1' version='2'/>");
        assertThat(twofold.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: repaired: two different versions, of which neither is kept");
        assertThat(twofold.roster().ver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ver='', true", "version='', true", "'ver=\"1\" version=\"1\"', true", "'', false"})
    void anEmptyVersionIsAVersion(String attribute, boolean present) {
        Reading reading = Reading.ofRomeo(directory, "<query xmlns='jabber:iq:roster' %s/>".formatted(attribute));

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().ver().isPresent()).isEqualTo(present);
    }

    @Test
    void aSecondQueryAddsToTheFirst() {
        Reading reading = Reading.ofRomeo(
                directory,
                "<query xmlns='jabber:iq:roster' ver='1'><item jid='juliet@localhost'/></query>\n"
                        + "<query xmlns='jabber:iq:roster' ver='2'><item jid='nurse@localhost'/></query>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:3: romeo@localhost: repaired: a second query: its items are added to those of the first",
                        VERSION_LEFT_OUT);
        assertThat(reading.roster().items()).hasSize(2);
    }

    @Test
    void ofRepeatedRequestsTheOneThatSaysMoreIsKept() {
        Reading reading = Reading.ofRomeo(
                directory,
                "<presence type='subscribe' from='juliet@localhost'/>\n"
                        + "<presence type='subscribe' from='juliet@localhost'><status>it is I</status></presence>\n"
                        + "<presence type='subscribe' from='juliet@localhost'/>\n"
                        + "<presence type='subscribe' from='nurse@localhost'/>");

        String repeated = ": romeo@localhost: juliet@localhost: repaired:"
                + " a repeated request: the one that says more is kept";
        assertThat(reading.lines()).containsExactly("in.xml:3" + repeated, "in.xml:4" + repeated);
        assertThat(request(reading).status()).isEqualTo("it is I");
        assertThat(reading.roster().requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"none, false", "to, false", "from, true", "both, true"})
    void aRequestOfASubscriberIsSettled(String subscription, boolean settled) {
        String presence = "<presence type='subscribe' from='juliet@localhost'/>";
        String query =
                "\n<query xmlns='jabber:iq:roster' ver='7'><item jid='juliet@localhost' subscription='%s'/></query>"
                        .formatted(subscription);
        for (String content : List.of(presence + query, query + presence)) {
            Reading reading = Reading.ofRomeo(directory, content);

            assertThat(reading.roster().contact(JULIET).request().isEmpty()).isEqualTo(settled);
            assertThat(reading.lines()).hasSize(settled ? 1 : 0);
            assertThat(reading.roster().ver())
                    .as("requests are no part of what it stands for")
                    .contains("7");
        }
    }

    @Test
    void presenceOfOtherTypesIsRefused() {
        Reading reading = Reading.ofRomeo(
                directory,
                "<presence type='subscribed' from='juliet@localhost'/><presence from='juliet@localhost'/>"
                        + "<presence type='subscribe'/><presence type='subscribe' from='nurse@localhost'/>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: juliet@localhost: refused:"
                                + " presence of type \"subscribed\" is not a pending request",
                        "in.xml:2: romeo@localhost: juliet@localhost: refused:"
                                + " presence of type \"\" is not a pending request",
                        "in.xml:2: romeo@localhost: refused: presence without from");
        assertThat(reading.roster().requests()).hasSize(1);
    }

    @Test
    void aRequestIsFromABarePreparedJid() {
        Reading reading =
                Reading.ofRomeo(directory, "<presence type='subscribe' from='JULIET@localhost/balcony' id='x'/>");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired: the resource of a full JID is cut off",
                        "in.xml:2: romeo@localhost: juliet@localhost: repaired:"
                                + " prepared (RFC 7622) from \"JULIET@localhost\"");
        assertThat(request(reading).stanza())
                .isEqualTo("<presence xmlns='jabber:client' from='juliet@localhost' id='x' type='subscribe'/>");
    }

    @Test
    void aRequestToSomebodyElseStays() {
        Reading reading = Reading.ofRomeo(
                directory, "<presence type='subscribe' from='juliet@localhost' to='romeo@verona.example'/>");

        assertThat(reading.lines())
                .containsExactly("in.xml:2: romeo@localhost: juliet@localhost: repaired:"
                        + " addressed to \"romeo@verona.example\", which is left out");
        assertThat(request(reading).stanza())
                .isEqualTo("<presence xmlns='jabber:client' from='juliet@localhost' type='subscribe'/>");
    }

    @Test
    void aStanzaThatCannotBeKeptLeavesTheRequest() {
        Reading reading = Reading.ofRomeo(
                directory,
                "<presence type='subscribe' from='juliet@localhost' xmlns:o='urn:other' o:x='y'/>"
                        + "<presence type='subscribe' from='nurse@localhost'><status>%s</status></presence>"
                                .formatted("s".repeat(Limits.STANZA_OCTETS)));

        assertThat(reading.lines().get(0))
                .isEqualTo("in.xml:2: romeo@localhost: juliet@localhost: repaired:"
                        + " kept without its stanza: an attribute with a namespace");
        assertThat(reading.lines().get(1))
                .startsWith(
                        "in.xml:2: romeo@localhost: nurse@localhost: repaired: kept without its stanza: stanza has ");
        assertThat(reading.roster().requests())
                .containsExactlyInAnyOrder(
                        SubscriptionRequest.of(JULIET, Reading.NOW),
                        SubscriptionRequest.of(BareJid.of("nurse@localhost"), Reading.NOW));
    }

    @Test
    void aDelayTellsWhenARequestCame() {
        Reading reading = Reading.ofRomeo(
                directory,
                "<presence xmlns='jabber:client' type='subscribe' from='juliet@localhost'>"
                        + "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2010-07-10T23:08:25+02:00'/></presence>");

        assertThat(reading.lines()).isEmpty();
        assertThat(request(reading).receivedAt()).isEqualTo(Instant.parse("2010-07-10T21:08:25Z"));
        assertThat(request(reading).stanza()).contains("<delay ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "20100710T23:08:25", "2010-07-10", "+1000000000-12-31T23:59:59Z"})
    void aDelayThatTellsNoTimeIsNoMoreThanAPartOfTheStanza(String stamp) {
        String delay = "<delay xmlns='urn:xmpp:delay' stamp='%s'/>".formatted(stamp);
        for (String mark : List.of("", delay + "<request xmlns='urn:rosterstore:portable:1'/>")) {
            Reading reading = Reading.ofRomeo(
                    directory, "<presence type='subscribe' from='juliet@localhost'>" + delay + mark + "</presence>");

            assertThat(reading.lines()).isEmpty();
            assertThat(request(reading).receivedAt()).isEqualTo(Reading.NOW);
            assertThat(request(reading).stanza()).contains("<delay ");
        }
    }

    @Test
    void extrasAreReadOneByOne() {
        Reading reading = Reading.ofRomeo(directory, """
                <extras xmlns='urn:rosterstore:portable:1'>
                <contact jid='juliet@localhost'><extra key='a'>1</extra><extra key='a'>2</extra><extra/><extra key='b'/></contact>
                <contact/>
                <contact jid='JULIET@localhost/x'><extra key='c'>3</extra></contact>
                </extras>""");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:3: romeo@localhost: juliet@localhost: refused: a second extra of the key \"a\"",
                        "in.xml:3: romeo@localhost: juliet@localhost: refused: the empty key of an extra",
                        "in.xml:4: romeo@localhost: refused: contact without jid",
                        "in.xml:5: romeo@localhost: juliet@localhost: repaired: the resource of a full JID is cut off",
                        "in.xml:5: romeo@localhost: juliet@localhost: repaired:"
                                + " prepared (RFC 7622) from \"JULIET@localhost\"");
        assertThat(reading.roster().contact(JULIET).extras()).isEqualTo(Map.of("a", "1", "b", "", "c", "3"));
    }

    @Test
    void whatIsNoPartOfARosterIsNamedOnceForEachKind() {
        Reading reading = Reading.ofRomeo(directory, """
                <vCard xmlns='vcard-temp'><FN>secret</FN></vCard>
                <vCard xmlns='vcard-temp'><FN>secret</FN></vCard>
                <query xmlns='jabber:iq:private'><item xmlns='jabber:iq:roster' jid='trap@localhost'/></query>
                <offline-messages><message xmlns='jabber:client'><body>secret</body></message></offline-messages>
                <query xmlns='jabber:iq:roster' ver='7' mood='secret'>
                <item jid='juliet@localhost' x='secret' xmlns:o='urn:other' o:x='secret'><note>secret</note></item>
                <item jid='nurse@localhost' x='secret'/>
                <blob>secret</blob>
                </query>""");

        String skipped = ": romeo@localhost: skipped: no part of a roster: ";
        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2" + skipped + "element vCard of vcard-temp",
                        "in.xml:4" + skipped + "element query of jabber:iq:private",
                        "in.xml:5" + skipped + "element offline-messages of urn:xmpp:pie:0",
                        "in.xml:6" + skipped + "attribute mood of query",
                        "in.xml:7" + skipped + "attribute x of item",
                        "in.xml:7" + skipped + "attribute {urn:other}x of item",
                        "in.xml:7" + skipped + "element note of jabber:iq:roster",
                        "in.xml:9" + skipped + "element blob of jabber:iq:roster");
        assertThat(reading.roster().items()).hasSize(2);
        assertThat(reading.roster().ver()).contains("7");
    }

    @Test
    void anOwnerIsThereWithoutAQuery() {
        Reading reading = Reading.ofRomeo(directory, "");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster()).isEqualTo(Roster.none(BareJid.of("romeo@localhost")));
    }

    @Test
    void anOwnerThatComesAgainIsRefused() {
        Reading reading = Reading.of(directory, """
                <server-data xmlns='urn:xmpp:pie:0'>
                <host jid='localhost'><user name='romeo'/><user name='Nurse'/></host>
                <host jid='LOCALHOST'><user name='ROMEO'><query xmlns='jabber:iq:roster'/></user><user name='mab'/></host>
                </server-data>""");

        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:2: nurse@localhost: repaired: prepared (RFC 7622) from \"Nurse@localhost\"",
                        "in.xml:3: repaired: the host localhost is prepared from \"LOCALHOST\"",
                        "in.xml:3: romeo@localhost: refused: an owner that came before; nothing of this element is read");
        assertThat(reading.owners()).containsExactly("romeo@localhost", "nurse@localhost", "mab@localhost");
    }

    @Test
    void hostsAndUsersWithoutProperNamesAreRefused() {
        Reading reading = Reading.of(directory, """
                <server-data xmlns='urn:xmpp:pie:0'>
                <host><user name='a'/></host>
                <host jid='a@b'><user name='a'/></host>
                <host jid='localhost'>
                <user/>
                <user name='a@b'/>
                <user name='a/b'/>
                <host jid='inner'/>
                <user name='romeo'/>
                <unknown xmlns='urn:other'/>
                </host>
                <user name='stray'/>
                </server-data>""");

        assertThat(reading.owners()).containsExactly("romeo@localhost");
        assertThat(reading.findings())
                .extracting(finding -> finding.place().orElseThrow().line(), Finding::kind)
                .containsExactly(
                        tuple(2, Finding.Kind.REFUSED),
                        tuple(3, Finding.Kind.REFUSED),
                        tuple(5, Finding.Kind.REFUSED),
                        tuple(6, Finding.Kind.REFUSED),
                        tuple(7, Finding.Kind.REFUSED),
                        tuple(8, Finding.Kind.REFUSED),
                        tuple(10, Finding.Kind.SKIPPED),
                        tuple(12, Finding.Kind.REFUSED));
    }

    @ParameterizedTest
    @CsvSource({
        "<user xmlns='urn:xmpp:pie:0' name='romeo'/>, a user without a host",
        "<x/>, not an XEP-0227 file",
        "<server-data/>, not an XEP-0227 file"
    })
    void anotherRootIsRefused(String content, String what) {
        Reading reading = Reading.of(directory, content);

        assertThat(reading.lines()).containsExactly("in.xml:1: refused: " + what + "; nothing of it is read");
        assertThat(reading.rosters()).isEmpty();
    }

    private Reading items(String items) {
        return Reading.ofRomeo(directory, "<query xmlns='jabber:iq:roster' version='7'>" + items + "</query>");
    }

    /** An item is refused, the one after it comes over, and the version does not. */
    private void refused(String item, String finding) {
        Reading reading = items(item + "<item jid='juliet@localhost' subscription='to'/>");

        assertThat(reading.lines()).containsExactly("in.xml:2: romeo@localhost: " + finding, VERSION_LEFT_OUT);
        assertThat(reading.roster().ver()).isEmpty();
        assertThat(reading.roster().items())
                .containsExactly(RosterItem.of(JULIET).withSubscription(Subscription.TO));
    }

    private static RosterItem item(Reading reading) {
        return reading.roster().contact(JULIET).item().orElseThrow();
    }

    private static SubscriptionRequest request(Reading reading) {
        return Optional.of(reading.roster().contact(JULIET))
                .flatMap(contact -> contact.request())
                .orElseThrow();
    }
}

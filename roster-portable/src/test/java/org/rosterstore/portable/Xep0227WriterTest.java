package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

class Xep0227WriterTest {

    private static final BareJid JULIET = BareJid.of("juliet@localhost");
    private static final BareJid NURSE = BareJid.of("nurse@localhost");
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.080Z");

    @TempDir
    Path directory;

    @Test
    void theFormIsThis() {
        Roster romeo = roster(
                "romeo@localhost",
                Optional.of("a'\n"),
                new Contact(
                        NURSE,
                        Optional.empty(),
                        Optional.of(new SubscriptionRequest(NURSE, "Nursie", "", "", TIME)),
                        Map.of("b", "2\r", "a", " <1> "),
                        Revision.NONE),
                new Contact(
                        JULIET,
                        Optional.of(new RosterItem(JULIET, "J\t\"'", Set.of(), Subscription.TO, true, true)
                                .withGroups("b", "a & b")),
                        Optional.of(SubscriptionRequest.of(
                                JULIET, "<presence type='subscribe'><status>hi</status></presence>", TIME)),
                        Map.of(),
                        Revision.NONE));
        byte[] octets = RoundTripTest.written(List.of(
                romeo,
                roster("a@localhost", Optional.empty()),
                roster("icq.example.org", Optional.of("")),
                roster("b@localhost", Optional.empty())));

        assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo("""
                        <?xml version='1.0' encoding='UTF-8'?>
                        <server-data xmlns='urn:xmpp:pie:0'>
                          <host jid='localhost'>
                            <user name='romeo'>
                              <query xmlns='jabber:iq:roster' ver='a&apos;&#10;'>
                                <item jid='juliet@localhost' name='J&#9;"&apos;' subscription='to' ask='subscribe' approved='true'><group>b</group><group>a &amp; b</group></item>
                              </query>
                              <presence xmlns='jabber:client' from='juliet@localhost' type='subscribe'><status>hi</status><delay xmlns='urn:xmpp:delay' stamp='2026-03-04T05:06:07.080Z'/><request xmlns='urn:rosterstore:portable:1'/></presence>
                              <presence xmlns='jabber:client' from='nurse@localhost' type='subscribe'><nick xmlns='http://jabber.org/protocol/nick'>Nursie</nick><delay xmlns='urn:xmpp:delay' stamp='2026-03-04T05:06:07.080Z'/><request xmlns='urn:rosterstore:portable:1' stanza='none'/></presence>
                              <extras xmlns='urn:rosterstore:portable:1'>
                                <contact jid='nurse@localhost'><extra key='a'> &lt;1&gt; </extra><extra key='b'>2&#13;</extra></contact>
                              </extras>
                            </user>
                            <user name='a'>
                              <query xmlns='jabber:iq:roster'/>
                            </user>
                          </host>
                          <host jid='icq.example.org'>
                            <domain xmlns='urn:rosterstore:portable:1'>
                              <query xmlns='jabber:iq:roster' ver=''/>
                            </domain>
                          </host>
                          <host jid='localhost'>
                            <user name='b'>
                              <query xmlns='jabber:iq:roster'/>
                            </user>
                          </host>
                        </server-data>
                        """);
    }

    @Test
    void anUnfinishedFileIsVisiblySo() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (Xep0227Writer writer = new Xep0227Writer(octets)) {
            writer.write(roster("a@localhost", Optional.empty()));
        }
        Reading reading = Reading.of(Reading.write(directory, "in.xml", octets.toByteArray()));

        assertThat(reading.owners()).containsExactly("a@localhost");
        assertThat(reading.lines()).singleElement().asString().contains("refused: the file ends before it is complete");
    }

    @Test
    void whatCannotBeCarriedIsRefusedBeforeAnythingIsWritten() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        BareJid control = BareJid.stored("a\u0001@localhost");
        try (Xep0227Writer writer = new Xep0227Writer(octets)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(Roster.none(control)))
                    .withMessage("a JID that XML cannot carry: a\\u0001@localhost");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(roster(
                            "a@localhost",
                            Optional.empty(),
                            new Contact(
                                    control,
                                    Optional.of(RosterItem.of(control)),
                                    Optional.empty(),
                                    Map.of(),
                                    Revision.NONE))));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(new Roster(
                            JULIET, Revision.NONE, Optional.empty(), Map.of(), List.of(new Unreadable(NURSE, "torn")))))
                    .withMessage("1 records of the roster of juliet@localhost are unreadable");
            writer.finish();
        }
        assertThat(octets.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "<?xml version='1.0' encoding='UTF-8'?>\n<server-data xmlns='urn:xmpp:pie:0'>\n</server-data>\n");
    }

    @Test
    void afterTheEndNothingIsWritten() {
        Xep0227Writer writer = new Xep0227Writer(new ByteArrayOutputStream());
        writer.finish();
        assertThatIllegalStateException().isThrownBy(writer::finish);
        assertThatIllegalStateException().isThrownBy(() -> writer.write(Roster.none(JULIET)));
        writer.close();
        writer.close();
        assertThatIllegalStateException().isThrownBy(() -> writer.write(Roster.none(JULIET)));
    }

    @Test
    void aFailingStreamIsAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        };
        Xep0227Writer writer = new Xep0227Writer(full);
        assertThatThrownBy(writer::finish)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space left");
    }

    private static Roster roster(String owner, Optional<String> ver, Contact... contacts) {
        Map<BareJid, Contact> byJid = new HashMap<>();
        for (Contact contact : contacts) {
            byJid.put(contact.jid(), contact);
        }
        return new Roster(BareJid.of(owner), Revision.NONE, ver, byJid, List.of());
    }
}

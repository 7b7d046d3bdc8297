package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Limits;

/**
 * Whatever stands in a file, what was complete before it comes over, nothing comes over in part, and nothing is thrown.
 */
class HostileInputTest {

    private static final String GOOD_USER = "<user name='good'><query xmlns='jabber:iq:roster'>"
            + "<item jid='friend@localhost' subscription='both'/></query></user>";

    @TempDir
    Path directory;

    /** Longer than a tag may be, what the parser reads ahead included. */
    private static final String X = "x".repeat(XmlInput.MAX_TOKEN + (1 << 14));

    static Stream<String> damage() {
        return Stream.of(
                "<item jid='a&lol;b@localhost'/>",
                "&lol;",
                "<item jid='&#0;@localhost'/>",
                "<item jid='&#x1;@localhost'/>",
                "<item jid='a@localhost' name='&#xD800;'/>",
                "<item jid='a@localhost' name='&#xFFFF;'/>",
                "<item jid='a@localhost' jid='b@localhost'/>",
                "<item jid='a@localhost'><group></item>",
                "<item jid='a<b'/>",
                "<o:item jid='a@localhost'/>",
                "<item jid=a/>",
                "<![CDATA[",
                "<!-- -- -->",
                "]]>",
                "<?xml version='1.0'?>",
                "\u0001",
                "<a>".repeat(XmlInput.MAX_DEPTH) + "</a>".repeat(XmlInput.MAX_DEPTH),
                "<a " + attributes(XmlInput.MAX_ATTRIBUTES + 1) + "/>",
                "<a b='" + X + "'/>",
                "<!--" + X + "-->",
                "<![CDATA[" + X + "]]>",
                "<?x " + X + "?>",
                "<" + X + "/>",
                "<a xmlns='" + X + "'/>");
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        return attributes.toString();
    }

    @ParameterizedTest
    @MethodSource("damage")
    void theDamagedOwnerAndWhatFollowsAreLostAndReported(String damage) {
        for (String level : List.of("user", "query")) {
            Reading reading = Reading.of(
                    directory,
                    "<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'>\n" + GOOD_USER
                            + "\n<user name='bad' password='s3cret'><query xmlns='jabber:iq:roster'>"
                            + "<item jid='friend@localhost'/>"
                            + (level.equals("query") ? damage + "</query>" : "</query>" + damage)
                            + "</user>" + GOOD_USER.replace("good", "late")
                            + "</host></server-data>");

            assertThat(reading.owners()).containsExactly("good@localhost");
            assertThat(reading.lines())
                    .filteredOn(line -> line.contains("refused"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line)
                                .startsWith("in.xml:3: bad@localhost: refused: ")
                                .endsWith("; nothing after it is read");
                        assertThat(line).doesNotContain("s3cret", "lol");
                        assertThat(line.length()).isLessThan(200);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE server-data [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
                "<!DOCTYPE server-data SYSTEM 'file:///etc/passwd'>",
                "<!DOCTYPE server-data [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'>%p;]>",
                "<!DOCTYPE server-data>"
            })
    void aDocumentTypeIsRefused(String doctype) {
        Reading reading = Reading.of(directory, doctype + Reading.romeo("&b;"));

        assertThat(reading.rosters()).isEmpty();
        assertThat(reading.lines())
                .containsExactly(
                        "in.xml:1: refused: a document type is declared, which is not allowed here; nothing after it is read");
    }

    @Test
    void skippedDataIsBoundedToo() {
        Reading reading = Reading.ofRomeo(
                directory, "<vCard xmlns='vcard-temp'><PHOTO>" + "A\n&amp;".repeat(1 << 20) + "</PHOTO></vCard>");

        assertThat(reading.owners()).containsExactly("romeo@localhost");
    }

    /** From Java 24 on the JDK counts every predefined entity of a document against a limit of 100,000. */
    @Test
    void ampersandsAreNoEntitiesToBeCounted() {
        StringBuilder query = new StringBuilder("<query xmlns='jabber:iq:roster' ver='1'>");
        for (int i = 0; i < 40_000; i++) {
            query.append("<item jid='%d@localhost' name='&lt;&gt;&amp;&quot;&apos;'/>".formatted(i));
        }
        Reading reading = Reading.ofRomeo(directory, query + "</query>");

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().items()).hasSize(40_000);
    }

    @Test
    void namesThatTheParserKeepsAreBounded() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            names.append("<a").append(i).append("/>");
        }
        Reading reading = Reading.ofRomeo(directory, "<vCard xmlns='vcard-temp'>" + names + "</vCard>");

        assertThat(reading.rosters()).isEmpty();
        assertThat(reading.lines())
                .last()
                .asString()
                .contains("refused: too many different names of elements and attributes");
    }

    @Test
    void anOwnerIsBounded() {
        // A namespace counts with each element that is in it, so this is a small file.
        String child = "<presence type='subscribe' from='%d@localhost'><x xmlns='" + "n".repeat(1_000) + "'>"
                + "<a/>".repeat(400) + "</x></presence>";
        StringBuilder presences = new StringBuilder();
        for (int i = 0; i < RosterDraft.MAX_SIZE / (400 * 1_000); i++) {
            presences.append(child.formatted(i));
        }
        Reading reading = Reading.ofRomeo(directory, presences + "</user><user name='next'>");

        assertThat(reading.owners()).containsExactly("next@localhost");
        assertThat(reading.lines())
                .endsWith(
                        "in.xml:2: romeo@localhost: refused: a roster of over 268,435,456 characters",
                        "in.xml:2: romeo@localhost: refused: not read, since a part of the roster could not be read");
    }

    @Test
    void requestsAreKeptUpToTheLimit() {
        StringBuilder presences = new StringBuilder();
        for (int i = 0; i <= Limits.REQUESTS; i++) {
            presences.append(("<presence type='subscribe' from='%d@localhost'><delay xmlns='urn:xmpp:delay'/>"
                            + "<request xmlns='urn:rosterstore:portable:1' stanza='none'/></presence>")
                    .formatted(i));
        }
        Reading reading = Reading.ofRomeo(directory, presences.toString());

        assertThat(reading.lines())
                .containsExactly("in.xml:2: romeo@localhost: 100000@localhost: refused: over 100,000 pending requests");
        assertThat(reading.roster().requests()).hasSize(Limits.REQUESTS);
    }

    @Test
    void kindsOfSkippedDataAreNamedUpToABound() {
        StringBuilder kinds = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            kinds.append("<a").append(i).append("/>");
        }
        assertThat(Reading.ofRomeo(directory, kinds.toString()).findings()).hasSize(101);
    }

    @Test
    void truncatedAnywhereItGivesWholeOwnersOnly() {
        byte[] whole = """
                <?xml version='1.0' encoding='UTF-8'?>
                <server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'>
                <user name='first'><query xmlns='jabber:iq:roster' ver='é'><item jid='a@localhost' name='❤'><group>𝔘</group></item></query>
                <presence xmlns='jabber:client' type='subscribe' from='b@localhost'><status>x</status></presence></user>
                <user name='second'><query xmlns='jabber:iq:roster'><item jid='a@localhost'/></query>
                <extras xmlns='urn:rosterstore:portable:1'><contact jid='c@localhost'><extra key='k'>v</extra></contact></extras></user>
                </host></server-data>
                """.getBytes(StandardCharsets.UTF_8);
        Reading complete = Reading.of(Reading.write(directory, "whole.xml", whole));
        assertThat(complete.lines()).isEmpty();
        assertThat(complete.owners()).hasSize(2);
        int end = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('>') + 1;
        for (int length = 0; length < end; length++) {
            Reading reading = Reading.of(Reading.write(directory, "cut.xml", Arrays.copyOf(whole, length)));

            assertThat(reading.rosters())
                    .as("cut at %d", length)
                    .isEqualTo(complete.rosters().subList(0, reading.rosters().size()));
            assertThat(reading.findings())
                    .as("cut at %d", length)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.kind()).isEqualTo(Finding.Kind.REFUSED);
                        assertThat(finding.message())
                                .matches(
                                        "(the file ends before it is complete|octets that do not fit the"
                                                + " file's encoding|not well-formed XML at column \\d+); nothing after it is read");
                    });
        }
    }

    @Test
    void withAnyOctetReplacedItThrowsNothing() {
        byte[] whole = Reading.romeo(
                        "<query xmlns='jabber:iq:roster' ver='1'><item jid='ä@localhost' name='n'/></query>"
                                + "<presence type='subscribe' from='b@localhost'/>")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < whole.length; i++) {
            for (int octet : new int[] {0, '<', '&', '\'', '/', 0xC3}) {
                byte[] changed = whole.clone();
                changed[i] = (byte) octet;
                Reading reading = Reading.of(Reading.write(directory, "changed.xml", changed));
                assertThat(reading.rosters().size() + reading.findings().size()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, UTF-8",
        "UTF-8, utf-8",
        "UTF-16, UTF-16",
        "UTF-16, ''",
        "UTF-16BE, UTF-16",
        "UTF-16LE, UTF-16",
        "ISO-8859-1, ISO-8859-1",
        "windows-1252, windows-1252"
    })
    void encodingsAreFound(String real, String declared) {
        String declaration =
                "<?xml version='1.0'%s?>".formatted(declared.isEmpty() ? "" : " encoding=\"" + declared + '"');
        String content = declaration
                + Reading.romeo("<query xmlns='jabber:iq:roster'><item jid='a@localhost' name='é'/></query>");
        Reading reading = Reading.of(Reading.write(directory, "in.xml", content.getBytes(Charset.forName(real))));

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().items())
                .singleElement()
                .extracting(item -> item.name())
                .isEqualTo("é");
    }

    @Test
    void aByteOrderMarkIsNoText() {
        assertThat(Reading.of(directory, "\uFEFF" + Reading.romeo("")).owners()).containsExactly("romeo@localhost");
    }

    @Test
    void wrongEncodingsAreReported() {
        byte[] latin = Reading.romeo("<x a='\u00e9'/>").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Reading.of(Reading.write(directory, "in.xml", latin)).lines())
                .singleElement()
                .asString()
                .contains("refused: octets that do not fit the file's encoding");
        assertThat(Reading.of(directory, "<?xml version='1.0' encoding='x-none'?>" + Reading.romeo(""))
                        .lines())
                .containsExactly(
                        "in.xml:1: refused: an encoding is declared that Java does not know; nothing after it is read");
        assertThat(Reading.of(directory, "<?xml version='1.0' encoding='UTF-16'?>" + Reading.romeo(""))
                        .owners())
                .as("what is read as ASCII is not UTF-16, whatever it declares")
                .containsExactly("romeo@localhost");
    }

    @Test
    void aMissingSourceIsTheCallersErrorAndNothingIsRead() {
        Path there = Reading.write(directory, "in.xml", Reading.romeo(""));
        Path missing = directory.resolve("missing.xml");
        List<Finding> findings = new ArrayList<>();

        assertThatThrownBy(() -> new Xep0227Reader(
                                roster -> {
                                    throw new AssertionError("read " + roster);
                                },
                                findings::add)
                        .read(there, missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing.xml");
        assertThat(findings).isEmpty();
    }

    @Test
    void whatTheConsumerThrowsEndsTheReading() {
        Path file = Reading.write(directory, "in.xml", Reading.romeo(""));
        for (RuntimeException failure :
                List.of(new IllegalArgumentException("mine"), new IllegalStateException("mine"))) {
            assertThatThrownBy(() -> new Xep0227Reader(
                                    roster -> {
                                        throw failure;
                                    },
                                    finding -> {})
                            .read(file))
                    .isSameAs(failure);
        }
    }

    @Test
    void findingsCannotMoveACursorOrBreakALine() {
        Reading reading = Reading.ofRomeo(
                directory, "<query xmlns='jabber:iq:roster'><item jid='a&#10;b\u009b\u202e@localhost'/></query>");

        assertThat(reading.lines()).singleElement().asString().contains("a\\u000Ab\\u009B\\u202E@localhost");
    }

    @Test
    void anOwnerOnceReadIsKnownInLaterCalls() throws IOException {
        Path file = Reading.write(directory, "in.xml", Reading.romeo(""));
        Path copy = Files.copy(file, directory.resolve("copy.xml"));
        List<BareJid> owners = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        Xep0227Reader reader = new Xep0227Reader(roster -> owners.add(roster.owner()), findings::add);
        reader.read(file);
        reader.read(file, copy);

        assertThat(owners).hasSize(1);
        assertThat(findings).singleElement().asString().contains("an owner that came before");
    }
}

package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;
import org.rosterstore.xml.XmlText;

/** Directories as Smack's {@code DirectoryRosterStore} writes them, and as it leaves them when something goes wrong. */
class SmackDirectoryReaderTest {

    private static final BareJid OWNER = BareJid.of("romeo@localhost");
    private static final BareJid JULIET = BareJid.of("juliet@localhost");
    private static final BareJid FRIEND = BareJid.of("friend@localhost");
    private static final Instant WRITTEN = Instant.parse("2026-03-04T05:06:07Z");

    private static final String LEFT_OUT = "__version__:1: romeo@localhost: repaired: the version is left out: ";

    @TempDir
    Path directory;

    private Reading read() {
        return read(directory, StandardCharsets.UTF_8);
    }

    private static Reading read(Path directory, Charset encoding) {
        return Reading.by(
                (rosters, findings) -> new SmackDirectoryReader(rosters, findings).read(OWNER, directory, encoding));
    }

    private void version(String version) throws IOException {
        Reading.write(directory, "__version__", "DEFAULT_ROSTER_STORE\n" + version);
        settle();
    }

    /** As if all had been written a while ago, the version last. */
    private void settle() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
            }
        }
        Files.setLastModifiedTime(directory, FileTime.from(WRITTEN));
    }

    private Path entry(String jid, String content) {
        return Reading.write(directory, name(jid), content);
    }

    private void friend() {
        entry("friend@localhost", "<item jid='friend@localhost' subscription='none'></item>");
    }

    private static String name(String jid) {
        return "entry-" + base32(jid);
    }

    /** RFC 4648 by the book: bits in a row, in fives. */
    static String base32(String text) {
        StringBuilder bits = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            bits.append(Integer.toBinaryString(0x100 | (octet & 0xFF)).substring(1));
        }
        while (bits.length() % 5 != 0) {
            bits.append('0');
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < bits.length(); i += 5) {
            digits.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        }
        return digits.toString();
    }

    @Test
    void whatSmack44And45WriteComesOver() throws IOException {
        entry(
                "juliet@localhost",
                "<item xmlns='jabber:iq:roster' jid='juliet@localhost' name='Juliet &amp; &apos;co&apos; \u2764'"
                        + " subscription='both' approved='true'><group>Capulets</group><group>Friends &lt;3</group></item>");
        entry(
                "icq.example.org",
                "<item xmlns='jabber:iq:roster' jid='icq.example.org' subscription='none' ask='subscribe'></item>");
        version("ver-7\nsecond line");

        Reading reading = read();
        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().owner()).isEqualTo(OWNER);
        assertThat(reading.roster().ver()).contains("ver-7\nsecond line");
        assertThat(reading.roster().items())
                .containsExactlyInAnyOrder(
                        RosterItem.of(JULIET)
                                .withName("Juliet & 'co' \u2764")
                                .withSubscription(Subscription.BOTH)
                                .withApproved(true)
                                .withGroups("Capulets", "Friends <3"),
                        RosterItem.of(BareJid.of("icq.example.org")).withAsk(true));
    }

    @Test
    void whatSmack42WroteComesOver() throws IOException {
        entry("juliet@localhost", "<item jid='juliet@localhost' subscription='to'><group>a</group></item>");
        version("v");

        Reading reading = read();
        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster().ver()).contains("v");
        assertThat(reading.roster().items())
                .containsExactly(
                        RosterItem.of(JULIET).withSubscription(Subscription.TO).withGroups("a"));
    }

    @Test
    void whatSmack40WroteComesOver() throws IOException {
        entry(
                "juliet@localhost",
                "<item><user>juliet@localhost</user><name>Juliet\tC</name><type>from</type><status>subscribe</status>"
                        + "<group><groupName>a</groupName></group><group><groupName>b</groupName></group></item>");
        entry(
                "friend@localhost",
                "<item><user>friend@localhost</user><x/><group><y/></group><status>unsubscribe</status></item>");
        version("");

        Reading reading = read();
        assertThat(reading.lines())
                .containsExactlyInAnyOrder(
                        name("friend@localhost") + ":1: romeo@localhost: skipped: no part of a roster: element x",
                        name("friend@localhost") + ":1: romeo@localhost: skipped: no part of a roster: element y",
                        name("friend@localhost")
                                + ":1: romeo@localhost: friend@localhost: repaired: ask=\"unsubscribe\" is left out");
        assertThat(reading.roster().items())
                .containsExactlyInAnyOrder(
                        RosterItem.of(JULIET)
                                .withName("Juliet\tC")
                                .withSubscription(Subscription.FROM)
                                .withAsk(true)
                                .withGroups("a", "b"),
                        RosterItem.of(FRIEND));
    }

    @Test
    void aNewStoreIsAnEmptyRosterWithoutVersion() throws IOException {
        version("");

        assertThat(read().lines()).isEmpty();
        assertThat(read().roster().contacts()).isEmpty();
        assertThat(read().roster().ver()).isEmpty();
    }

    @Test
    void theFourLettersNullAreNoVersion() throws IOException {
        friend();
        version("null");

        assertThat(read().lines()).containsExactly(LEFT_OUT + "a push without one was written as null");
        assertThat(read().roster().ver()).isEmpty();
        assertThat(read().roster().items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DEFAULT_ROSTER", "DEFAULT_ROSTER_STORE", "DEFAULT_ROSTER_STORE\r\nv", "v"})
    void ofATornVersionTheContactsRemain(String content) throws IOException {
        friend();
        Reading.write(directory, "__version__", content);
        settle();

        assertThat(read().lines())
                .containsExactly(LEFT_OUT + "the file is not one of a DirectoryRosterStore, or was cut off");
        assertThat(read().roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(read().roster().ver()).isEmpty();
    }

    @Test
    void withoutAVersionTheContactsRemain() {
        friend();

        assertThat(read().lines())
                .containsExactly(directory.getFileName()
                        + ":1: romeo@localhost: repaired: the version is left out: there is no __version__");
        assertThat(read().roster().items()).containsExactly(RosterItem.of(FRIEND));
    }

    @Test
    void aVersionBeyondTheLimitIsLeftOut() throws IOException {
        version("v".repeat(10_000));

        assertThat(read().roster().ver()).isEmpty();
        assertThat(read().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith(LEFT_OUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DEFAULT_ROSTER_STOR", "something else"})
    void anotherDirectoryIsNotTakenForAnEmptyRoster(String content) throws IOException {
        for (boolean hasVersion : List.of(false, true)) {
            if (hasVersion) {
                Reading.write(directory, "__version__", content);
            }
            assertThat(read().rosters()).isEmpty();
            assertThat(read().lines())
                    .containsExactly(directory.getFileName()
                            + ":1: romeo@localhost: refused: not a directory of a DirectoryRosterStore;"
                            + " nothing of it is read");
        }
    }

    @Test
    void aResetThatWasBrokenOffWhileWritingLeavesNoVersion() throws IOException {
        friend();
        version("v");
        Files.setLastModifiedTime(directory.resolve(name("friend@localhost")), FileTime.from(WRITTEN.plusMillis(20)));

        assertThat(read().lines())
                .containsExactly(LEFT_OUT + "\"" + name("friend@localhost")
                        + "\" was changed after it, as in a reset broken off");
        assertThat(read().roster().ver()).isEmpty();
        assertThat(read().roster().items()).containsExactly(RosterItem.of(FRIEND));
    }

    @Test
    void aResetThatWasBrokenOffWhileDeletingLeavesNoVersion() throws IOException {
        friend();
        version("v");
        Files.setLastModifiedTime(directory, FileTime.from(WRITTEN.plusMillis(20)));

        assertThat(read().lines())
                .containsExactly(LEFT_OUT + "\"the directory\" was changed after it, as in a reset broken off");
        assertThat(read().roster().ver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                             | the file ends before it is complete",
                "<item jid='juliet@localhost' subscr            | the file ends before it is complete",
                "<item jid='juliet@localhost'><group>a          | the file ends before it is complete",
                "<item jid='juliet@localhost' name='\u0001'/>   | not well-formed XML at column 36",
                "<item jid='juliet@localhost'/><item/>          | not well-formed XML at column 32",
                "<query jid='juliet@localhost'/>                | not an item",
                "<item xmlns='urn:x' jid='juliet@localhost'/>   | not an item",
                "<!DOCTYPE item [<!ENTITY a 'x'>]><item/>       | a document type is declared, which is not allowed here",
                "<item jid='friend@localhost'/>                 | the file of this name holds the item of \"friend@localhost\"",
                "<item jid='Juliet@localhost'/>                 | the file of this name holds the item of \"Juliet@localhost\"",
            })
    void aDamagedFileIsRefusedAndStaysAndTheVersionIsLeftOut(String content, String damage) throws IOException {
        friend();
        Path file = entry("juliet@localhost", content);
        version("v");

        Reading reading = read();
        assertThat(reading.lines())
                .containsExactlyInAnyOrder(
                        file.getFileName() + ":1: romeo@localhost: juliet@localhost: refused: " + damage,
                        LEFT_OUT + "the items are no longer what it stands for");
        assertThat(reading.roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(reading.roster().ver()).isEmpty();
        assertThat(file).hasContent(content);
        assertThat(read().lines()).as("the next time too").isEqualTo(reading.lines());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<item/>                                          | refused: item without jid",
                "<item jid='x@y' subscription='remove'/>          | x@y: refused: subscription=\"remove\" is not a state (RFC 6121, 2.1.2.5)",
                "<item jid='x@y' ask='x'/>                        | x@y: repaired: ask=\"x\" is left out",
                "<item jid='x@y'><group/></item>                  | x@y: repaired: an empty group is left out (RFC 6121, 2.3.3)",
            })
    void itemsAreJudgedAsElsewhere(String content, String finding) throws IOException {
        entry("x@y", content);
        version("v");

        assertThat(read().lines())
                .containsExactly(
                        name("x@y") + ":1: romeo@localhost: " + finding,
                        LEFT_OUT + "the items are no longer what it stands for");
    }

    @Test
    void aContactOfTwoSpellingsIsOneContact() throws IOException {
        friend();
        entry("Friend@localhost", "<item jid='Friend@localhost'/>");
        version("v");

        assertThat(read().roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(read().roster().ver()).isEmpty();
        assertThat(read().lines())
                .contains(name("friend@localhost")
                        + ":1: romeo@localhost: friend@localhost: refused: a second item of the same contact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry-x y", "entry-A", "entry-AA~", "entry-MFRGG===", "entry-77", "entry-AB", "entry-8"})
    void aNameThatSmackDoesNotGiveIsRefused(String name) throws IOException {
        friend();
        Reading.write(directory, name, "<item jid='a@b'/>");
        version("v");

        assertThat(read().lines())
                .containsExactlyInAnyOrder(
                        name + ":1: romeo@localhost: refused: the file's name is not that of a contact",
                        LEFT_OUT + "the items are no longer what it stands for");
        assertThat(read().roster().items()).containsExactly(RosterItem.of(FRIEND));
    }

    @Test
    void aFileSystemMayNotKnowCapitals() throws IOException {
        Reading.write(directory, name("a@b").toLowerCase(Locale.ROOT), "<item jid='a@b'/>");
        version("v");

        assertThat(read().lines()).isEmpty();
        assertThat(read().roster().items()).containsExactly(RosterItem.of(BareJid.of("a@b")));
    }

    @Test
    void otherFilesAreSkipped() throws IOException {
        Reading.write(directory, "notes.txt", "secret");
        Files.createDirectory(directory.resolve("more"));
        version("v");

        assertThat(read().lines())
                .containsExactly(
                        "more:1: romeo@localhost: skipped: no part of a roster: file more",
                        "notes.txt:1: romeo@localhost: skipped: no part of a roster: file notes.txt");
        assertThat(read().roster().ver()).contains("v");
    }

    @Test
    void thePlatformsEncodingMustBeNamed() throws IOException {
        Charset latin = Charset.forName("windows-1252");
        Reading.write(
                directory,
                name("j@x"),
                "<item jid='j@x' name='J\u00fcrgen \u20ac' subscription='both'></item>".getBytes(latin));
        version("v");

        assertThat(read().lines())
                .containsExactly(
                        name("j@x") + ":1: romeo@localhost: j@x: refused: octets that do not fit the file's encoding",
                        LEFT_OUT + "the items are no longer what it stands for");
        assertThat(read(directory, latin).lines()).isEmpty();
        assertThat(read(directory, latin).roster().items().map(RosterItem::name))
                .containsExactly("J\u00fcrgen \u20ac");
    }

    @Test
    void noLinkLeadsElsewhere(@TempDir Path outside) throws IOException {
        Path secret = Reading.write(outside, "secret", "<item jid='a@b'/>");
        Path version = Reading.write(outside, "version", "DEFAULT_ROSTER_STORE\nv");
        friend();
        Files.createSymbolicLink(directory.resolve(name("a@b")), secret);
        Files.createSymbolicLink(directory.resolve(name("c@d")), outside.resolve("none"));
        Files.createDirectory(directory.resolve(name("e@f")));
        Files.createSymbolicLink(directory.resolve("__version__"), version);

        Reading reading = read();
        assertThat(reading.roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(reading.roster().ver()).isEmpty();
        assertThat(reading.lines())
                .containsExactlyInAnyOrder(
                        LEFT_OUT + "the file is not one of a DirectoryRosterStore, or was cut off",
                        name("a@b") + ":1: romeo@localhost: a@b: refused: not a file of this directory",
                        name("c@d") + ":1: romeo@localhost: c@d: refused: not a file of this directory",
                        name("e@f") + ":1: romeo@localhost: e@f: refused: not a file of this directory");
    }

    @Test
    void sizesAreBounded() throws IOException {
        friend();
        entry("a@b", "<item jid='a@b'><group>" + "x".repeat(XmlInput.MAX_ELEMENT) + "</group></item>");
        entry("c@d", "<item jid='c@d' name='" + "x".repeat(2 * XmlInput.MAX_TOKEN) + "'/>");
        entry("e@f", "<x>".repeat(100_000));
        version("v");

        assertThat(read().roster().items()).containsExactly(RosterItem.of(FRIEND));
        assertThat(read().lines())
                .contains(
                        name("a@b") + ":1: romeo@localhost: a@b: refused: item of over 524,288 characters",
                        name("c@d") + ":1: romeo@localhost: c@d: refused: a tag, comment or CDATA section has over"
                                + " 1,048,576 characters");
    }

    @Test
    void theDirectoryMustExistAndItsOwnerBeNew() throws IOException {
        SmackDirectoryReader reader = new SmackDirectoryReader(roster -> {}, finding -> {});
        Path file = Reading.write(directory, "file", "");
        assertThatThrownBy(() -> reader.read(OWNER, directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> reader.read(OWNER, file)).isInstanceOf(NotDirectoryException.class);
        Files.delete(file);
        version("v");
        Reading twice = Reading.by((rosters, findings) -> {
            SmackDirectoryReader both = new SmackDirectoryReader(rosters, findings);
            both.read(OWNER, directory);
            both.read(OWNER, directory);
        });

        assertThat(twice.rosters()).hasSize(1);
        assertThat(twice.lines())
                .containsExactly(directory.getFileName()
                        + ":1: romeo@localhost: refused: an owner that came before; nothing of this directory is read");
    }

    @Test
    void everyLegalRosterComesBackFromWhatSmackWouldWrite(@TempDir Path rosters) throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            Roster roster = new RandomRosters(seed).next();
            directory = Files.createDirectory(rosters.resolve("seed" + seed));
            List<RosterItem> items = roster.items()
                    // Longer names than a file can have: Smack does not store them either.
                    .filter(item -> item.contact().toString().length() < 100)
                    .toList();
            items.forEach(item -> entry(item.contact().toString(), xml(item)));
            version("v");

            assertThat(read().lines()).as("seed %d", seed).isEmpty();
            assertThat(read().roster().items()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(items);
        }
    }

    /** But for line ends and tabs, which Smack writes as they are and loses. */
    private static String xml(RosterItem item) {
        return "<item xmlns='jabber:iq:roster' jid='"
                + XmlText.attribute(item.contact().toString()) + "'"
                + (item.name().isEmpty() ? "" : " name='" + XmlText.attribute(item.name()) + "'")
                + " subscription='" + item.subscription().toString().toLowerCase(Locale.ROOT) + "'"
                + (item.ask() ? " ask='subscribe'" : "")
                + (item.approved() ? " approved='true'" : "")
                + item.groups().stream()
                        .map(group -> "<group>" + XmlText.content(group) + "</group>")
                        .collect(Collectors.joining("", ">", "</item>"));
    }
}

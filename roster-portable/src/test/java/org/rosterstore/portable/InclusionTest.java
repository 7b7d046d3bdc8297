package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XInclude reaches the files beside the one that includes, each of them once, and nothing else. */
class InclusionTest {

    private static final String HOST = "<host xmlns='urn:xmpp:pie:0' jid='%s'><user name='romeo'/></host>";

    @TempDir
    Path outside;

    Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(outside.resolve("export"));
        Reading.write(outside, "secret.xml", HOST.formatted("secret"));
    }

    @Test
    void filesInTheSameDirectoryAreIncluded() {
        Reading.write(directory, "a b.xml", HOST.formatted("a"));
        Reading.write(directory, "bü.xml", "<?xml version='1.0'?><!-- b -->" + HOST.formatted("b"));
        Reading reading = Reading.of(index("<xi:include href='a%20b.xml'/><xi:include href='bü.xml' parse='xml'/>"));

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.owners()).containsExactly("romeo@a", "romeo@b", "after@localhost");
    }

    @Test
    void usersAndPartsOfUsersAreIncluded() {
        Reading.write(directory, "localhost.xml", host("<xi:include href='romeo.xml'/>"));
        Reading.write(directory, "romeo.xml", user("<xi:include href='roster.xml'/>"));
        Reading.write(
                directory,
                "roster.xml",
                "<query xmlns='jabber:iq:roster' ver='1'><item jid='juliet@localhost'/></query>");
        Reading reading = Reading.of(index("<xi:include href='localhost.xml'/>"));

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.roster("romeo@localhost").ver()).contains("1");
        assertThat(reading.roster("romeo@localhost").items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.xml",
                "..%2Fsecret.xml",
                "./secret.xml",
                "sub/../../secret.xml",
                "sub/inner.xml",
                "/etc/passwd",
                "%2Fetc%2Fpasswd",
                "file:///etc/passwd",
                "http://127.0.0.1:9/x.xml",
                "//127.0.0.1/x.xml",
                "link.xml",
                "linked/secret.xml",
                "sub",
                "missing.xml",
                ".",
                "..",
                "",
                "index.xml?x",
                "index.xml#x",
                "%00.xml",
                "%zz.xml",
                "a\\b.xml",
                "c:b.xml",
                "pipe\nline"
            })
    void nothingElseIs(String href) throws IOException {
        Files.createDirectory(directory.resolve("sub"));
        Reading.write(directory.resolve("sub"), "inner.xml", HOST.formatted("inner"));
        Files.createSymbolicLink(directory.resolve("link.xml"), outside.resolve("secret.xml"));
        Files.createSymbolicLink(directory.resolve("linked"), outside);
        Reading reading = Reading.of(index("<xi:include href='%s'/>".formatted(href.replace("\n", "&#10;"))));

        assertThat(reading.owners()).containsExactly("after@localhost");
        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Finding.Kind.REFUSED);
            assertThat(finding.message()).endsWith(": not a file in the same directory");
        });
    }

    @Test
    void aLinkWithinTheDirectoryIsFollowed() throws IOException {
        Reading.write(directory, "real.xml", HOST.formatted("a"));
        Files.createSymbolicLink(directory.resolve("link.xml"), Path.of("real.xml"));

        assertThat(Reading.of(index("<xi:include href='link.xml'/>")).owners()).contains("romeo@a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parse='text'", "xpointer='x'", "parse='cgi'"})
    void textAndPartsOfFilesAreNot(String attribute) {
        Reading.write(directory, "a.xml", HOST.formatted("a"));
        Reading reading = Reading.of(index("<xi:include href='a.xml' %s><xi:fallback>%s</xi:fallback></xi:include>"
                .formatted(attribute, HOST.formatted("b"))));

        assertThat(reading.lines())
                .containsExactly("index.xml:2: refused: the inclusion of \"a.xml\": only whole XML files are included");
        assertThat(reading.owners()).containsExactly("after@localhost");
    }

    @Test
    void circlesEnd() {
        Reading.write(directory, "a.xml", host("<xi:include href='b.xml'/><user name='romeo'/>"));
        Reading.write(directory, "b.xml", user("<xi:include href='a.xml'/><xi:include href='b.xml'/>"));
        Reading reading =
                Reading.of(index("<xi:include href='index.xml'/><xi:include href='a.xml'/><xi:include href='a.xml'/>"));

        assertThat(reading.lines())
                .containsExactly(
                        "index.xml:2: refused: the inclusion of \"index.xml\": the file was read before, or is being read",
                        "b.xml:1: romeo@localhost: refused:"
                                + " the inclusion of \"a.xml\": the file was read before, or is being read",
                        "b.xml:1: romeo@localhost: refused:"
                                + " the inclusion of \"b.xml\": the file was read before, or is being read",
                        "b.xml:1: romeo@localhost: refused: not read, since a part of the roster could not be read",
                        "index.xml:2: refused: the inclusion of \"a.xml\": the file was read before, or is being read");
        assertThat(reading.owners()).containsExactly("romeo@localhost", "after@localhost");
    }

    @Test
    void depthIsBounded() {
        for (int i = 0; i < 10; i++) {
            Reading.write(
                    directory,
                    i + ".xml",
                    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='%d.xml'/>".formatted(i + 1));
        }
        Reading reading = Reading.of(index("<xi:include href='0.xml'/>"));

        assertThat(reading.lines()).containsExactly("7.xml:1: refused: the inclusion of \"8.xml\": nested over 8 deep");
        assertThat(reading.owners()).containsExactly("after@localhost");
    }

    @Test
    void damageInAnIncludedFileEndsThatFileOnly() {
        Reading.write(
                directory, "a.xml", host("<user name='whole'/>\n<user name='torn'><query xmlns='jabber:iq:roster'>"));
        Reading reading = Reading.of(index("<xi:include href='a.xml'/>"));

        assertThat(reading.lines()).singleElement().asString().startsWith("a.xml:2: torn@localhost: refused: ");
        assertThat(reading.owners()).containsExactly("whole@localhost", "after@localhost");
    }

    @Test
    void anOwnerWithADamagedPartIsRefused() {
        Reading.write(directory, "part.xml", "<query xmlns='jabber:iq:roster'><item jid='juliet@localhost'/>");
        Reading.write(
                directory, "romeo.xml", user("<xi:include href='part.xml'/><presence type='subscribe' from='a@b'/>"));
        Reading.write(directory, "localhost.xml", host("<xi:include href='romeo.xml'/>\n<user name='nurse'/>"));
        Reading reading = Reading.of(directory.resolve("localhost.xml"));

        assertThat(reading.lines())
                .containsExactly(
                        "part.xml:1: romeo@localhost: refused: the file ends before it is complete; nothing after it is read",
                        "romeo.xml:1: romeo@localhost: refused: not read, since a part of the roster could not be read");
        assertThat(reading.owners()).containsExactly("nurse@localhost");
    }

    @Test
    void inclusionsDeepInAUsersDataAreThatUsersBusiness() {
        Reading.write(directory, "a.xml", HOST.formatted("a"));
        Reading.write(
                directory,
                "localhost.xml",
                host("<user name='romeo'><query xmlns='jabber:iq:private'><xi:include href='a.xml'/></query>"
                        + "<presence type='subscribe' from='a@b'><xi:include href='a.xml'/></presence></user>"));
        Reading reading = Reading.of(directory.resolve("localhost.xml"));

        assertThat(reading.owners()).containsExactly("romeo@localhost");
        assertThat(reading.roster().requests()).singleElement().asString().contains("href='a.xml'");
    }

    @Test
    void ofADirectoryIncludedFilesAreNotReadAgain() {
        Reading.write(directory, "a.xml", HOST.formatted("a"));
        Reading.write(directory, "z.xml", HOST.formatted("z"));
        Reading.write(directory, "not-xml.txt", "");
        index("<xi:include href='a.xml'/>");
        Reading reading = Reading.of(directory);

        assertThat(reading.lines()).isEmpty();
        assertThat(reading.owners()).containsExactly("romeo@a", "after@localhost", "romeo@z");
    }

    @Test
    void ofADirectoryOnlyItsOwnFilesAreRead() throws IOException {
        Files.createSymbolicLink(directory.resolve("link.xml"), outside.resolve("secret.xml"));
        Files.createDirectory(directory.resolve("sub.xml"));
        index("");
        Reading reading = Reading.of(directory);

        assertThat(reading.lines())
                .containsExactly(
                        "link.xml:1: refused: not a file of this directory",
                        "sub.xml:1: refused: not a file of this directory");
        assertThat(reading.owners()).containsExactly("after@localhost");
    }

    private Path index(String content) {
        return Reading.write(
                directory,
                "index.xml",
                ("<server-data xmlns='urn:xmpp:pie:0' xmlns:xi='http://www.w3.org/2001/XInclude'>\n%s\n"
                                + "<host jid='localhost'><user name='after'/></host></server-data>")
                        .formatted(content));
    }

    private static String host(String content) {
        return "<host xmlns='urn:xmpp:pie:0' xmlns:xi='http://www.w3.org/2001/XInclude' jid='localhost'>%s</host>"
                .formatted(content);
    }

    private static String user(String content) {
        return "<user xmlns='urn:xmpp:pie:0' xmlns:xi='http://www.w3.org/2001/XInclude' name='romeo'>%s</user>"
                .formatted(content);
    }
}

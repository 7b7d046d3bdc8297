package org.rosterstore.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;

/**
 * A file that is larger than the heap is read in another JVM, owner by owner; nothing in it makes the reader hold it.
 */
class SmallHeapTest {

    private static final String HEAP = "-Xmx16m";
    private static final int OCTETS = 24 << 20;

    @TempDir
    Path directory;

    /**
     * Reads a file, and prints how many owners and items there were and the last finding that is not of skipped data.
     */
    static final class Count {

        private long owners;
        private long items;
        private String last = "nothing refused";

        private void roster(Roster roster) {
            owners++;
            items += roster.items().count();
        }

        private void finding(Finding finding) {
            if (finding.kind() != Finding.Kind.SKIPPED) {
                last = finding.message();
            }
        }

        public static void main(String[] files) throws IOException {
            Count count = new Count();
            Path file = Path.of(files[0]);
            BareJid owner = BareJid.of("romeo@localhost");
            if (files[0].endsWith(".xml")) {
                new Xep0227Reader(count::roster, count::finding).read(file);
            } else if (files[0].endsWith(".dat")) {
                new ProsodyDataReader(count::roster, count::finding).read(owner, file);
            } else {
                new AioxmppJsonReader(count::roster, count::finding).read(owner, file);
            }
            System.out.printf("%d %d %s", count.owners, count.items, count.last);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "return { [false] = { x = '|' } };                  1 0 nothing refused",
                "return { [false] = { x = [[|]] } };                1 0 nothing refused",
                "return --[[|]] { };                                1 0 nothing refused",
                "return { ['a@b'] = { name = '|' } };               1 0 item of over 524,288 characters",
                "return { [false] = { pending = { ['a@b'] = { '|' } } } }; 1 0 request of over 524,288 characters",
                "return { ['|'] = {} };      0 0 a key, a name or a number of over 8,192 characters at column 25165837",
                "return { | = {} };          0 0 a key, a name or a number of over 8,192 characters at column 8202",
            })
    void longStringsOfLua(String around, String outcome) throws IOException, InterruptedException {
        assertThat(count(filled("long.dat", around)).replace("; nothing of the file is read", ""))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'x': '|', 'items': {}};                 1 0 nothing refused",
                "{'items': {'a@b': {'name': '|'}}};       0 0 nested over 64 deep",
                "{'items': {'|': {}}};                    0 0 nested over 64 deep",
                "{'ver': '|', 'items': {}};               0 0 nested over 64 deep",
            })
    void longStringsOfJson(String around, String outcome) throws IOException, InterruptedException {
        assertThat(count(filled("long.json", around.replace('\'', '"')))).startsWith(outcome);
    }

    @Test
    void manyOwners() throws IOException, InterruptedException {
        String items = "<item jid='somebody%d@localhost' name='&lt;%d&gt;' subscription='both'><group>g</group></item>";
        Path file = directory.resolve("many.xml");
        int owners = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'>\n");
            while (Files.size(file) < OCTETS) {
                out.write("<user name='u%d'><query xmlns='jabber:iq:roster'>".formatted(owners++));
                for (int i = 0; i < 50; i++) {
                    out.write(items.formatted(i, i));
                }
                out.write("</query></user>\n");
            }
            out.write("</host></server-data>\n");
        }
        assertThat(count(file)).isEqualTo("%d %d nothing refused".formatted(owners, owners * 50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<vCard xmlns='vcard-temp'><PHOTO>|</PHOTO></vCard>",
                "<query xmlns='jabber:iq:private'>|</query>"
            })
    void longSkippedText(String around) throws IOException, InterruptedException {
        assertThat(count(file(around))).isEqualTo("1 0 nothing refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<query xmlns='jabber:iq:roster'><item jid='a@b'><group>|</group></item><item jid='c@d'/></query>",
                "<query xmlns='jabber:iq:roster'><item jid='c@d'/></query><presence type='subscribe' from='a@b'>|</presence>"
            })
    void longTextThatCannotBeHeld(String around) throws IOException, InterruptedException {
        assertThat(count(file(around))).startsWith("1 1 ").endsWith(" of over 524,288 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<a b='|'/>", "<!--|-->", "<![CDATA[|]]>", "<?a |?>", "<|/>", "<a xmlns='|'/>", "<a>&|;</a>"})
    void longTokens(String around) throws IOException, InterruptedException {
        assertThat(count(file(around)))
                .as("names have a limit of the parser's own")
                .matches("0 0 (a tag, comment or CDATA section has over 1,048,576 characters|not well-formed XML at"
                        + " column \\d+); nothing after it is read");
    }

    private Path file(String around) throws IOException {
        return filled("long.xml", Reading.romeo(around));
    }

    private Path filled(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        int gap = content.indexOf('|');
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(content.substring(0, gap));
            for (int i = 0; i < OCTETS >> 10; i++) {
                out.write("x".repeat(1 << 10));
            }
            out.write(content.substring(gap + 1));
        }
        return file;
    }

    private static String count(Path file) throws IOException, InterruptedException {
        String path = Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(System.getProperty("path.separator")));
        String tests = Reading.resource("prosody-xep0227").getParent().toString();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-Duser.language=en",
                        "-cp",
                        tests + System.getProperty("path.separator") + path,
                        Count.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }
    }
}

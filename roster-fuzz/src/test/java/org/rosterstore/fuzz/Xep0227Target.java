package org.rosterstore.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.portable.Xep0227Reader;

/**
 * XEP-0227: {@link Xep0227Reader} reads any file without an exception, tells of it within bounds, opens nothing outside of the
 * directory, and what it has read comes back when it is written and read again.
 *
 * <p>The input is the file. Beside it stands {@code beside.xml}, and above the directory {@code outside.xml}. An input that begins
 * with an octet 1 is texts, with octets 0 between, which are written into a file: no fuzzer gets far with text in XML.
 */
final class Xep0227Target {

    private static final int TEXTS = 12;

    /** Name, contact, group, group, ver, subscription, requesting contact, status, nick, key, value, included file. */
    private static final String FILE = """
            <server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'><user name='romeo'>
            <query xmlns='jabber:iq:roster' ver='%5$s'><item name='%1$s' jid='%2$s' subscription='%6$s'>
            <group>%3$s</group><group>%4$s</group></item></query>
            <presence xmlns='jabber:client' type='subscribe' from='%7$s'><status>%8$s</status>
            <nick xmlns='http://jabber.org/protocol/nick'>%9$s</nick></presence>
            <extras xmlns='urn:rosterstore:portable:1'><contact jid='%2$s'><extra key='%10$s'>%11$s</extra></contact></extras>
            </user><include xmlns='http://www.w3.org/2001/XInclude' href='%12$s'/></host></server-data>
            """;

    /** The directories, one a thread, since the corpus may be tried by several. */
    private static final ThreadLocal<Path> DIRECTORY = ThreadLocal.withInitial(Xep0227Target::directory);

    private Xep0227Target() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] octets = input.length > 0 && input[0] == 1 ? file(input) : input;
        Path directory = DIRECTORY.get();
        Imported imported = Imported.by((rosters, findings) -> new Xep0227Reader(rosters, findings, Imported.CLOCK)
                .read(Files.write(directory.resolve("in.xml"), octets)));
        imported.checkBounds(octets.length);
        imported.checkAgain(directory.getParent());
    }

    private static byte[] file(byte[] input) {
        String[] texts =
                Arrays.copyOf(new String(input, 1, input.length - 1, StandardCharsets.UTF_8).split("\0", -1), TEXTS);
        return FILE.formatted(Arrays.stream(texts).map(Xep0227Target::escaped).toArray())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(@Nullable String text) {
        StringBuilder escaped = new StringBuilder();
        Optional.ofNullable(text).orElse("").codePoints().forEach(codePoint -> {
            if (codePoint < ' ' || "&<>'".indexOf(codePoint) >= 0) {
                escaped.append("&#").append(codePoint).append(';');
            } else {
                escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }

    private static Path directory() {
        try {
            Path outer = Imported.directory("xep-0227");
            Path inner = Files.createDirectory(outer.resolve("export"));
            Files.writeString(outer.resolve("outside.xml"), host(Imported.OUTSIDER));
            Files.createSymbolicLink(inner.resolve("link.xml"), outer.resolve("outside.xml"));
            Files.writeString(inner.resolve("beside.xml"), host("neighbour"));
            return inner;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String host(String user) {
        return "<host xmlns='urn:xmpp:pie:0' jid='localhost'><user name='%s'><query xmlns='jabber:iq:roster'><item jid='a@localhost'/></query></user></host>"
                .formatted(user);
    }
}

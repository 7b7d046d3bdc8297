package org.rosterstore.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rosterstore.BareJid;
import org.rosterstore.portable.AioxmppJsonReader;

/**
 * Exports of aioxmpp's: {@link AioxmppJsonReader} reads any file without an exception, tells of it within bounds, believes no
 * version of what it had to change, and takes nothing from a file that is not UTF-8.
 *
 * <p>The input is the file.
 */
final class AioxmppJsonTarget {

    private static final BareJid OWNER = BareJid.of("romeo@localhost");

    /** The directories, one a thread, since the corpus may be tried by several. */
    private static final ThreadLocal<Path> DIRECTORY =
            ThreadLocal.withInitial(() -> Imported.directory("aioxmpp-json"));

    private AioxmppJsonTarget() {}

    public static void fuzzerTestOneInput(byte[] octets) {
        Path directory = DIRECTORY.get();
        Imported imported = Imported.by((rosters, findings) -> new AioxmppJsonReader(rosters, findings)
                .read(OWNER, Files.write(directory.resolve("roster.json"), octets)));
        imported.checkBounds(octets.length);
        imported.checkVersion();
        Promise.that(imported.rosters().isEmpty() || isUtf8(octets), () -> "a roster from octets that are not UTF-8");
        imported.checkAgain(directory);
    }

    private static boolean isUtf8(byte[] octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

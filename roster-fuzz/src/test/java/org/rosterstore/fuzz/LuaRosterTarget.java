package org.rosterstore.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rosterstore.BareJid;
import org.rosterstore.portable.ProsodyDataReader;

/**
 * Prosody's roster files: {@link ProsodyDataReader} reads any file without an exception, tells of it within bounds, and what it
 * has read is a roster like any other.
 *
 * <p>The input is the file.
 */
final class LuaRosterTarget {

    private static final BareJid OWNER = BareJid.of("romeo@localhost");

    /** The directories, one a thread, since the corpus may be tried by several. */
    private static final ThreadLocal<Path> DIRECTORY = ThreadLocal.withInitial(() -> Imported.directory("lua-roster"));

    private LuaRosterTarget() {}

    public static void fuzzerTestOneInput(byte[] octets) {
        Path directory = DIRECTORY.get();
        Imported imported = Imported.by((rosters, findings) -> new ProsodyDataReader(rosters, findings, Imported.CLOCK)
                .read(OWNER, Files.write(directory.resolve("romeo.dat"), octets)));
        imported.checkBounds(octets.length);
        Promise.that(
                imported.rosters().stream().allMatch(roster -> roster.owner().equals(OWNER)), () -> "another's roster");
        imported.checkAgain(directory);
    }
}

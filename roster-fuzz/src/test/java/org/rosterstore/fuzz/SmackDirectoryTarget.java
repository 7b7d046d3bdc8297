package org.rosterstore.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.portable.SmackDirectoryReader;

/**
 * Smack's directories: {@link SmackDirectoryReader} reads any without an exception, tells of it within bounds, believes no
 * version of what it had to change, leads nowhere else, deletes nothing, and an item is one of the contact after whom its file is
 * named.
 *
 * <p>The input is texts with octets 0 between: the version file, nothing for none; then a contact and its file by turns. A file
 * of the text {@code link} is a link out of the directory; a contact that begins with {@code =} is the end of a file's name as it is.
 */
final class SmackDirectoryTarget {

    private static final BareJid OWNER = BareJid.of("romeo@localhost");
    private static final int MOST_ENTRIES = 8;

    /** What most file systems take, the prefix left out. */
    private static final int LONGEST_NAME = 200;

    /** The directories, one a thread, since the corpus may be tried by several. */
    private static final ThreadLocal<Path> DIRECTORY = ThreadLocal.withInitial(SmackDirectoryTarget::directory);

    private SmackDirectoryTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        // Not UTF-8 yet: every octet of the input comes to be one of a file.
        List<String> texts = List.of(new String(input, StandardCharsets.ISO_8859_1).split("\0", -1));
        Path directory = DIRECTORY.get();
        Set<String> contacts = new HashSet<>();
        try {
            empty(directory);
            for (int i = 1; i + 1 < texts.size() && i < 2 * MOST_ENTRIES; i += 2) {
                String contact = utf8(texts.get(i));
                contacts.add(contact);
                entry(directory, contact, texts.get(i + 1));
            }
            if (!texts.get(0).isEmpty()) {
                Files.write(directory.resolve("__version__"), octets(texts.get(0)));
            }
            List<Path> before = listed(directory);
            Imported imported = Imported.by(
                    (rosters, findings) -> new SmackDirectoryReader(rosters, findings).read(OWNER, directory));
            Promise.equal(before, listed(directory), "files afterwards");
            imported.checkBounds(input.length);
            imported.checkVersion();
            imported.rosters().stream().flatMap(Roster::items).forEach(item -> named(item, contacts));
            imported.rosters()
                    .forEach(roster ->
                            Promise.that(!roster.ver().equals(Optional.of("null")), () -> "null is no version"));
            imported.checkAgain(directory.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void named(RosterItem item, Set<String> contacts) {
        boolean isNamed = contacts.stream().anyMatch(contact -> isOf(item.contact(), contact));
        Promise.that(isNamed, () -> "no file is named after " + item.contact());
    }

    private static boolean isOf(BareJid jid, String contact) {
        int slash = contact.indexOf('/');
        String bare = slash < 0 ? contact : contact.substring(0, slash);
        try {
            // A name that is not Base32 of ours may be that of any contact.
            return contact.startsWith("=") || BareJid.of(bare).equals(jid);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void entry(Path directory, String contact, String content) throws IOException {
        String name = contact.startsWith("=")
                ? contact.substring(1).replaceAll("[^A-Za-z0-9=~. -]", "_")
                : base32(contact.getBytes(StandardCharsets.UTF_8));
        if (name.length() > LONGEST_NAME) {
            return;
        }
        Path file = directory.resolve("entry-" + name);
        Files.deleteIfExists(file);
        if (content.equals("link")) {
            Files.createSymbolicLink(file, directory.resolveSibling("outside.xml"));
        } else {
            Files.write(file, octets(content));
        }
    }

    private static String utf8(String octets) {
        return new String(octets(octets), StandardCharsets.UTF_8);
    }

    private static byte[] octets(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String base32(byte[] octets) {
        StringBuilder digits = new StringBuilder();
        int pending = 0;
        int bits = 0;
        for (byte octet : octets) {
            pending = (pending << 8 | (octet & 0xFF)) & 0xFFF;
            for (bits += 8; bits >= 5; bits -= 5) {
                digits.append(digit(pending >> (bits - 5)));
            }
        }
        return bits == 0
                ? digits.toString()
                : digits.append(digit(pending << (5 - bits))).toString();
    }

    private static char digit(int bits) {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(bits & 0x1F);
    }

    private static List<Path> listed(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void empty(Path directory) throws IOException {
        for (Path file : listed(directory)) {
            Files.delete(file);
        }
    }

    private static Path directory() {
        Path outer = Imported.directory("smack-directory");
        try {
            Files.writeString(
                    outer.resolve("outside.xml"), "<item jid='link@localhost' name='" + Imported.OUTSIDER + "'/>");
            return Files.createDirectory(outer.resolve("roster"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

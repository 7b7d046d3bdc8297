package org.rosterstore.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rosterstore.Roster;
import org.rosterstore.portable.Finding;
import org.rosterstore.portable.Xep0227Reader;
import org.rosterstore.portable.Xep0227Writer;

/** What came out of somebody's files, and what must hold of it whatever format they have. */
record Imported(List<Roster> rosters, List<Finding> findings) {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07.089Z"), ZoneOffset.UTC);

    /** Stands in files that are not to be read. */
    static final String OUTSIDER = "nobody-includes-me";

    private static final int LONGEST_FINDING = 4 * 3_100 * 6;

    /** How something is read. */
    @FunctionalInterface
    interface Reads {
        void read(Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException;
    }

    static Imported by(Reads reads) {
        Imported imported = new Imported(new ArrayList<>(), new ArrayList<>());
        try {
            reads.read(imported.rosters::add, imported.findings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return imported;
    }

    /** A new directory for the files of a target. */
    static Path directory(String name) {
        try {
            Path work =
                    Files.createDirectories(Path.of("target", "fuzz", "files").toAbsolutePath());
            return Files.createTempDirectory(work, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Findings are lines, not too many for what was read, and nothing comes from outside. */
    void checkBounds(int octets) {
        Promise.that(findings.size() <= octets / 2 + 16, () -> findings.size() + " findings in " + octets + " octets");
        for (Finding finding : findings) {
            Promise.oneLine(finding.toString(), LONGEST_FINDING);
            Promise.that(!finding.toString().contains(OUTSIDER), () -> "read outside of the directory: " + finding);
        }
        for (Roster roster : rosters) {
            Promise.that(!roster.toString().contains(OUTSIDER), () -> "read from outside: " + roster);
        }
    }

    /** Where anything was repaired or refused there is no version. Not for formats with requests. */
    void checkVersion() {
        boolean isAsWritten = findings.stream().allMatch(finding -> finding.kind() == Finding.Kind.SKIPPED);
        for (Roster roster : rosters) {
            Promise.that(
                    isAsWritten || roster.ver().isEmpty(),
                    () -> "a version, and yet "
                            + findings.stream().map(Finding::toString).toList());
        }
    }

    /** Written as XEP-0227 and read again it is the same, and there is nothing to say about it. */
    void checkAgain(Path directory) {
        if (rosters.isEmpty()) {
            return;
        }
        Imported again = by((into, told) ->
                new Xep0227Reader(into, told, CLOCK).read(Files.write(directory.resolve("again.xml"), written())));
        Promise.equal(List.of(), again.findings, "findings in what was written");
        Promise.equal(rosters.size(), again.rosters.size(), "rosters");
        for (int i = 0; i < rosters.size(); i++) {
            Roster before = rosters.get(i);
            Roster after = again.rosters.get(i);
            Promise.that(after.sameContent(before), () -> "%s%nand again %s".formatted(before, after));
        }
    }

    private byte[] written() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (Xep0227Writer writer = new Xep0227Writer(octets)) {
            rosters.forEach(writer::write);
            writer.finish();
        }
        return octets.toByteArray();
    }
}

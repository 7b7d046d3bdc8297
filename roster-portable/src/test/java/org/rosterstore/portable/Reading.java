package org.rosterstore.portable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rosterstore.Roster;

/** What came out of some files at a fixed time. */
record Reading(List<Roster> rosters, List<Finding> findings) {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static Reading of(Path... sources) {
        return by((rosters, findings) -> new Xep0227Reader(rosters, findings, CLOCK).read(sources));
    }

    /** How something is read. */
    @FunctionalInterface
    interface Reads {
        void read(Consumer<Roster> rosters, Consumer<Finding> findings) throws IOException;
    }

    /** By any reader. */
    static Reading by(Reads reads) {
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
        try {
            reads.read(reading.rosters::add, reading.findings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading;
    }

    /** Of a file with this content. */
    static Reading of(Path directory, String content) {
        return of(write(directory, "in.xml", content));
    }

    /** Of a file with one user, {@code romeo@localhost}, of whom it says this. */
    static Reading ofRomeo(Path directory, String content) {
        return of(directory, romeo(content));
    }

    static String romeo(String content) {
        return "<server-data xmlns='urn:xmpp:pie:0'><host jid='localhost'>\n<user name='romeo'>%s</user>\n</host></server-data>"
                .formatted(content);
    }

    static Path write(Path directory, String name, String content) {
        return write(directory, name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path directory, String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path resource(String name) {
        try {
            return Path.of(Reading.class.getResource("/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> owners() {
        return rosters.stream().map(roster -> roster.owner().toString()).toList();
    }

    Roster roster() {
        if (rosters.size() != 1) {
            throw new AssertionError("rosters of " + owners() + ", " + findings);
        }
        return rosters.get(0);
    }

    Roster roster(String owner) {
        return rosters.stream()
                .filter(roster -> roster.owner().toString().equals(owner))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no roster of " + owner));
    }

    /** The findings as lines, with files by their names alone. */
    List<String> lines() {
        return findings.stream()
                .map(finding -> {
                    Path file = finding.place().orElseThrow().file();
                    return finding.toString()
                            .replace(file.toString(), file.getFileName().toString());
                })
                .toList();
    }
}

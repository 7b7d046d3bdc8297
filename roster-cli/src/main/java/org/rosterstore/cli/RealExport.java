package org.rosterstore.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a real server has written when it was asked for the accounts of the same few people. */
enum RealExport {
    PROSODY(
            "Prosody 0.12.3",
            "benvolio@localhost.xml",
            "bot@localhost.xml",
            "juliet@localhost.xml",
            "mercutio@localhost.xml",
            "nurse@localhost.xml",
            "romeo@localhost.xml",
            "tybalt@localhost.xml"),
    EJABBERD("ejabberd 23.01", "index.xml", "localhost.xml");

    /** How many accounts there are in each. */
    static final int OWNERS = 7;

    private final String server;

    @SuppressWarnings("ImmutableEnumChecker") // a list that never changes
    private final List<String> files;

    RealExport(String server, String... files) {
        this.server = server;
        this.files = List.of(files);
    }

    String server() {
        return server;
    }

    /** The server's name as a part of file names and domains. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the files into a new directory below another. */
    Path unpack(Path below) throws IOException {
        Path directory = Files.createDirectory(below.resolve(word()));
        for (String file : files) {
            try (InputStream in = RealExport.class.getResourceAsStream("demo/" + word() + "/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("not in the jar: " + file);
                }
                Files.copy(in, directory.resolve(file));
            }
        }
        return directory;
    }
}

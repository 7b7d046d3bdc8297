package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that goes with all that is in it.
 *
 * @param path where it is
 */
record TemporaryDirectory(Path path) implements AutoCloseable {

    static TemporaryDirectory make(String name) throws IOException {
        return new TemporaryDirectory(Files.createTempDirectory(name));
    }

    boolean isThere() {
        return Files.exists(path);
    }

    /** Twice does no harm. */
    @Override
    public void close() throws IOException {
        if (isThere()) {
            for (Path file : contents()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}

package org.rosterstore.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that goes with all that is in it: when it is closed, or after Ctrl-C. */
final class TemporaryDirectory implements AutoCloseable {

    /** After Ctrl-C somebody may still be writing into it. */
    private static final int ATTEMPTS = 10;

    private final Path path;
    private final Thread interrupted = new Thread(this::removeQuietly);

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    static TemporaryDirectory make(String name) throws IOException {
        TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory(name));
        Runtime.getRuntime().addShutdownHook(directory.interrupted);
        return directory;
    }

    Path path() {
        return path;
    }

    boolean isThere() {
        return Files.exists(path);
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        remove();
    }

    private void remove() throws IOException {
        for (int attempt = 1; isThere(); attempt++) {
            try {
                for (Path file : contents()) {
                    Files.deleteIfExists(file);
                }
            } catch (DirectoryNotEmptyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private void removeQuietly() {
        try {
            remove();
        } catch (IOException | RuntimeException e) {
            // There is nobody left to tell.
        }
    }
}

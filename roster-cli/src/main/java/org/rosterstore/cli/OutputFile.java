package org.rosterstore.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all: it is written under another name beside its place, and renamed at the end. It
 * may be read by its owner only, since a roster is confidential. Standard output, a pipe or a device is written to as it is.
 */
final class OutputFile implements AutoCloseable {

    private final OutputStream stream;
    private final Path target;
    private final @Nullable Path draft;
    private final boolean force;

    private OutputFile(OutputStream stream, Path target, @Nullable Path draft, boolean force) {
        this.stream = stream;
        this.target = target;
        this.draft = draft;
        this.force = force;
    }

    /**
     * Begins a file.
     *
     * @param name a path, or {@code -} for standard output
     * @param force whether to overwrite a file that is there
     */
    static OutputFile open(String name, boolean force) throws IOException {
        Path target = Path.of(name);
        if (name.equals("-")) {
            return new OutputFile(new StandardOutput(), target, null, force);
        }
        if (Files.isDirectory(target)) {
            throw new CommandFailure(ExitCode.USAGE, target + " is a directory; name the file to write, last");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            return new OutputFile(Files.newOutputStream(target), target, null, force);
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !force) {
            throw exists(target);
        }
        Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Path directory = place.resolveSibling("").normalize();
        if (!Files.isDirectory(directory)) {
            throw Files.exists(directory)
                    ? new NotDirectoryException(directory.toString())
                    : new NoSuchFileException(directory.toString());
        }
        Path draft = Files.createTempFile(directory, "." + place.getFileName(), ".part");
        draft.toFile().deleteOnExit(); // Ctrl-C
        return new OutputFile(Files.newOutputStream(draft), place, draft, force);
    }

    OutputStream stream() {
        return stream;
    }

    /** Puts what was written, and is closed now, in its place. */
    void keep() throws IOException {
        if (draft == null) {
            return;
        }
        if (force) {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(target);
        } else {
            Files.move(draft, target);
        }
    }

    private static CommandFailure exists(Path file) {
        return new CommandFailure(ExitCode.USAGE, file + " exists; say --force to overwrite it");
    }

    /** Closes the stream, and drops what was not kept. */
    @Override
    public void close() throws IOException {
        stream.close();
        if (draft != null) {
            Files.deleteIfExists(draft);
        }
    }
}

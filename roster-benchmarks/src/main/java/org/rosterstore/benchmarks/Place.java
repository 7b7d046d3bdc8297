package org.rosterstore.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one program, in the one that the property {@code sql.directory} names, and gone when it is closed. */
record Place(Path directory) implements AutoCloseable {

    static Place make() {
        Path parent = Path.of(System.getProperty("sql.directory", "target"));
        try {
            Files.createDirectories(parent);
            System.out.printf("files: %s%n", Files.getFileStore(parent).type());
            return new Place(Files.createTempDirectory(parent, "sql-benchmark"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    /** Leaves nothing unwritten in the system: what one has not synced, the next would wait for when it syncs. */
    void settle() {
        try (FileChannel file = FileChannel.open(
                resolve("settled"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
            file.write(ByteBuffer.allocate(1));
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

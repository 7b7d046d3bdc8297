package org.rosterstore.tck.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.rosterstore.Revision;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.OwnerState;

/**
 * A directory with a file for each owner, {@code 3f0a….owner}: the octets of its {@link OwnerState}, under the SHA-256 of its
 * name. A file is replaced by renaming, once its successor is on the disk. For one server at a time.
 */
class WireDisk {

    private final Path directory;
    private final NavigableSet<String> owners = new ConcurrentSkipListSet<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private volatile boolean isDead;

    WireDisk(Path directory) {
        this.directory = directory;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".owner")).toList()) {
                listFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private void listFile(Path file) throws IOException {
        try {
            list(OwnerState.of(Files.readAllBytes(file)));
        } catch (StoredDataException e) {
            // Whoever reads this owner is told.
        }
    }

    /** Where an owner's state is. */
    static Path file(Path directory, String owner) {
        try {
            byte[] name = MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
            return directory.resolve(HexFormat.of().formatHex(name) + ".owner");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    final Path file(String owner) {
        return file(directory, owner);
    }

    private void list(OwnerState state) {
        if (state.exists()) {
            owners.add(state.owner().toString());
        } else {
            owners.remove(state.owner().toString());
        }
    }

    /** An owner's state, or nothing. */
    byte[] read(String owner) throws IOException {
        try {
            return Files.readAllBytes(file(owner));
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /** Replaces an owner's state, if that is still what somebody has read. */
    final boolean replace(String owner, Revision expected, byte[] state) throws IOException {
        life.readLock().lock();
        try {
            return !isDead && replaceAlive(owner, expected, state);
        } finally {
            life.readLock().unlock();
        }
    }

    private boolean replaceAlive(String owner, Revision expected, byte[] state) throws IOException {
        synchronized (locks.computeIfAbsent(owner, it -> new Object())) {
            byte[] before = read(owner);
            Revision present =
                    before.length == 0 ? Revision.NONE : OwnerState.of(before).revision();
            if (!present.equals(expected)) {
                return false;
            }
            write(file(owner), state);
            list(OwnerState.of(state));
            return true;
        }
    }

    /** Puts a state in its place: it is on the disk when this returns, and whole or not there before. */
    void write(Path file, byte[] state) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(state);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entries = FileChannel.open(directory)) {
            entries.force(true);
        }
    }

    /** Some owners, in their order. */
    final List<String> page(String mark, int size) {
        return owners.tailSet(mark, false).stream().limit(size).toList();
    }

    /** Whether a process that was to keep this would be dead. */
    final boolean isDead() {
        return isDead;
    }

    /** Lets nobody write any more, and returns when nobody does: another server may use the directory then. */
    void die() {
        isDead = true; // before the lock: a writer that looks stops in the middle
        life.writeLock().lock();
        try {
            owners.clear();
        } finally {
            life.writeLock().unlock();
        }
    }
}

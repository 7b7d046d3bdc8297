package org.rosterstore.examples;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.History;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.OwnerState;

/** A store of one file for each owner in a directory, which several threads and processes may share. */
public class DirectoryRosterStore implements RosterStore {
    /** A file lock is held by the whole process: its threads exclude each other by this. */
    private static final Object THREADS = new Object();

    private final Path directory;
    private volatile boolean closed;

    /**
     * Opens a directory.
     *
     * @param directory an existing directory that holds nothing else
     */
    public DirectoryRosterStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public Roster load(BareJid owner) {
        return read(owner).roster();
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        synchronized (THREADS) {
            try (FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
                    FileLock lock = channel.lock()) {
                OwnerState before = read(owner);
                OwnerState.Step step = before.commit(edit, condition, Instant.now());
                if (step.after() != before) {
                    byte[] bytes = step.after().toBytes();
                    Path next = Files.write(directory.resolve("next"), bytes, CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
                    Files.move(next, file(owner), ATOMIC_MOVE); // this is the commit
                }
                return step.result();
            } catch (IOException | GeneralSecurityException e) {
                throw new StoreUnavailableException("cannot write to " + directory, e);
            }
        }
    }

    private OwnerState read(BareJid owner) {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        try {
            boolean unknown = Files.isDirectory(directory) && Files.notExists(file(owner));
            OwnerState state = unknown ? OwnerState.none(owner) : OwnerState.of(Files.readAllBytes(file(owner)));
            return state.isExpired(Instant.now()) ? OwnerState.none(owner) : state;
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreUnavailableException("cannot read from " + directory, e);
        }
    }

    /** Every owner has a file name of its own, however long a JID is and whatever stands in it. */
    Path file(BareJid owner) throws GeneralSecurityException {
        byte[] name = owner.toString().getBytes(StandardCharsets.UTF_8);
        return directory.resolve(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name)));
    }

    @Override
    public Optional<History> history() {
        return Optional.of((owner, revision) -> read(owner).since(revision));
    }

    @Override
    public void close() {
        closed = true;
    }
}

package org.rosterstore.cli;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.OwnerState;

/**
 * A durable store for several processes, with every ability: a file for each owner in a directory, {@code files:PATH}. The
 * name of a file is the owner's JID in hex; what a file holds is an {@link OwnerState}.
 */
final class FileRosterStore implements RosterStore {

    private static final String SUFFIX = ".roster";
    private static final long POLL = 100;

    /** A file lock is held by the whole process: its threads exclude each other by this. */
    private static final Object THREADS = new Object();

    private final Path directory;
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(FileRosterStore::daemon);
    private final FeedDispatcher feed = new FeedDispatcher(Duration.ofSeconds(1), this::revision);
    private final Map<BareJid, Revision> polled = new HashMap<>();
    private final Future<?> polling;
    private volatile boolean closed;

    FileRosterStore(Path directory) {
        this.directory = directory;
        files().forEach(owner -> polled.put(owner, polledRevision(owner)));
        polling = poller.scheduleWithFixedDelay(this::poll, POLL, POLL, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "files:");
        thread.setDaemon(true);
        return thread;
    }

    private void poll() {
        files().forEach(owner -> {
            Revision now = polledRevision(owner);
            if (!now.equals(polled.put(owner, now))) {
                feed.changed(owner);
            }
        });
    }

    /** A file that is damaged changes nothing that could be told. */
    private Revision polledRevision(BareJid owner) {
        try {
            return read(owner).revision();
        } catch (StoredDataException e) {
            return Revision.NONE;
        }
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
                    Files.move(next, file(owner), ATOMIC_MOVE);
                }
                return step.result();
            } catch (IOException e) {
                throw new StoreUnavailableException("cannot write to " + directory, e);
            }
        }
    }

    private OwnerState read(BareJid owner) {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        try {
            if (Files.notExists(file(owner))) {
                return OwnerState.none(owner);
            }
            return OwnerState.of(Files.readAllBytes(file(owner)));
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read from " + directory, e);
        }
    }

    private Path file(BareJid owner) {
        byte[] name = owner.toString().getBytes(StandardCharsets.UTF_8);
        return directory.resolve(HexFormat.of().formatHex(name) + SUFFIX);
    }

    /** Damages the record of a contact, so that it cannot be decoded any more. */
    static void damage(Path directory, BareJid owner, String textOfTheRecord) throws IOException {
        try (FileRosterStore store = new FileRosterStore(directory)) {
            byte[] bytes = Files.readAllBytes(store.file(owner));
            byte[] text = textOfTheRecord.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i <= bytes.length - text.length; i++) {
                if (Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
                    bytes[i] ^= 1;
                    Files.write(store.file(owner), bytes);
                    return;
                }
            }
        }
        throw new IllegalArgumentException("nothing of " + owner + " holds " + textOfTheRecord);
    }

    /** Damages all that there is of an owner. */
    static void damage(Path directory, BareJid owner) throws IOException {
        try (FileRosterStore store = new FileRosterStore(directory)) {
            Files.writeString(store.file(owner), "damaged");
        }
    }

    @Override
    public Optional<Catalog> catalog() {
        return Optional.of((mark, size) ->
                new Catalog.Page(files().stream().filter(this::exists).toList(), Optional.empty()));
    }

    /** Everybody who has a file, be it the mark of one who is erased. */
    private List<BareJid> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .map(name -> new String(HexFormat.of().parseHex(name), StandardCharsets.UTF_8))
                    .map(BareJid::stored)
                    .toList();
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot list " + directory, e);
        }
    }

    private boolean exists(BareJid owner) {
        try {
            return read(owner).exists();
        } catch (StoredDataException e) {
            return true;
        }
    }

    @Override
    public Optional<History> history() {
        return Optional.of((owner, revision) -> read(owner).since(revision));
    }

    @Override
    public Optional<Feed> feed() {
        return Optional.of(feed);
    }

    @Override
    public void close() {
        polling.cancel(true);
        poller.shutdownNow();
        try {
            boolean isOver = poller.awaitTermination(5, TimeUnit.SECONDS);
            assert isOver;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feed.close();
        closed = true;
    }
}

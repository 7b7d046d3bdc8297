package org.rosterstore.tck.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.StoreFixture;

/** A wire store with every hook; its outage is left to the kit. */
public final class WireFixture implements StoreFixture, StoreFixture.Relaying, AutoCloseable {

    static final String PASSWORD = "open-sesame";

    /** Of the handles whose network never fails, since machines are busy. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final int PORTS = 20;
    private static final int FIRST_PORT = 12_000;
    private static final int LAST_PORT = 30_000;

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final String name;
    private final Path directory;
    private final WireHost host;
    private final Function<WirePool, WireRosterStore> store;
    private final PoolFactory pools;
    private final Duration deadline;
    private final int port;

    /** Makes a pool. */
    @FunctionalInterface
    interface PoolFactory {
        WirePool pool(InetSocketAddress address, String password, Duration deadline);
    }

    WireFixture(
            String name,
            Path directory,
            WireHost host,
            Duration deadline,
            PoolFactory pools,
            Function<WirePool, WireRosterStore> store) {
        this.name = name;
        this.directory = directory;
        this.host = host;
        this.deadline = deadline;
        this.pools = pools;
        this.store = store;
        this.port = start(host);
    }

    /** Below the ports that systems give to clients: one of those could take it while the server is dead. */
    private static int start(WireHost host) {
        IOException last = new IOException("no port tried");
        for (int i = 0; i < PORTS; i++) {
            try {
                return host.start(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UncheckedIOException(last);
    }

    /** The right store, with its server in a process of its own. */
    public static WireFixture right() {
        Path directory = directory();
        return new WireFixture(
                "wire",
                directory,
                new WireProcess(directory, PASSWORD),
                Duration.ofSeconds(2),
                WirePool::new,
                WireRosterStore::new);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RosterStore open() {
        return store.apply(pools.pool(server(), PASSWORD, LONG));
    }

    @Override
    public InetSocketAddress server() {
        return WireHost.address(port);
    }

    @Override
    public RosterStore open(InetSocketAddress relay) {
        return store.apply(pools.pool(relay, PASSWORD, deadline));
    }

    @Override
    public Duration deadline() {
        return deadline;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(PASSWORD);
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(this::killAndRestart);
    }

    @Override
    public Optional<Corruption> corruption() {
        return Optional.of(this::corrupt);
    }

    @Override
    public Optional<Relaying> relaying() {
        return Optional.of(this);
    }

    @Override
    public Optional<Killing> killing() {
        return Optional.of(this::killAndRestart);
    }

    /** The system may take a moment to give the port away again. */
    private void killAndRestart() {
        try {
            host.kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            try {
                host.start(port);
                return;
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    throw new UncheckedIOException(e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Flips the one octet that makes this contact's record unreadable, and nothing else. */
    private void corrupt(BareJid owner, BareJid contact) {
        Path file = WireDisk.file(directory, owner.toString());
        try {
            byte[] bytes = Files.readAllBytes(file);
            Set<BareJid> expected = unreadable(OwnerState.of(bytes));
            expected.add(contact);
            for (int i = bytes.length - 1; i >= 0; i--) {
                bytes[i] ^= 1;
                if (unreadable(OwnerState.of(bytes)).equals(expected)) {
                    Files.write(file, bytes);
                    return;
                }
                bytes[i] ^= 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<BareJid> unreadable(OwnerState state) {
        return state.roster().unreadable().stream()
                .map(Unreadable::contact)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A directory for the server's files: in memory, where there is one such, since a kill does not take that away. */
    static Path directory() {
        Path memory = Path.of("/dev/shm");
        try {
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "wire")
                    : Files.createTempDirectory("wire");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        host.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

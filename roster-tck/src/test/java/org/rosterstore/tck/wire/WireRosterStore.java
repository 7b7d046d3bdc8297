package org.rosterstore.tck.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Freshness;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.wire.WireConnection.Operation;

/**
 * A right store behind a {@link WireServer}. It reads an owner's state, decides, and replaces it if it is still the same. A
 * commit is of unknown outcome from the first octet of the replacement until the answer; whatever fails before that was not
 * applied. A call borrows a connection, which is closed unless the call came to a clean end.
 */
class WireRosterStore implements RosterStore {

    private final WirePool pool;
    private final WireFeed feed;
    private volatile boolean closed;

    WireRosterStore(InetSocketAddress address, String password, Duration deadline) {
        this(new WirePool(address, password, deadline));
    }

    WireRosterStore(WirePool pool) {
        this.pool = pool;
        this.feed = feed(pool);
    }

    final WirePool pool() {
        return pool;
    }

    WireFeed feed(WirePool pool) {
        return new WireFeed(pool, owner -> load(owner).revision());
    }

    final void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    private static byte[] get(WireCall call, BareJid owner) throws IOException {
        return call.exchange(Operation.GET, out -> out.writeUTF(owner.toString()))
                .readAllBytes();
    }

    private static boolean replace(WireCall call, BareJid owner, Revision expected, OwnerState state)
            throws IOException {
        return call.exchange(Operation.REPLACE, out -> {
                    out.writeUTF(owner.toString());
                    out.writeLong(expected.counter());
                    out.writeLong(expected.commit());
                    out.write(state.toBytes());
                })
                .readBoolean();
    }

    /** What is stored, expired or not. */
    private static OwnerState stored(BareJid owner, byte[] state) {
        return state.length == 0 ? OwnerState.none(owner) : OwnerState.of(state);
    }

    private static OwnerState present(OwnerState stored) {
        return stored.isExpired(Instant.now()) ? OwnerState.none(stored.owner()) : stored;
    }

    OwnerState read(BareJid owner) {
        checkOpen();
        try (WireCall call = pool.call()) {
            return present(stored(owner, get(call, owner)));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Roster load(BareJid owner) {
        return read(owner).roster();
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        checkOpen();
        Condition named = condition.commit().isPresent() ? condition : condition.withCommit(Revision.newCommitId());
        Optional<Attempt> open = named.attempt(); // of unknown outcome, should this fail now
        CommitResult hoped = null;
        try (WireCall call = pool.call()) {
            while (true) {
                OwnerState stored = stored(owner, get(call, owner));
                OwnerState before = present(stored);
                OwnerState.Step step = before.commit(edit, named, Instant.now());
                if (step.after() == before) {
                    return step.result();
                }
                Attempt attempt = named.attempt().orElseGet(() -> attempt(named, before.revision()));
                open = Optional.of(attempt);
                hoped = step.result();
                if (replace(call, owner, stored.revision(), step.after())) {
                    return step.result();
                }
                open = named.attempt();
            }
        } catch (IOException e) {
            if (open.isPresent()) {
                return unanswered(open.get(), hoped, e);
            }
            throw failure(e);
        }
    }

    private static Attempt attempt(Condition named, Revision base) {
        return new Attempt(named.expectation(), named.commit().getAsLong(), base);
    }

    /** What a commit ends with that was sent and not answered. */
    CommitResult unanswered(Attempt attempt, CommitResult hoped, IOException e) {
        throw StoreUnavailableException.unknownOutcome(message(e), e, attempt);
    }

    /** What a call fails with that had no effect. */
    RuntimeException failure(IOException e) {
        return closed ? new IllegalStateException("the store is closed") : unavailable(e);
    }

    final StoreUnavailableException unavailable(IOException e) {
        return new StoreUnavailableException(message(e), e);
    }

    String message(IOException e) {
        return "%s: %s".formatted(pool, e.getMessage());
    }

    @Override
    public StoreDescription describe() {
        checkOpen();
        return new StoreDescription("wire", "1", "on the server's disk when a commit returns", Freshness.CURRENT);
    }

    @Override
    public Optional<History> history() {
        checkOpen();
        return Optional.of((owner, revision) -> read(owner).since(revision));
    }

    @Override
    public Optional<Catalog> catalog() {
        checkOpen();
        return Optional.of(this::page);
    }

    private Catalog.Page page(Optional<String> mark, int size) {
        checkOpen();
        if (size < 1) {
            throw new IllegalArgumentException("a page of " + size);
        }
        try (WireCall call = pool.call()) {
            DataInputStream names = call.exchange(Operation.PAGE, out -> {
                out.writeUTF(mark.orElse(""));
                out.writeInt(size);
            });
            List<BareJid> owners = new ArrayList<>();
            while (names.available() > 0) {
                owners.add(BareJid.stored(names.readUTF()));
            }
            return new Catalog.Page(
                    owners,
                    owners.size() < size
                            ? Optional.empty()
                            : Optional.of(owners.get(size - 1).toString()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<Feed> feed() {
        checkOpen();
        return Optional.of(feed);
    }

    @Override
    public void close() {
        closed = true;
        pool.close();
        feed.close();
    }
}

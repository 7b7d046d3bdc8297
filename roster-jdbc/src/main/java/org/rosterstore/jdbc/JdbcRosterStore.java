package org.rosterstore.jdbc;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Changes;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.CommitPlan;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.OwnerState;

/**
 * A store in a SQL database. A commit is one transaction, and reads and writes as much as it changes, whatever the size of
 * the roster. Safe for use by many threads, and by several processes on one database.
 *
 * <p>The stored form, schema version 1, is plain columns that a person can query; {@code docs/jdbc.md} shows it.
 */
public final class JdbcRosterStore implements RosterStore {

    /** The rows that a page of the catalog has at most. */
    private static final int PAGE = 10_000;

    private final Database database;
    private final Clock clock;
    private final FeedDispatcher feed;
    private final AutoCloseable listening;
    private volatile boolean closed;

    JdbcRosterStore(Database database, Duration latency, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.feed = new FeedDispatcher(latency, this::revision);
        this.listening = database.dialect().listen(feed);
    }

    /**
     * A store in a SQLite file, which is made if it is not there.
     *
     * @param file the file; SQLite keeps two more beside it while it is open
     * @return what opens it
     */
    public static SqliteBuilder sqlite(Path file) {
        return new SqliteBuilder(requireNonNull(file, "file"));
    }

    @Override
    public Roster load(BareJid owner) {
        return read(owner, StoredOwner::roster);
    }

    @Override
    public Contact find(BareJid owner, BareJid contact) {
        requireNonNull(contact, "contact");
        return read(owner, stored -> stored.find(contact));
    }

    @Override
    public Revision revision(BareJid owner) {
        return read(owner, stored -> stored.head().revision());
    }

    private interface Reading<T> {
        T of(StoredOwner owner) throws SQLException;
    }

    private <T> T read(BareJid owner, Reading<T> reading) {
        requireNonNull(owner, "owner");
        return read(connection -> reading.of(StoredOwner.read(connection, owner, clock.instant())));
    }

    private <T> T read(Database.Work<T> work) {
        checkOpen();
        try {
            return database.read(work);
        } catch (RosterStoreException e) {
            checkOpen(); // closed meanwhile
            throw e;
        }
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        requireNonNull(owner, "owner");
        requireNonNull(edit, "edit");
        checkOpen();
        Condition named = condition.commit().isPresent() ? condition : condition.withCommit(Revision.newCommitId());
        Attempted attempted = new Attempted(owner, named);
        try {
            CommitPlan plan = database.write(connection -> {
                Instant now = clock.instant();
                StoredOwner stored = StoredOwner.read(connection, owner, now);
                attempted.base = stored.head().revision();
                if (edit.replacesItems()) {
                    stored.readWhole();
                }
                CommitPlan planned = CommitPlan.of(stored, edit, named, now);
                if (planned.write().isPresent()) {
                    stored.write(planned.write().get());
                    if (edit.erases()) {
                        new OwnerTable(connection).deleteMarks(now.minus(OwnerState.MARK_LIFE));
                    }
                }
                return planned;
            });
            if (plan.write().isPresent()) {
                feed.changed(owner);
            }
            return plan.result();
        } catch (Database.CommitFailed e) {
            throw attempted.unknown(e);
        } catch (RosterStoreException e) {
            checkOpen(); // closed meanwhile
            throw condition.attempt().isPresent() && e instanceof StoreUnavailableException ? attempted.unknown(e) : e;
        }
    }

    /** A commit under way, for when it is not known what became of it. */
    private static final class Attempted {

        private final BareJid owner;
        private final Condition condition;
        private Revision base = Revision.NONE;

        Attempted(BareJid owner, Condition condition) {
            this.owner = owner;
            this.condition = condition;
        }

        StoreUnavailableException unknown(Exception cause) {
            Attempt attempt = condition
                    .attempt()
                    .orElseGet(() -> new Attempt(
                            condition.expectation(), condition.commit().orElseThrow(), base));
            return StoreUnavailableException.unknownOutcome(
                    "a commit to %s may have been made, or not: %s".formatted(owner, cause.getMessage()),
                    cause,
                    attempt);
        }
    }

    @Override
    public StoreDescription describe() {
        return read(database.dialect()::describe);
    }

    @Override
    public Optional<History> history() {
        checkOpen();
        return Optional.of(this::since);
    }

    private Optional<Changes> since(BareJid owner, Revision revision) {
        requireNonNull(revision, "revision");
        return read(owner, stored -> stored.since(revision));
    }

    @Override
    public Optional<Feed> feed() {
        checkOpen();
        return Optional.of(feed);
    }

    @Override
    public Optional<Catalog> catalog() {
        checkOpen();
        return Optional.of(this::page);
    }

    private Catalog.Page page(Optional<String> mark, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page of " + size);
        }
        int most = Math.min(size, PAGE);
        List<BareJid> owners = read(connection -> new OwnerTable(connection).page(mark, most + 1));
        return owners.size() <= most
                ? new Catalog.Page(owners, Optional.empty())
                : new Catalog.Page(
                        owners.subList(0, most),
                        Optional.of(owners.get(most - 1).toString()));
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException("listening cannot be ended", e);
        } finally {
            feed.close();
            database.close();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}

package org.rosterstore.jdbc;

import static java.util.Collections.unmodifiableMap;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
import org.rosterstore.StoreDescription;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.CommitPlan;
import org.rosterstore.spi.FeedDispatcher;

/**
 * A store in a SQL database. A commit is one transaction, and reads and writes as much as it changes, whatever the size of
 * the roster. Safe for use by many threads, and by several processes on one database.
 *
 * <p>The stored form, schema version 1, is plain columns that a person can query:
 *
 * <pre>
 * roster_owner    id, owner, counter, commit_id, recent_ids, logged, ver, requests, erased_at
 * roster_contact  owner_id, contact, subscription, name, groups, ask, approved,
 *                 request_stanza, request_nick, request_status, request_at, extras, changed_counter, changed_commit_id
 * roster_change   seq, owner_id, counter, contact
 * roster          a view of owners with their contacts, for people
 * </pre>
 *
 * For example {@code ('juliet@capulet.example', 'both', 'Juliet', '["Friends"]', …)} among the contacts; {@code docs/jdbc.md}
 * has the meaning of each, and sessions in the databases' own shells.
 */
public final class JdbcRosterStore implements RosterStore {

    /** The rows that a page of the catalog has at most. */
    private static final int PAGE = 10_000;

    /** The owners that are read in one transaction at most. */
    private static final int OWNERS = 100;

    private final Database database;
    private final Clock clock;
    private final FeedDispatcher feed;
    private volatile boolean closed;

    /** Once somebody listens. Guarded by this. */
    private Dialect.@Nullable Listening listening;

    JdbcRosterStore(Database database, Duration latency, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.feed = new FeedDispatcher(latency, this::revision);
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

    /**
     * A store in a PostgreSQL database that the caller has connections to. The source is not closed with the store, which
     * holds one of its connections all the time, to listen on. By {@code postgresql://…} the store has a pool of its own.
     *
     * @param source where connections come from, in auto-commit mode; the pgjdbc driver's own must be behind it
     * @return what opens it
     */
    public static PostgresBuilder postgresql(DataSource source) {
        return new PostgresBuilder(requireNonNull(source, "source"));
    }

    @Override
    public Roster load(BareJid owner) {
        return read(owner, StoredOwner::roster);
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        List<BareJid> distinct = List.copyOf(new LinkedHashSet<>(owners));
        Map<BareJid, Roster> rosters = new LinkedHashMap<>();
        checkOpen();
        for (int begin = 0; begin < distinct.size(); begin += OWNERS) {
            List<BareJid> some = distinct.subList(begin, Math.min(distinct.size(), begin + OWNERS));
            rosters.putAll(read(session -> StoredOwner.rosters(session, some, clock.instant())));
        }
        return unmodifiableMap(rosters);
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
        return read(session -> reading.of(StoredOwner.read(session, owner, clock.instant(), "")));
    }

    private <T> T read(Database.Work<T> work) {
        return database.read(work);
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        requireNonNull(owner, "owner");
        requireNonNull(edit, "edit");
        CommitCall call = new CommitCall(owner, edit, condition);
        try {
            CommitPlan plan = database.write(session -> call.on(session, database.dialect(), clock.instant()));
            if (plan.write().isPresent()) {
                feed.changed(owner);
            }
            return plan.result();
        } catch (Database.CommitFailed e) {
            throw call.unknown(e);
        } catch (StoreUnavailableException e) {
            throw condition.attempt().isPresent() ? call.unknown(e) : e;
        }
    }

    @Override
    public StoreDescription describe() {
        return read(database.dialect()::describe);
    }

    /** What the connections of one kind are set to. */
    List<String> settings(boolean writes, String... queries) {
        Database.Work<List<String>> asking = session -> {
            List<String> answers = new ArrayList<>();
            for (String query : queries) {
                answers.add(String.valueOf(session.text(query)));
            }
            return answers;
        };
        try {
            return writes ? database.write(asking) : database.read(asking);
        } catch (Database.CommitFailed e) {
            throw new IllegalStateException(e);
        }
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

    /** Nothing is watched, and no thread runs, before somebody listens. */
    @Override
    public Optional<Feed> feed() {
        checkOpen();
        return Optional.of(new Feed() {
            @Override
            public Registration subscribe(Consumer<? super Signal> listener) {
                requireNonNull(listener, "listener");
                listen();
                return feed.subscribe(listener);
            }

            @Override
            public Duration latency() {
                return feed.latency();
            }
        });
    }

    private synchronized void listen() {
        checkOpen();
        if (listening == null) {
            listening = database.dialect().listen(feed);
        }
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
        List<BareJid> owners = read(session -> new OwnerTable(session).page(mark, most + 1));
        return owners.size() <= most
                ? new Catalog.Page(owners, Optional.empty())
                : new Catalog.Page(
                        owners.subList(0, most),
                        Optional.of(owners.get(most - 1).toString()));
    }

    @Override
    public void close() {
        Dialect.Listening ending;
        synchronized (this) {
            closed = true;
            ending = listening;
            listening = null;
        }
        if (ending != null) {
            ending.close();
        }
        feed.close();
        database.close();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}

package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;

/** Transactions that the server undoes, connections that it ends, and a pool that is not closed with the store. */
class PostgresTroubleTest {

    private static final RosterEdit EDIT = RosterEdit.ver("1");

    private final BareJid owner = BareJid.of(UUID.randomUUID() + "@trouble.example");
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private HikariDataSource pool;
    private TroubledSource source;
    private JdbcRosterStore store;

    @BeforeAll
    static void findServer() throws SQLException {
        Assumptions.assumeTrue(PostgresServer.get().isPresent(), "there is no PostgreSQL; that is printed as a gap");
        PostgresServer.get().orElseThrow().makeSchema("trouble");
    }

    @BeforeEach
    void open() {
        pool = PostgresServer.get().orElseThrow().pool("trouble");
        source = new TroubledSource(pool);
        store = JdbcRosterStore.postgresql(source)
                .deadline(Duration.ofSeconds(3))
                .open();
    }

    @AfterEach
    void close() {
        store.close();
        assertThat(pool.isClosed()).as("the pool is the caller's").isFalse();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        pool.close();
        callers.shutdownNow();
    }

    @Test
    void whatTheServerUndoesIsBegunAgain() {
        for (String state : new String[] {"40001", "40P01"}) {
            source.fail(3, "commit", state, false);
            Revision before = store.revision(owner);
            assertThat(store.commit(owner, EDIT).counter()).isEqualTo(before.counter() + 1);
            assertThat(source.isOver()).isTrue();
        }
    }

    @Test
    void aConnectionThatIsLostBeforeTheCommitIsReplaced() {
        source.fail(3, "prepareStatement", "08006", false);
        assertThat(store.commit(owner, EDIT).counter()).isEqualTo(1);
        source.fail(3, "prepareStatement", "57P01", false);
        assertThat(store.load(owner).ver()).contains("1");
        assertThat(source.isOver()).isTrue();
    }

    @Test
    void whatFailsUntilTheDeadlineIsNotApplied() {
        source.fail(10_000, "commit", "40001", false);
        assertThatThrownBy(() -> store.commit(owner, EDIT))
                .isInstanceOfSatisfying(
                        StoreUnavailableException.class,
                        e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        assertThat(source.isOver()).isFalse();
    }

    @Test
    void aReplyThatIsLostAfterTheCommitLeavesTheOutcomeOpenAndARetryTellsIt() {
        source.fail(1, "commit", "08006", true);
        StoreUnavailableException failure =
                catchThrowableOfType(StoreUnavailableException.class, () -> store.commit(owner, EDIT));
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        Revision revision = store.revision(owner);
        assertThat(revision.counter()).isEqualTo(1);
        assertThat(store.commit(
                        owner, EDIT, Condition.retrying(failure.attempt().orElseThrow())))
                .isEqualTo(new Committed(revision));
        assertThat(store.revision(owner)).isEqualTo(revision);
    }

    @Test
    void whoFindsAllConnectionsInUseWaitsUntilTheDeadline() throws Exception {
        int port = PostgresServer.get().orElseThrow().address().getPort();
        try (RosterStore narrow = RosterStores.open(
                        "postgresql://postgres@127.0.0.1:%d/postgres?schema=trouble&connections=1&timeout=4s"
                                .formatted(port));
                Connection connection = PostgresServer.get().orElseThrow().connect();
                Statement statement = connection.createStatement()) {
            Revision first = narrow.commit(owner, EDIT);
            connection.setAutoCommit(false);
            statement.execute("SELECT 1 FROM trouble.roster_owner WHERE owner = '%s' FOR UPDATE".formatted(owner));
            Future<Revision> commits = callers.submit(() -> narrow.commit(owner, EDIT));
            Future<Revision> more = callers.submit(() -> narrow.commit(owner, EDIT));
            await().until(() -> waiting(statement) == 2); // all connections: the one of a listener is free
            Future<Revision> reads = callers.submit(() -> narrow.revision(owner));
            assertThatThrownBy(() -> reads.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            connection.rollback();
            assertThat(List.of(commits.get().counter(), more.get().counter()))
                    .containsExactlyInAnyOrder(first.counter() + 1, first.counter() + 2);
            assertThat(reads.get().counter()).isGreaterThanOrEqualTo(first.counter());
        }
    }

    /** How many transactions wait for others. */
    private static int waiting(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void ofSeveralServersTheOneThatAnswersIsAsked() {
        int port = PostgresServer.get().orElseThrow().address().getPort();
        try (RosterStore found = RosterStores.open(
                "postgresql://postgres@127.0.0.1:1,127.0.0.1:%d/postgres?schema=trouble".formatted(port))) {
            assertThat(found.commit(owner, EDIT)).isEqualTo(store.revision(owner));
        }
    }

    @Test
    void aListenerIsToldOfTheGapWhenItsConnectionWasEnded() throws Exception {
        BlockingQueue<Feed.Signal> signals = new LinkedBlockingQueue<>();
        try (Feed.Registration registration = store.feed().orElseThrow().subscribe(signals::add);
                JdbcRosterStore other = JdbcRosterStore.postgresql(pool).open()) {
            Revision first = other.commit(owner, EDIT);
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isEqualTo(new Feed.Changed(owner, first));
            try (Connection connection = PostgresServer.get().orElseThrow().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')");
            }
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isEqualTo(new Feed.Interrupted());
            assertThat(signals.poll(10, TimeUnit.SECONDS))
                    .as("when it listens again")
                    .isEqualTo(new Feed.Interrupted());
            Revision second = other.commit(owner, EDIT);
            assertThat(signals.poll(10, TimeUnit.SECONDS)).isEqualTo(new Feed.Changed(owner, second));
        }
    }
}

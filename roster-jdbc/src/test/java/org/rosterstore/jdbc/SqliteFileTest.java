package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.BareJid;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreConfigurationException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;

/** What may be wrong with a file. */
class SqliteFileTest {

    private static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    private static final RosterItem JULIET = RosterItem.of(BareJid.of("juliet@capulet.example"));

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("rosters.db");
    }

    private static void execute(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Revision write() {
        try (RosterStore store = JdbcRosterStore.sqlite(file()).open()) {
            return store.commit(ROMEO, RosterEdit.put(JULIET));
        }
    }

    private void expectRefused(Class<? extends RosterStoreException> type, String words) throws IOException {
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> JdbcRosterStore.sqlite(file()).open().load(ROMEO))
                .isInstanceOf(type)
                .hasMessageContaining(file().toString())
                .hasMessageContaining(words);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(file(), "not a database, but somebody's notes".repeat(100), StandardCharsets.UTF_8);
        expectRefused(StoredDataException.class, "left as it is");
    }

    @Test
    void aDatabaseOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException, SQLException {
        execute(file(), "CREATE TABLE notes (text TEXT)", "PRAGMA journal_mode = DELETE");
        expectRefused(StoredDataException.class, "not one of rosters");
    }

    @Test
    void aFileThatWasWrittenByANewerVersionIsRefusedAndLeftAsItIs() throws IOException, SQLException {
        write();
        execute(file(), "PRAGMA user_version = 2");
        expectRefused(StoredDataException.class, "newer version");
    }

    @Test
    void aFileFilledWithZerosIsRefusedAndLeftAsItIs() throws IOException {
        write();
        Files.write(file(), new byte[(int) Files.size(file())]);
        expectRefused(StoredDataException.class, "left as it is");
    }

    @Test
    void aTruncatedFileIsRefusedAndLeftAsItIs() throws IOException, SQLException {
        try (RosterStore store = JdbcRosterStore.sqlite(file()).open()) {
            store.commit(
                    ROMEO,
                    RosterEdit.replaceItems(IntStream.range(0, 1_000)
                            .mapToObj(i -> RosterItem.of(BareJid.of("guest%d@verona.example".formatted(i))))
                            .toList()));
        }
        execute(file(), "PRAGMA wal_checkpoint(TRUNCATE)");
        try (RandomAccessFile half = new RandomAccessFile(file().toFile(), "rw")) {
            half.setLength(half.length() / 2);
        }
        expectRefused(StoredDataException.class, "left as it is");
    }

    @Test
    void anEmptyFileIsANewStore() throws IOException {
        Files.createFile(file());
        write();
        try (RosterStore store = JdbcRosterStore.sqlite(file()).open()) {
            assertThat(store.load(ROMEO).contacts()).containsOnlyKeys(JULIET.contact());
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path file = directory.resolve("no/such/rosters.db");
        assertThatThrownBy(() -> JdbcRosterStore.sqlite(file).open())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFileLockedByOthersIsUnavailableWhenTheDeadlineIsOver() throws SQLException {
        Revision revision = write();
        try (RosterStore store = JdbcRosterStore.sqlite(file())
                        .deadline(Duration.ofMillis(300))
                        .open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.commit(ROMEO, RosterEdit.ver("1")))
                    .isInstanceOfSatisfying(
                            StoreUnavailableException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED))
                    .hasMessageContaining("others kept it locked");
            assertThat(store.load(ROMEO).revision()).as("reads go on").isEqualTo(revision);
            statement.execute("ROLLBACK");
            assertThat(store.commit(ROMEO, RosterEdit.ver("1")).counter()).isEqualTo(revision.counter() + 1);
        }
    }

    /** As a disk that is full, with a limit of SQLite's own. */
    @Test
    void aHandleGoesOnWhenThereIsRoomAgain() {
        List<RosterItem> guests = IntStream.range(0, 1_000)
                .mapToObj(i -> RosterItem.of(BareJid.of("guest%d@verona.example".formatted(i))))
                .toList();
        Revision revision = write();
        try (JdbcRosterStore store = JdbcRosterStore.sqlite(file()).open()) {
            for (int round = 0; round < 3; round++) {
                store.settings(true, "PRAGMA max_page_count = 12");
                assertThatThrownBy(() -> store.commit(ROMEO, RosterEdit.replaceItems(guests)))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining(file().toString())
                        .hasMessageContaining("the disk is full");
                assertThat(store.revision(ROMEO)).isEqualTo(revision);
                store.settings(true, "PRAGMA max_page_count = 1000");
                revision = store.commit(ROMEO, RosterEdit.replaceItems(List.of(JULIET)));
            }
            store.commit(ROMEO, RosterEdit.replaceItems(guests));
            assertThat(store.load(ROMEO).contacts()).hasSize(guests.size());
        }
    }

    /** The driver ends a statement that has failed, also one that is to be used again. */
    @Test
    void whatHasFailedOnceFailsForItsOwnReasonAgain() {
        try (JdbcRosterStore store = JdbcRosterStore.sqlite(file()).open()) {
            for (boolean writes : new boolean[] {true, true, false, false}) {
                assertThatThrownBy(() -> store.settings(writes, "SELECT abs(-9223372036854775808)"))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("integer overflow");
                store.commit(ROMEO, RosterEdit.put(JULIET));
            }
        }
    }

    /** SIGKILL alone cannot show a missing fsync; so the settings that make a commit durable are looked at. */
    @Test
    void everyCommitIsSynced() {
        for (boolean writes : new boolean[] {false, true}) {
            try (JdbcRosterStore store = JdbcRosterStore.sqlite(file()).open()) {
                assertThat(store.settings(writes, "PRAGMA synchronous", "PRAGMA journal_mode", "PRAGMA fullfsync"))
                        .containsExactlyElementsOf(List.of("2", "wal", "1"));
            }
        }
    }

    @Test
    void aNewFileMayBeMadeByManyAtOnce() throws Exception {
        int many = 6;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 30; round++) {
                Path file = directory.resolve("new " + round + ".db");
                CyclicBarrier barrier = new CyclicBarrier(many);
                List<Future<Revision>> commits = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    BareJid owner = BareJid.of("owner" + i + "@montague.example");
                    commits.add(threads.submit(() -> {
                        barrier.await();
                        try (RosterStore store = JdbcRosterStore.sqlite(file).open()) {
                            return store.commit(owner, RosterEdit.put(JULIET));
                        }
                    }));
                }
                for (Future<Revision> commit : commits) {
                    assertThat(commit.get().counter()).isEqualTo(1);
                }
                try (RosterStore store = JdbcRosterStore.sqlite(file).open()) {
                    assertThat(store.catalog().orElseThrow().owners()).hasSize(many);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aNameMayLookLikeOptions() {
        for (String name : List.of("a?synchronous=OFF&journal_mode=DELETE.db", "50% #1.db", "bücher 図書.db")) {
            Path file = directory.resolve(name);
            try (JdbcRosterStore store = JdbcRosterStore.sqlite(file).open()) {
                store.commit(ROMEO, RosterEdit.put(JULIET));
                assertThat(store.settings(true, "PRAGMA synchronous")).containsExactly("2");
            }
            assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void theUriSaysWhichFile() {
        try (RosterStore store = RosterStores.open("sqlite:" + directory.resolve("with spaces & more.db"))) {
            store.commit(ROMEO, RosterEdit.put(JULIET));
        }
        assertThat(directory.resolve("with spaces & more.db")).isNotEmptyFile();
        assertThatThrownBy(() -> RosterStores.open("sqlite:")).isInstanceOf(StoreConfigurationException.class);
        assertThatThrownBy(() -> RosterStores.open("sqlite:" + file() + "?time=1s"))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("timeout");
        assertThat(file()).doesNotExist();
    }
}

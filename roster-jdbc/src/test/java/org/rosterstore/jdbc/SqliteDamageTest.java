package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import org.rosterstore.testing.Gap;
import org.rosterstore.testing.NumberedOwner;

/** Damage from outside: to the file, to the log of what was committed last, to the memory that is shared beside them. */
class SqliteDamageTest {

    private static final NumberedOwner ROMEO = NumberedOwner.ROMEO;
    private static final NumberedOwner NURSE = NumberedOwner.NURSE;
    private static final int PAGE = 4_096;

    /** A frame of the log is a page with a header. */
    private static final int FRAME = PAGE + 24;

    private static final int LOG_HEADER = 32;

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("rosters.db");
    }

    private Path log() {
        return directory.resolve("rosters.db-wal");
    }

    private Path shared() {
        return directory.resolve("rosters.db-shm");
    }

    private static RosterStore open(Path file) {
        return JdbcRosterStore.sqlite(file).open();
    }

    private static void commit(RosterStore store, int from, int to) {
        for (NumberedOwner owner : new NumberedOwner[] {ROMEO, NURSE}) {
            for (int number = from + 1; number <= to; number++) {
                owner.expectCommitted(number, store.commit(owner.jid(), owner.edit(number), owner.condition(number)));
            }
        }
    }

    /** Ten commits each, in the file alone. */
    private void write() {
        try (RosterStore store = open(file())) {
            commit(store, 0, 10);
        }
        assertThat(log()).doesNotExist();
    }

    /** Ten commits in the file, and ten more that are in the log alone: as it is when a process is killed. */
    private void writeWithLog() throws IOException {
        write();
        Path copy = directory.resolve("copy");
        try (RosterStore store = open(file())) {
            commit(store, 10, 20);
            Files.copy(log(), copy);
            Files.copy(shared(), directory.resolve("shared"));
            Files.copy(file(), directory.resolve("file"));
        }
        Files.move(copy, log());
        Files.move(directory.resolve("shared"), shared());
        Files.move(directory.resolve("file"), file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void change(Path file, Consumer<byte[]> change) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        change.accept(octets);
        Files.write(file, octets);
    }

    private static void truncate(Path file, long size) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) size));
    }

    private void expectAt(int number) {
        try (RosterStore store = open(file())) {
            assertThat(ROMEO.find(store)).isEqualTo(number);
            assertThat(NURSE.find(store)).isEqualTo(number);
            commit(store, number, number + 5);
            assertThat(ROMEO.find(store)).isEqualTo(number + 5L);
        }
    }

    private void read() {
        try (RosterStore store = open(file())) {
            ROMEO.find(store);
            NURSE.find(store);
        }
    }

    private void expectRefused(Class<? extends RosterStoreException> type) throws IOException {
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(this::read).isInstanceOf(type).hasMessageContaining(file().toString());
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void aDamagedPageIsToldOrBelongsToNobodyAndTheFileIsLeftAsItIs() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file());
        byte[] garbage = new byte[PAGE];
        new Random(1).nextBytes(garbage);
        int told = 0;
        for (byte[] damage : new byte[][] {garbage, new byte[PAGE]}) {
            for (int begin = 0; begin < whole.length; begin += PAGE) {
                byte[] damaged = whole.clone();
                System.arraycopy(damage, 0, damaged, begin, PAGE);
                Files.write(file(), damaged);
                try {
                    read();
                } catch (StoredDataException e) {
                    assertThat(e).hasMessageContaining(file().toString());
                    told++;
                }
                assertThat(file()).as("page %d", begin / PAGE + 1).hasBinaryContent(damaged);
            }
        }
        assertThat(told).as("of the pages").isGreaterThan(whole.length / PAGE);
    }

    @Test
    void aFileThatEndsTooEarlyIsRefusedAndLeftAsItIs() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file());
        for (int size : new int[] {1, 99, 100, 511, PAGE, PAGE + 1, whole.length / 2, whole.length - PAGE}) {
            Files.write(file(), Arrays.copyOf(whole, size));
            expectRefused(StoredDataException.class);
        }
    }

    @Test
    void whatFollowsTheLogsLastCommitCountsForNothing() throws IOException {
        writeWithLog();
        byte[] garbage = new byte[3 * FRAME + 100];
        new Random(2).nextBytes(garbage);
        Files.write(log(), garbage, StandardOpenOption.APPEND);
        expectAt(20);
    }

    @Test
    void aLogWhoseEndWasCutIsAWholeEarlierState() throws IOException {
        writeWithLog();
        byte[] whole = Files.readAllBytes(file());
        byte[] log = Files.readAllBytes(log());
        for (int size = log.length; size > LOG_HEADER; size -= FRAME / 2) {
            Files.write(file(), whole);
            Files.write(log(), Arrays.copyOf(log, size));
            Files.deleteIfExists(shared());
            try (RosterStore store = open(file())) {
                assertThat(ROMEO.find(store)).isBetween(10L, 20L);
                assertThat(NURSE.find(store)).isBetween(10L, 20L);
            }
        }
    }

    @Test
    void aDamagedLogIsAWholeEarlierState() throws IOException {
        writeWithLog();
        byte[] whole = Files.readAllBytes(file());
        byte[] log = Files.readAllBytes(log());
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            byte[] damaged = log.clone();
            damaged[random.nextInt(log.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), whole);
            Files.write(log(), damaged);
            Files.deleteIfExists(shared());
            try (RosterStore store = open(file())) {
                assertThat(ROMEO.find(store)).isBetween(10L, 20L);
                assertThat(NURSE.find(store)).isBetween(10L, 20L);
            }
        }
    }

    @Test
    void aLogThatIsNoLogIsAWholeEarlierState() throws IOException {
        writeWithLog();
        change(log(), octets -> Arrays.fill(octets, (byte) 'x'));
        Files.delete(shared());
        expectAt(10);
    }

    @Test
    void theSharedMemoryMayBeLostOrDamaged() throws IOException {
        writeWithLog();
        Files.delete(shared());
        expectAt(20);
        Files.write(shared(), new byte[] {1, 2, 3});
        expectAt(25);
        byte[] garbage = new byte[32_768];
        new Random(4).nextBytes(garbage);
        Files.write(shared(), garbage);
        expectAt(30);
    }

    /** SQLite would take the file for a new one, and delete the log with all that is in it. */
    @Test
    void aLogWithoutItsFileIsRefusedAndLeftAsItIs() throws IOException {
        writeWithLog();
        byte[] log = Files.readAllBytes(log());
        truncate(file(), 0);
        expectRefused(StoredDataException.class);
        assertThat(log()).hasBinaryContent(log);
        Files.delete(file());
        assertThatThrownBy(this::read).isInstanceOf(StoredDataException.class).hasMessageContaining(log().toString());
        assertThat(file()).doesNotExist();
        assertThat(log()).hasBinaryContent(log);
        Files.delete(log());
        read();
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsSaid() throws IOException {
        Files.createDirectory(file());
        assertThatThrownBy(this::read)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(file().toString());
        assertThat(file()).isEmptyDirectory();
    }

    private void expectReadOnly(Path what) throws IOException {
        what.toFile().setWritable(false);
        try {
            Gap.unless(!Files.isWritable(what), "what a user may only read, since root may write everything");
            byte[] before = Files.readAllBytes(file());
            assertThatThrownBy(() -> {
                        try (RosterStore store = open(file())) {
                            commit(store, 10, 11);
                        }
                    })
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("may only be read");
            assertThat(file()).hasBinaryContent(before);
            assertThat(log()).doesNotExist();
        } finally {
            what.toFile().setWritable(true);
        }
        expectAt(10);
    }

    @Test
    void aFileThatMayOnlyBeReadIsSaid() throws IOException {
        write();
        expectReadOnly(file());
    }

    @Test
    void aDirectoryThatMayOnlyBeReadIsSaid() throws IOException {
        write();
        expectReadOnly(directory);
    }
}

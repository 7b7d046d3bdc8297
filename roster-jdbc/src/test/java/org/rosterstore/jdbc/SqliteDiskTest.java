package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.testing.Gap;

/**
 * Disks that are full, or may only be read: {@code ci/test-disk} makes them and names their directory by the property
 * {@code roster.test.disks}. In it is {@code small}, of a few MiB and empty, and {@code readonly}, which shows what is in
 * {@code writable}.
 */
class SqliteDiskTest {

    private static final BareJid OWNER = BareJid.of("romeo@montague.example");
    private static final String LONG = "x".repeat(1_000);
    private static final int FEW = 20;

    private Path disks;
    private Path file;

    @BeforeEach
    void findDisks() {
        String given = System.getProperty("roster.test.disks", "");
        Gap.unless(!given.isEmpty(), "full and read-only disks; ci/test-disk makes them");
        disks = Path.of(given);
        file = disks.resolve("small/rosters.db");
    }

    @AfterEach
    void emptyDisks() throws IOException {
        if (disks != null) {
            empty(disks.resolve("small"));
            empty(disks.resolve("writable"));
        }
    }

    private static void empty(Path directory) throws IOException {
        for (Path each : list(directory)) {
            Files.delete(each);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static RosterStore open(Path file) {
        return JdbcRosterStore.sqlite(file).open();
    }

    private static BareJid contact(int number) {
        return BareJid.of("guest%d@verona.example".formatted(number));
    }

    private static RosterEdit edit(int number) {
        return RosterEdit.put(RosterItem.of(contact(number)).withName("" + number))
                .and(RosterEdit.extra(contact(number), "text", LONG))
                .and(RosterEdit.ver("" + number));
    }

    /** That there are just so many of the commits, whole. */
    private static void expect(RosterStore store, int commits) {
        assertThat(store.load(OWNER).ver()).isEqualTo(commits == 0 ? Optional.empty() : Optional.of("" + commits));
        assertThat(store.revision(OWNER).counter()).isEqualTo(commits);
        assertThat(store.load(OWNER).contacts())
                .containsOnlyKeys(IntStream.rangeClosed(1, commits)
                        .mapToObj(SqliteDiskTest::contact)
                        .toArray(BareJid[]::new));
        assertThat(store.load(OWNER).contacts().values())
                .allSatisfy(contact -> assertThat(contact.extras()).containsValue(LONG));
    }

    private static int commit(RosterStore store, int from, int howMany) {
        for (int number = from + 1; number <= from + howMany; number++) {
            store.commit(OWNER, edit(number));
        }
        return from + howMany;
    }

    /** What takes all the room that is left, until it is deleted. */
    private Path ballast() {
        Path ballast = file.resolveSibling("ballast");
        fill(ballast, Long.MAX_VALUE);
        return ballast;
    }

    private static void fill(Path ballast, long most) {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long size = 0; size < most; size += block.length) {
                out.write(block);
            }
        } catch (IOException e) {
            say("filled: " + e.getMessage());
        }
    }

    private static void say(String what) {
        System.out.println("disk: " + what);
    }

    /** What a call says that needs room where there is none. */
    private StoreUnavailableException expectFull(ThrowingCallable call) {
        StoreUnavailableException failure = catchThrowableOfType(StoreUnavailableException.class, call);
        say(String.valueOf(failure));
        assertThat(failure).hasMessageContaining(file.toString()).hasMessageContaining("the disk is full");
        return failure;
    }

    @Test
    void aDiskThatFillsUpIsSaidAndTheSameHandleGoesOnWhenThereIsRoom() throws IOException {
        int unknown = 0;
        int commits = 0;
        try (RosterStore store = open(file)) {
            for (int round = 0; round < 12; round++) { // the disk ends at another place of a commit each time
                Path ballast = file.resolveSibling("ballast");
                fill(ballast, room() - 100_000 - round * 4_096L);
                int reached = commits;
                RosterStoreException failure = null;
                while (failure == null) {
                    try {
                        store.commit(OWNER, edit(reached + 1));
                        reached++;
                    } catch (StoreUnavailableException e) {
                        failure = e;
                    }
                }
                assertThat(failure).hasMessageContaining(file.toString()).hasMessageContaining("the disk is full");
                expect(store, reached);
                RosterStoreException again = failure;
                int next = reached + 1;
                Condition condition = failure.attempt().map(Condition::retrying).orElse(Condition.none());
                expectFull(() -> store.commit(OWNER, edit(next), condition));
                expect(store, reached);
                Files.delete(ballast);
                assertThat(store.commit(OWNER, edit(next), condition)).isEqualTo(new Committed(store.revision(OWNER)));
                commits = next;
                expect(store, commits);
                unknown += again.outcome() == Outcome.UNKNOWN ? 1 : 0;
            }
            commits = commit(store, commits, FEW);
            try (RosterStore other = open(file)) {
                expect(other, commits);
            }
        }
        say("12 times full at a commit, %d times of unknown outcome; all %d commits are there"
                .formatted(unknown, commits));
        try (RosterStore store = open(file)) {
            expect(store, commits);
        }
    }

    private long room() throws IOException {
        FileStore disk = Files.getFileStore(file);
        return disk.getUsableSpace();
    }

    @Test
    void aRosterThatDoesNotFitLeavesNothingAndWhatFitsIsStillTaken() {
        try (RosterStore store = open(file)) {
            int commits = commit(store, 0, FEW);
            RosterEdit tooLarge = RosterEdit.all(IntStream.range(0, 6_000)
                    .mapToObj(i -> RosterEdit.extra(contact(i), "text", LONG))
                    .toList());
            expectFull(() -> store.commit(OWNER, tooLarge, Condition.none()));
            expect(store, commits);
            commits = commit(store, commits, FEW);
            expect(store, commits);
        }
    }

    @Test
    void aNewStoreOnAFullDiskCanBeMadeWhenThereIsRoom() throws IOException {
        Path ballast = ballast();
        expectFull(() -> open(file));
        say("left " + list(file.getParent()));
        Files.delete(ballast);
        try (RosterStore store = open(file)) {
            expect(store, commit(store, 0, FEW));
        }
    }

    @Test
    void aStoreIsLeftAsItIsWhereTheDiskIsTooFullToOpenIt() throws IOException {
        try (RosterStore store = open(file)) {
            commit(store, 0, FEW);
        }
        byte[] before = Files.readAllBytes(file);
        Path ballast = ballast();
        expectFull(() -> {
            try (RosterStore store = open(file)) {
                store.load(OWNER);
            }
        });
        assertThat(file).hasBinaryContent(before);
        Files.delete(ballast);
        try (RosterStore store = open(file)) {
            expect(store, FEW);
        }
    }

    @Test
    void aLogThatCannotBeMovedIntoTheFileIsKept() throws IOException {
        Path log = Path.of(file + "-wal");
        int commits;
        try (RosterStore store = open(file)) {
            commits = commit(store, 0, 2 * FEW);
            ballast();
            expect(store, commits);
        }
        say("closed on a full disk: %s, the log has %d octets".formatted(list(file.getParent()), Files.size(log)));
        assertThat(log).isNotEmptyFile();
        Files.delete(file.resolveSibling("ballast"));
        try (RosterStore store = open(file)) {
            expect(store, commits);
            expect(store, commit(store, commits, FEW));
        }
        assertThat(log).doesNotExist();
    }

    private Path readOnly() {
        return disks.resolve("readonly/rosters.db");
    }

    private void expectReadOnly() throws IOException {
        List<Path> before = list(disks.resolve("writable"));
        assertThatThrownBy(() -> {
                    try (RosterStore store = open(readOnly())) {
                        store.load(OWNER);
                    }
                })
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(readOnly().toString())
                .hasMessageContaining("may only be read")
                .satisfies(e -> say(e.toString()));
        assertThat(list(disks.resolve("writable"))).isEqualTo(before);
    }

    @Test
    void aDiskThatMayOnlyBeReadIsSaid() throws IOException {
        expectReadOnly();
        Path writable = disks.resolve("writable/rosters.db");
        Revision revision;
        try (RosterStore store = open(writable)) {
            revision = store.commit(OWNER, edit(1));
        }
        byte[] before = Files.readAllBytes(writable);
        expectReadOnly();
        assertThat(writable).hasBinaryContent(before);
        try (RosterStore store = open(writable)) {
            assertThat(store.revision(OWNER)).isEqualTo(revision);
            expectReadOnly(); // beside a writer too
            expect(store, 1);
        }
    }
}

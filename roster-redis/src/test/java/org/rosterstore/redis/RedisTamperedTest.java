package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.StoredDataException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Keys of a store that somebody has written to or taken away: nothing half done, nothing made up, and nobody else harmed. */
class RedisTamperedTest {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final BareJid JULIET = BareJid.of("juliet@tampered.example");
    private static final RosterEdit LARGE = RosterEdit.replaceItems(IntStream.range(0, 2_000)
            .mapToObj(i -> RosterItem.of(BareJid.of("c%d@tampered.example".formatted(i))))
            .toList());
    private static final List<RosterEdit> EDITS =
            List.of(RosterEdit.ver("2"), RosterEdit.put(RosterItem.of(JULIET)), LARGE, RosterEdit.eraseAll());

    private static RedisServer server;
    private static RosterStore store;
    private static RawRedis raw;

    private final BareJid owner = BareJid.of(UUID.randomUUID() + "@tampered.example");
    private final OwnerKeys keys = new OwnerKeys(new Keyspace(RedisBuilder.PREFIX), owner);

    @BeforeAll
    static void start() throws IOException {
        SharedRedis.orSkip(); // where none can be started, that is printed as a gap
        server = new RedisServer();
        store = RosterStores.open(server.uri("?timeout=%dms".formatted(DEADLINE.toMillis())));
        raw = new RawRedis(server.uri(""));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            raw.close();
            store.close();
            server.close();
        }
    }

    private static void ask(Command command, byte[]... arguments) {
        CommandArguments all = new CommandArguments(command);
        for (byte[] argument : arguments) {
            all.add(argument);
        }
        raw.ask(0, all);
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private byte[] contacts() {
        return keys.both()[0];
    }

    private byte[] log() {
        return keys.both()[1];
    }

    private Revision commits(int count) {
        Revision last = Revision.NONE;
        for (int i = 0; i < count; i++) {
            last = store.commit(owner, RosterEdit.put(RosterItem.of(JULIET).withName("" + i)));
        }
        return last;
    }

    private void expectStoredData(String words, List<RosterEdit> edits) {
        Failure.undone(StoredDataException.class, DEADLINE, words, () -> store.load(owner));
        expectNoCommit(words, edits);
    }

    private void expectNoCommit(String words, List<RosterEdit> edits) {
        for (RosterEdit edit : edits) {
            Failure.undone(StoredDataException.class, DEADLINE, words, () -> store.commit(owner, edit));
        }
    }

    /** Of an owner who is nobody's business, while another one's keys are damaged. */
    private void expectOthersUnharmed() {
        BareJid other = BareJid.of("other-" + owner);
        Revision first = store.commit(other, RosterEdit.ver("1"));
        assertThat(store.loadAll(List.of(other)).get(other).revision()).isEqualTo(first);
        assertThat(store.catalog().orElseThrow().owners()).contains(other);
        store.erase(other);
    }

    @Test
    void contactsOfAnotherTypeAreReportedAndLeftAlone() {
        commits(2);
        ask(Command.DEL, contacts());
        ask(Command.SET, contacts(), text("somebody's"));
        expectStoredData("WRONGTYPE", EDITS);
        expectOthersUnharmed();
        assertThat((byte[]) raw.ask(0, new CommandArguments(Command.GET).add(contacts())))
                .isEqualTo(text("somebody's"));
        ask(Command.DEL, contacts());
        assertThat(store.commit(owner, LARGE).counter()).isEqualTo(1);
    }

    @Test
    void aNameThatIsNotUtf8IsReportedAndTakenForNobodyElses() {
        commits(1);
        byte[] record = ContactRecord.write(store.find(owner, JULIET));
        for (int octet : new int[] {0xC3, 0xC4}) { // two that look the same when they are read
            ask(Command.HSET, contacts(), new byte[] {'j', (byte) octet, '@', 'x'}, record);
        }
        Roster roster = store.load(owner);
        assertThat(roster.contacts()).containsOnlyKeys(JULIET);
        assertThat(roster.unreadable()).hasSize(2).allSatisfy(it -> {
            assertThat(it.contact()).isEqualTo(BareJid.stored("j\uFFFD@x"));
            assertThat(it.problem()).contains("not UTF-8");
        });
        store.erase(owner);
        assertThat(store.load(owner).unreadable()).isEmpty();
    }

    @Test
    void aLogOfAnotherTypeIsReportedBeforeAnythingIsWritten() {
        Revision last = commits(2);
        ask(Command.DEL, log());
        ask(Command.SET, log(), text("somebody's"));
        expectNoCommit("WRONGTYPE", EDITS);
        assertThat(store.revision(owner)).isEqualTo(last);
        assertThat(store.load(owner).contacts()).containsOnlyKeys(JULIET);
        Failure.undone(
                StoredDataException.class,
                DEADLINE,
                "WRONGTYPE",
                () -> store.history().orElseThrow().since(owner, new Revision(1, 1)));
        expectOthersUnharmed();
        ask(Command.DEL, log());
        assertThat(store.commit(owner, LARGE).counter()).isEqualTo(last.counter() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "a head that is longer than a head must be"})
    void aHeadThatIsGarbageIsReported(String garbage) {
        commits(2);
        ask(Command.HSET, contacts(), StoredHead.FIELD, text(garbage));
        for (RosterEdit edit : EDITS) {
            StoredDataException failure =
                    Failure.of(StoredDataException.class, DEADLINE, () -> store.commit(owner, edit));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
        Failure.of(StoredDataException.class, DEADLINE, () -> store.load(owner));
        Failure.of(StoredDataException.class, DEADLINE, () -> store.revision(owner));
        expectOthersUnharmed();
        assertThat(store.catalog().orElseThrow().owners()).contains(owner);
        ask(Command.DEL, contacts(), log());
    }

    @Test
    void withoutTheLogCommitsGoOnAndWhoAsksForThePastIsToldThatItIsTooLongAgo() {
        Revision first = commits(1);
        Revision last = commits(5);
        ask(Command.DEL, log());
        assertThat(store.history().orElseThrow().since(owner, first)).isEmpty();
        assertThat(store.load(owner).revision()).isEqualTo(last);
        assertThat(store.commit(owner, RosterEdit.ver("2"), Condition.at(first)))
                .isEqualTo(new Conflict(last));
        Attempt attempt = new Attempt(Condition.none(), 77, first);
        StoreUnavailableException unknown = Failure.of(
                StoreUnavailableException.class,
                DEADLINE,
                () -> store.commit(owner, RosterEdit.ver("2"), Condition.retrying(attempt)));
        assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(store.revision(owner)).isEqualTo(last);
        Revision large = store.commit(owner, LARGE);
        Revision small =
                store.commit(owner, RosterEdit.ver("2"), Condition.none().withCommit(5)) instanceof Committed committed
                        ? committed.revision()
                        : Revision.NONE;
        assertThat(large.counter()).isEqualTo(last.counter() + 1);
        assertThat(small.counter()).isEqualTo(last.counter() + 2);
        assertThat(store.history().orElseThrow().since(owner, large)).isPresent();
    }

    @Test
    void withoutTheContactsThereIsNoOwnerAndNoCommitThatWasMade() {
        commits(3);
        for (long id = 1; id <= 3; id++) {
            store.commit(owner, RosterEdit.ver("" + id), Condition.none().withCommit(id));
        }
        ask(Command.DEL, contacts());
        assertThat(store.load(owner).revision()).isEqualTo(Revision.NONE);
        assertThat(store.history().orElseThrow().since(owner, Revision.NONE)).isPresent();
        CommitResult again =
                store.commit(owner, RosterEdit.ver("1"), Condition.none().withCommit(1));
        assertThat(again).isEqualTo(new Committed(new Revision(1, 1)));
        assertThat(store.load(owner).ver()).contains("1");
        ask(Command.DEL, contacts());
        assertThat(store.commit(owner, LARGE, Condition.none().withCommit(1)))
                .isEqualTo(new Committed(new Revision(1, 1)));
        assertThat(store.load(owner).contacts()).hasSize(2_000);
        ask(Command.DEL, contacts());
        assertThat(store.commit(owner, RosterEdit.ver("3"), Condition.at(Revision.NONE)))
                .isInstanceOf(Committed.class);
        assertThat(store.load(owner).contacts()).isEqualTo(Map.of());
        assertThat(store.history().orElseThrow().since(owner, Revision.NONE)).isPresent();
    }

    @Test
    void whatTheServerHasForgottenIsNoTrouble() {
        Revision last = commits(3);
        ask(Command.FLUSHALL);
        assertThat(store.load(owner).revision()).isEqualTo(Revision.NONE);
        assertThat(store.commit(owner, RosterEdit.ver("2"), Condition.at(last))).isEqualTo(new Conflict(Revision.NONE));
        assertThat(store.commit(owner, RosterEdit.ver("2")).counter()).isEqualTo(1);
        assertThat(store.commit(owner, LARGE).counter()).isEqualTo(2);
    }
}

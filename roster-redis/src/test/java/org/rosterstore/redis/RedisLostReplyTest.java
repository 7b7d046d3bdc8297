package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.tck.Relay;

/** Connections that are cut within requests and replies: what was sent twice is applied once, and who cannot know says so. */
class RedisLostReplyTest {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /** What is sent: one script; or many steps, and a script that ends them. */
    private enum Size {
        SMALL,
        LARGE
    }

    private static final int MANY = 3_000;

    private final BareJid owner = BareJid.of(UUID.randomUUID() + "@lost.example");
    private Relay relay;
    private RosterStore store;
    private RosterStore direct;
    private int edits = 100_000;

    @BeforeEach
    void open() {
        relay = Relay.to(SharedRedis.orSkip().address());
        store = RosterStores.open("redis://127.0.0.1:%d?prefix=lost:&timeout=%dms"
                .formatted(relay.address().getPort(), DEADLINE.toMillis()));
        direct = RosterStores.open(SharedRedis.orSkip().uri("prefix=lost:&timeout=30s"));
        direct.commit(owner, RosterEdit.ver("0"));
    }

    @AfterEach
    void close() {
        direct.erase(owner);
        direct.close();
        store.close();
        relay.close();
    }

    /** Each time another one, of the same length. */
    private RosterEdit edit(Size size) {
        RosterEdit ver = RosterEdit.ver("" + ++edits);
        return size == Size.SMALL ? ver : ver.and(items("" + edits));
    }

    private static RosterEdit items(String name) {
        return RosterEdit.replaceItems(IntStream.range(0, MANY)
                .mapToObj(i -> RosterItem.of(BareJid.of("c%d@lost.example".formatted(i)))
                        .withName(name))
                .toList());
    }

    /** How many octets go one way for a commit. */
    private long octets(Relay.Way way, Size size) {
        store.commit(owner, edit(size));
        long before = relay.passed(way);
        store.commit(owner, edit(size));
        return relay.passed(way) - before;
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void aCommitWhoseReplyIsLostIsAppliedOnce(Size size) {
        long all = octets(Relay.Way.TO_CLIENT, size);
        Revision before = store.revision(owner);
        relay.cutAfter(Relay.Way.TO_CLIENT, all - 1);
        assertThat(store.commit(owner, edit(size)).counter()).isEqualTo(before.counter() + 1);
        assertThat(direct.revision(owner).counter()).isEqualTo(before.counter() + 1);
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void aCommitThatIsCutInTheRequestIsAppliedOnce(Size size) {
        long all = octets(Relay.Way.TO_SERVER, size);
        Revision before = store.revision(owner);
        for (long part : new long[] {0, 1, all / 2, all - 1}) {
            relay.cutAfter(Relay.Way.TO_SERVER, part);
            Revision after = store.commit(owner, edit(size), Condition.at(before)) instanceof Committed committed
                    ? committed.revision()
                    : Revision.NONE;
            assertThat(after.counter()).as("cut after %d of %d", part, all).isEqualTo(before.counter() + 1);
            assertThat(direct.revision(owner)).isEqualTo(after);
            before = after;
        }
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void whoIsCutOffForGoodAfterTheCommitDoesNotKnowAndARetryTells(Size size) {
        long all = octets(Relay.Way.TO_CLIENT, size);
        Revision before = store.revision(owner);
        relay.refuseAfter(Relay.Way.TO_CLIENT, all - 1);
        RosterEdit edit = edit(size);
        StoreUnavailableException failure = unknown(edit);
        Revision made = direct.revision(owner);
        assertThat(made.counter()).isEqualTo(before.counter() + 1);
        relay.pass();
        Condition retrying = Condition.retrying(failure.attempt().orElseThrow());
        assertThat(store.commit(owner, edit, retrying)).isEqualTo(new Committed(made));
        assertThat(direct.commit(owner, edit, retrying)).isEqualTo(new Committed(made));
        assertThat(direct.revision(owner)).isEqualTo(made);
    }

    private StoreUnavailableException unknown(RosterEdit edit) {
        StoreUnavailableException failure =
                Failure.of(StoreUnavailableException.class, DEADLINE, () -> store.commit(owner, edit));
        assertThat(failure.outcome()).as("of %s", failure).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.getMessage()).contains("127.0.0.1", owner.toString());
        return failure;
    }

    @ParameterizedTest
    @EnumSource(Size.class)
    void whoIsCutOffForGoodInTheRequestDoesNotKnowAndARetryMakesTheCommit(Size size) {
        long all = octets(Relay.Way.TO_SERVER, size);
        Revision before = store.revision(owner);
        relay.refuseAfter(Relay.Way.TO_SERVER, all - 10);
        RosterEdit edit = edit(size);
        StoreUnavailableException failure = unknown(edit);
        assertThat(direct.revision(owner)).isEqualTo(before);
        relay.pass();
        Condition retrying = Condition.retrying(failure.attempt().orElseThrow());
        Revision made = ((Committed) store.commit(owner, edit, retrying)).revision();
        assertThat(made.counter()).isEqualTo(before.counter() + 1);
        assertThat(direct.commit(owner, edit, retrying)).isEqualTo(new Committed(made));
    }

    @Test
    void whatIsCutOffBeforeTheLastStepIsUndone() {
        long all = octets(Relay.Way.TO_SERVER, Size.LARGE);
        Revision before = store.revision(owner);
        relay.refuseAfter(Relay.Way.TO_SERVER, all / 2);
        Failure.undone(
                StoreUnavailableException.class, DEADLINE, "connect", () -> store.commit(owner, edit(Size.LARGE)));
        assertThat(direct.revision(owner)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatFallsSilentIsGivenUpByTheDeadline(boolean ways) {
        octets(Relay.Way.TO_CLIENT, Size.SMALL);
        Revision before = direct.revision(owner);
        if (ways) {
            relay.hang();
        } else {
            relay.delay(Relay.Way.TO_CLIENT, Duration.ofMinutes(1));
        }
        RosterEdit edit = edit(Size.SMALL);
        StoreUnavailableException failure = unknown(edit);
        Failure.undone(StoreUnavailableException.class, DEADLINE, "timed out", () -> store.load(owner));
        relay.pass();
        Condition retrying = Condition.retrying(failure.attempt().orElseThrow());
        Revision made = ((Committed) store.commit(owner, edit, retrying)).revision();
        assertThat(made.counter()).isEqualTo(before.counter() + 1);
        assertThat(direct.revision(owner)).isEqualTo(made);
    }

    /** Each piece comes in time, and the whole does not: no time that a socket knows of says so. */
    @Test
    void aReplyThatDripsIsGivenUpByTheDeadline() {
        direct.commit(owner, items("x".repeat(500)));
        assertThat(store.load(owner).contacts()).hasSize(MANY);
        relay.delay(Relay.Way.TO_CLIENT, DEADLINE.dividedBy(4));
        Failure.undone(StoreUnavailableException.class, DEADLINE, "time", () -> store.load(owner));
    }
}

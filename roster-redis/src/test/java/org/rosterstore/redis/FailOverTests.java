package org.rosterstore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Feed;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.testing.Journal;
import org.rosterstore.testing.NumberedOwner;
import org.rosterstore.testing.Writing;

/** What a store does while one master takes the place of another, and what Redis loses then. */
abstract class FailOverTests {

    /** Longer than a fail-over takes, with all that comes after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final BareJid ROMEO = NumberedOwner.ROMEO.jid();
    private static final int COMMITS = 20;

    private final String prefix = "prefix=fail-over-%d:".formatted(System.nanoTime());
    private final Queue<Feed.Signal> signals = new ConcurrentLinkedQueue<>();

    abstract RedisGroup group();

    @BeforeEach
    void awaitHealth() {
        group().awaitHealth();
    }

    @AfterEach
    void cleanUp() {
        group().awaitHealth();
        try (RosterStore store = open("")) {
            store.catalog().orElseThrow().owners().toList().forEach(store::erase);
        }
    }

    private RosterStore open(String options) {
        return RosterStores.open(group().uri(prefix + "&timeout=60s" + options));
    }

    private static Map<NumberedOwner, Long> beginning() {
        Map<NumberedOwner, Long> reached = new EnumMap<>(NumberedOwner.class);
        for (NumberedOwner owner : NumberedOwner.values()) {
            reached.put(owner, 0L);
        }
        return reached;
    }

    private interface Fault {
        void befall();
    }

    /** Every commit is conditional on the one before it: one that is lost, or made twice, shows. */
    private void expectCommitsToGoOn(Fault fault) throws InterruptedException {
        Map<NumberedOwner, Long> writers = beginning();
        Journal journal = new Journal(writers);
        try (RosterStore store = open("&replicas=" + group().replicas());
                Feed.Registration registration = store.feed().orElseThrow().subscribe(signals::add)) {
            Writing writing = new Writing(store, writers, journal);
            writers.keySet().forEach(owner -> journal.awaitIntents(owner, 3));
            GroupMember before = group().master();
            fault.befall();
            assertThat(group().master()).isNotEqualTo(before);
            writers.keySet().forEach(owner -> journal.awaitIntents(owner, 3));
            writing.end();
            writing.join();
            for (NumberedOwner owner : writers.keySet()) {
                assertThat(journal.failure(owner)).as("what ended %s", owner).isEmpty();
                assertThat(owner.find(store)).isEqualTo(journal.acknowledged(owner));
            }
            await().atMost(store.feed().orElseThrow().latency().plus(SLACK))
                    .until(() -> signals.contains(new Feed.Interrupted())
                            || writers.keySet().stream().allMatch(owner -> isTold(owner, journal)));
            expectTheFeedToGoOn(store);
            long commits =
                    writers.keySet().stream().mapToLong(journal::acknowledged).sum();
            System.out.println("fail-over %s: %d commits, each made once"
                    .formatted(getClass().getSimpleName(), commits));
        }
    }

    /** A master that becomes a replica tells its subscribers what the new one is told. */
    private boolean isTold(NumberedOwner owner, Journal journal) {
        return signals.contains(new Feed.Changed(owner.jid(), owner.revision(journal.acknowledged(owner))));
    }

    private void expectTheFeedToGoOn(RosterStore store) {
        await().atMost(PATIENCE).until(() -> {
            Revision revision = store.commit(ROMEO, RosterEdit.ver("signal"));
            signals.clear();
            Revision next = store.commit(ROMEO, RosterEdit.ver("next"));
            assertThat(next.counter()).isEqualTo(revision.counter() + 1);
            await().atMost(store.feed().orElseThrow().latency().plus(SLACK))
                    .until(() -> signals.contains(new Feed.Changed(ROMEO, next))
                            || signals.contains(new Feed.Interrupted()));
            return signals.contains(new Feed.Changed(ROMEO, next));
        });
    }

    @Test
    void commitsGoOnThroughAFailOverThatWasAskedFor() throws InterruptedException {
        expectCommitsToGoOn(() -> group().failOver());
    }

    @Test
    void commitsGoOnWhileAMasterStandsStill() throws InterruptedException {
        GroupMember.Running master = group().master().running();
        try {
            expectCommitsToGoOn(() -> {
                master.pause();
                group().forceFailOver();
                master.resume(); // and is told that it is none any more
            });
        } finally {
            master.resume();
        }
    }

    @Test
    void commitsGoOnWhenAMasterWasKilled() throws InterruptedException {
        GroupMember.program();
        GroupMember.Running master = group().master().running();
        expectCommitsToGoOn(() -> {
            master.kill();
            group().forceFailOver();
            master.start();
        });
    }

    /** The master is alone while commits are made, and then it is gone. */
    private List<Attempt> commitAlone(RosterStore store) {
        List<Attempt> attempts = new ArrayList<>();
        GroupMember master = group().master();
        GroupMember.Running running = master.running();
        List<GroupMember.Running> copies =
                group().copies().stream().map(GroupMember::running).toList();
        try {
            copies.forEach(GroupMember.Running::pause);
            master.ask(
                    "CLIENT", "KILL", "TYPE", "REPLICA"); // what is sent from now on they do not find when they go on
            for (int i = 0; i < COMMITS; i++) {
                BareJid contact = BareJid.of("c%d@verona.example".formatted(i));
                try {
                    store.commit(ROMEO, RosterEdit.put(RosterItem.of(contact)));
                } catch (StoreUnavailableException e) {
                    assertThat(e.outcome()).as("of %s", e).isEqualTo(Outcome.UNKNOWN);
                    attempts.add(e.attempt().orElseThrow());
                }
            }
            running.pause();
        } finally {
            copies.forEach(GroupMember.Running::resume);
        }
        try {
            group().forceFailOver();
        } finally {
            running.resume();
        }
        group().awaitHealth();
        return attempts;
    }

    /** Redis acknowledges before it copies: docs/redis.md says so, and this shows it. */
    @Test
    void whatNoReplicaHadIsLostWithItsMasterAndNoRevisionNamesTwoContents() {
        try (RosterStore store = open("")) {
            Revision first = commitToAll();
            List<Attempt> attempts = commitAlone(store);
            assertThat(attempts).isEmpty();
            Revision found = store.revision(ROMEO);
            System.out.println(
                    "fail-over %s: of %d commits that were acknowledged while no replica was there, %d are lost"
                            .formatted(
                                    getClass().getSimpleName(),
                                    COMMITS,
                                    COMMITS - (found.counter() - first.counter())));
            assertThat(found).isEqualTo(first);
            Revision next = store.commit(ROMEO, RosterEdit.ver("next"));
            assertThat(next.counter()).isEqualTo(first.counter() + 1);
            assertThat(store.load(ROMEO).contacts()).isEmpty();
        }
    }

    @Test
    void whoWaitsForReplicasIsToldNothingThatIsLost() {
        try (RosterStore store = open("");
                RosterStore careful = RosterStores.open(group().uri(prefix + "&timeout=1s&replicas=1"))) {
            Revision first = commitToAll();
            List<Attempt> attempts = commitAlone(careful);
            assertThat(attempts).as("those whose outcome is unknown").hasSize(COMMITS);
            Revision found = store.revision(ROMEO);
            System.out.println(
                    "fail-over %s: with replicas=1, of %d commits none was acknowledged while no replica was there"
                            .formatted(getClass().getSimpleName(), COMMITS));
            assertThat(found).isEqualTo(first);
            BareJid contact = BareJid.of("c0@verona.example");
            Condition retrying = Condition.retrying(attempts.get(0));
            RosterEdit edit = RosterEdit.put(RosterItem.of(contact));
            Revision made = ((Committed) store.commit(ROMEO, edit, retrying)).revision();
            assertThat(made.counter()).isEqualTo(first.counter() + 1);
            assertThat(store.commit(ROMEO, edit, retrying)).isEqualTo(new Committed(made));
        }
    }

    /** A commit that all replicas have. */
    private Revision commitToAll() {
        try (RosterStore store = open("&replicas=" + group().replicas())) {
            return store.commit(ROMEO, RosterEdit.ver("first"));
        }
    }
}

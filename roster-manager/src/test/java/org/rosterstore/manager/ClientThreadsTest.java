package org.rosterstore.manager;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/** Who does the work of a client, and in which order. */
class ClientThreadsTest {

    private static final BareJid CONTACT = BareJid.of("c@y.example");

    private final Jid self = new Jid(Stores.owner("o"), "r");
    private final RosterStore store = Stores.open();
    private final ExecutorService pool = Executors.newFixedThreadPool(8);
    private final BlockingQueue<Stanza> sent = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        pool.shutdownNow();
        store.close();
    }

    private Iq next() throws InterruptedException {
        Stanza stanza = sent.poll(30, SECONDS);
        assertThat(stanza).isInstanceOf(Iq.class);
        return (Iq) stanza;
    }

    private void result(ClientRoster client, Iq question, Optional<RosterQuery> query) {
        assertThat(client.receive(new Iq(
                        Iq.Type.RESULT, Optional.empty(), Optional.of(self), question.id(), query, Optional.empty())))
                .isTrue();
    }

    private ClientRoster started() throws Exception {
        ClientRoster client =
                ClientRoster.builder(store, sent::add).executor(pool).build();
        CompletableFuture<Void> start =
                client.start(self, Set.of(StreamFeature.ROSTER_VERSIONING)).toCompletableFuture();
        result(client, next(), Optional.of(TestClient.query("0")));
        start.get(30, SECONDS);
        return client;
    }

    private void push(ClientRoster client, int ver, String name, String subscription) {
        client.receive(new Iq(
                Iq.Type.SET,
                Optional.empty(),
                Optional.of(self),
                "push " + ver,
                Optional.of(TestClient.query(Integer.toString(ver), TestClient.item(CONTACT, name, subscription))),
                Optional.empty()));
    }

    @Test
    void theThreadThatReadsTheStreamDoesNotWait() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        ClientRoster client =
                ClientRoster.builder(store, sent::add).executor(tasks::add).build();

        CompletionStage<Void> start = client.start(self, Set.of());
        assertThat(sent).isEmpty();
        runAll(tasks);
        Iq question = (Iq) sent.remove();
        result(client, question, Optional.of(TestClient.query("1", TestClient.item(CONTACT, "", "both"))));
        push(client, 2, "User", "both");

        assertThat(store.load(self.bare()).contacts()).isEmpty();
        assertThat(start.toCompletableFuture()).isNotDone();
        assertThat(sent).isEmpty();
        runAll(tasks);
        assertThat(store.load(self.bare()).contacts()).containsOnlyKeys(CONTACT);
        assertThat(start.toCompletableFuture()).isCompleted();
        assertThat(sent).hasSize(1);
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void pushesAreKeptAcknowledgedAndToldInTheirOrder() throws Exception {
        ClientRoster client = started();
        List<RosterEvent.ItemChanged> told = new ArrayList<>();
        AtomicInteger listeners = new AtomicInteger();
        client.listen(event -> {
            assertThat(listeners.incrementAndGet()).isEqualTo(1);
            if (event instanceof RosterEvent.ItemChanged change) {
                told.add(change);
            }
            listeners.decrementAndGet();
        });
        int last = 500;

        for (int i = 1; i <= last; i++) {
            push(client, i, "name " + i, i % 3 == 0 ? "remove" : "both");
        }

        for (int i = 1; i <= last; i++) {
            assertThat(next().id()).isEqualTo("push " + i);
        }
        assertThat(store.load(self.bare()).ver()).contains(Integer.toString(last));
        assertThat(store.load(self.bare()).contact(CONTACT).item().map(RosterItem::name))
                .contains("name " + last);
        CompletableFuture<Void> barrier = new CompletableFuture<>();
        client.listen(event -> barrier.complete(null));
        push(client, last + 1, "the end", "both");
        barrier.get(30, SECONDS);
        Optional<RosterItem> item = Optional.empty();
        for (RosterEvent.ItemChanged change : List.copyOf(told)) {
            assertThat(change.old()).isEqualTo(item);
            item = change.current();
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(last);
    }

    @Test
    void aListenerMayWaitForWhatItAsksFor() throws Exception {
        ClientRoster client = started();
        CompletableFuture<Void> waited = new CompletableFuture<>();
        client.listen(event -> {
            if (event instanceof RosterEvent.ItemChanged && !waited.isDone()) {
                try {
                    client.update(CONTACT, item -> item.withName("Renamed"))
                            .toCompletableFuture()
                            .get(30, SECONDS);
                    waited.complete(null);
                } catch (Exception e) {
                    waited.completeExceptionally(e);
                }
            }
        });

        push(client, 1, "User", "both");
        assertThat(next().id()).isEqualTo("push 1");
        Iq set = next();
        assertThat(set.type()).isEqualTo(Iq.Type.SET);
        result(client, set, Optional.empty());

        waited.get(30, SECONDS);
    }

    @Test
    void theSharedTimerTellsWhenTimeIsUp() {
        ClientRoster client = ClientRoster.builder(store, sent::add)
                .executor(pool)
                .timeout(Duration.ofNanos(1))
                .build();

        assertThat(client.start(self, Set.of()).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void manyThreadsAskAndEachIsAnswered() throws Exception {
        ClientRoster client = started();
        Set<String> renamed = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> updates = new ArrayList<>();
        int size = 200;
        for (int i = 0; i < size; i++) {
            BareJid contact = BareJid.of("c" + i % 10 + "@y.example");
            String name = "name " + i;
            updates.add(CompletableFuture.runAsync(() -> {}, pool)
                    .thenCompose(done -> client.update(contact, item -> item.withName(name))));
        }

        for (int i = 0; i < size; i++) {
            Iq set = next();
            renamed.add(set.query().orElseThrow().items().get(0).name());
            result(client, set, Optional.empty());
        }

        CompletableFuture.allOf(updates.toArray(CompletableFuture[]::new)).get(30, SECONDS);
        assertThat(renamed).hasSize(size);
        client.stop();
        assertThat(client.refresh().toCompletableFuture()).isCompletedExceptionally();
    }
}

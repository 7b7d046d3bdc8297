package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rosterstore.manager.StreamFeature.ROSTER_VERSIONING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;

/**
 * Several clients of one account over one store, which fails by chance; their streams and programs end by chance, and what is
 * on the way takes its time. Whatever happens, no version is stored of which something is missing that would not be sent again;
 * and when nothing fails any more all is there, and every client's listeners know it.
 */
class UnluckyClientsTest {

    private static final int STEPS = 300;
    private static final int CONTACTS = 4;

    private static final class Client {

        private final ManualTimer timer = new ManualTimer();
        private final Map<BareJid, RosterItem> known = new HashMap<>();
        private ClientRoster roster;
        private FakeServer.Stream stream;
        private boolean isConnected;
        private boolean isNew;
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "1, 5", "2, 1000000", "2, 10", "3, 1000000", "3, 5", "3, 2"})
    void nothingIsEverMissingThatWouldNotBeSentAgain(int clients, int oneIn) {
        int runs = Integer.getInteger("roster.test.client.runs", 30);
        for (int seed = 0; seed < runs; seed++) {
            try (RosterStore store = Stores.open()) {
                new Run(store, Stores.owner("o"), new Random(seed), clients, oneIn, "seed " + seed).play();
            }
        }
    }

    /** One history. */
    private static final class Run {

        private final RosterStore store;
        private final BareJid account;
        private final Random random;
        private final String name;
        private final UnluckyStore unlucky;
        private final FakeServer server;
        private final List<Client> clients = new ArrayList<>();

        private Run(RosterStore store, BareJid account, Random random, int size, int oneIn, String name) {
            this.store = store;
            this.account = account;
            this.random = random;
            this.name = name;
            this.unlucky = new UnluckyStore(store, random, oneIn);
            this.server = new FakeServer(random);
            for (int i = 0; i < size; i++) {
                Client client = new Client();
                clients.add(client);
                beginProgram(client);
            }
        }

        private void play() {
            for (int step = 0; step < STEPS; step++) {
                step(clients.get(random.nextInt(clients.size())));
                assertNothingIsMissing();
            }
            comeToRest();
            assertAllIsThere();
            clients.forEach(client -> client.timer.shutdownNow());
        }

        private void step(Client client) {
            switch (random.nextInt(24)) {
                case 0 -> {
                    disconnect(client);
                    connect(client);
                }
                case 1 -> {
                    disconnect(client);
                    beginProgram(client);
                    connect(client);
                }
                case 2, 3, 4, 5, 6 -> server.change(contact(), random.nextInt(4) == 0 ? Optional.empty() : item());
                case 7 -> store.commit(account, RosterEdit.extra(contact(), "note", "x" + random.nextInt()));
                case 8 -> client.timer.pass(Duration.ofSeconds(random.nextInt(5)));
                case 9 -> client.roster.refresh();
                case 10, 11, 12, 13, 14 -> serve(client);
                default -> deliver(client);
            }
        }

        private BareJid last = BareJid.of("c0@y.example");

        private BareJid contact() {
            last = BareJid.of("c" + random.nextInt(CONTACTS) + "@y.example");
            return last;
        }

        private Optional<RosterQuery.Item> item() {
            return Optional.of(TestClient.item(last, "name " + random.nextInt(1_000), "both"));
        }

        private void beginProgram(Client client) {
            client.roster = ClientRoster.builder(unlucky, stanza -> {
                        if (client.isConnected) {
                            client.stream.toServer.add(stanza);
                        }
                    })
                    .executor(Runnable::run)
                    .timer(client.timer)
                    .build();
            client.known.clear();
            client.roster.listen(event -> listen(client, event));
            client.isNew = true;
        }

        private void listen(Client client, RosterEvent event) {
            if (client.isNew
                    && event instanceof RosterEvent.Failed failed
                    && failed.stanza().id().isEmpty()) {
                client.known.clear(); // what is stored could not be read, and nobody was told of it
            }
            if (event instanceof RosterEvent.ItemChanged change) {
                assertThat(Optional.ofNullable(client.known.get(change.contact())))
                        .as(name)
                        .isEqualTo(change.old());
                change.current()
                        .ifPresentOrElse(
                                item -> client.known.put(change.contact(), item),
                                () -> client.known.remove(change.contact()));
            }
        }

        private void connect(Client client) {
            client.stream = server.connect();
            client.isConnected = true;
            if (client.isNew) {
                store.load(account).items().forEach(item -> client.known.put(item.contact(), item));
            }
            client.roster.start(new Jid(account, "r" + clients.indexOf(client)), Set.of(ROSTER_VERSIONING));
            client.isNew = false;
        }

        private void disconnect(Client client) {
            if (client.isConnected) {
                client.isConnected = false;
                client.roster.stop();
                server.disconnect(client.stream);
            }
        }

        private void serve(Client client) {
            if (client.isConnected) {
                server.serve(client.stream);
            }
        }

        private void deliver(Client client) {
            if (client.isConnected && !client.stream.toClient.isEmpty()) {
                client.roster.receive(client.stream.toClient.remove());
            }
        }

        private void comeToRest() {
            unlucky.beLucky();
            server.oblige();
            clients.stream().filter(client -> !client.isConnected).forEach(this::connect);
            clients.forEach(client -> client.roster.refresh());
            for (int quiet = 0; quiet < 3; ) {
                boolean isQuiet = true;
                for (Client client : clients) {
                    while (!client.stream.toServer.isEmpty() || !client.stream.toClient.isEmpty()) {
                        isQuiet = false;
                        serve(client);
                        deliver(client);
                    }
                    isQuiet &= client.timer.size() == 0;
                    client.timer.pass(Duration.ofMinutes(10));
                }
                quiet = isQuiet ? quiet + 1 : 0;
            }
        }

        private void assertNothingIsMissing() {
            Roster stored = store.load(account);
            stored.ver().map(Integer::parseInt).ifPresent(ver -> {
                assertThat(ver).as(name).isLessThanOrEqualTo(server.version());
                for (BareJid contact : server.unchangedSince(ver)) {
                    assertThat(stored.contact(contact).item().map(RosterItem::name))
                            .as("%s: %s at %s", name, contact, ver)
                            .isEqualTo(Optional.ofNullable(server.items().get(contact))
                                    .map(RosterQuery.Item::name));
                }
            });
        }

        private void assertAllIsThere() {
            Map<BareJid, String> names = new HashMap<>();
            server.items().forEach((contact, item) -> names.put(contact, item.name()));
            assertThat(names(store.load(account).items().toList())).as(name).isEqualTo(names);
            assertThat(store.load(account).ver()).as(name).contains(Integer.toString(server.version()));
            for (Client client : clients) {
                assertThat(names(client.known.values())).as(name).isEqualTo(names);
            }
        }

        private static Map<BareJid, String> names(Iterable<RosterItem> items) {
            Map<BareJid, String> names = new HashMap<>();
            items.forEach(item -> names.put(item.contact(), item.name()));
            return names;
        }
    }
}

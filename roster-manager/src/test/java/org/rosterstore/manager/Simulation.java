package org.rosterstore.manager;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.RosterStores;

/**
 * Bots of several components, each of two nodes over one store, who do whatever comes to mind, while stanzas are lost, lines
 * break, programs are started again and stores fail. Then all works again, and they must agree. All of it follows from the
 * seed.
 */
final class Simulation {

    static final int BOTS = 200;

    private static final int COMPONENTS = 4;
    private static final int NODES = 2;
    private static final int NEIGHBOURS = 3;
    private static final int ACTIONS = 3_000;

    /**
     * So often everybody says that it is there, asks who is, and answers. An "unsubscribed" that crosses a new "subscribe"
     * leaves a request that nobody makes any more, until it is answered; the next presence then ends what the answer began.
     */
    private static final int ROUNDS = 2;

    /** What one action, or one contact at one start, may lead to, answers to answers included. */
    private static final int STANZAS_OF_ONE = 12;

    private static final String[] POLICIES = {"ask", "accept", "accept-and-reciprocate", "deny", "later"};

    /** Ways to be wrong, to see that this finds them. */
    record Fault(Predicate<Presence> isSwallowed, boolean isLooping) {
        static final Fault NONE = new Fault(presence -> false, false);
    }

    private final long seed;
    private final Random random;
    private final Fault fault;
    private final List<BareJid> bots = new ArrayList<>();
    private final List<TestHouse> houses = new ArrayList<>();
    private final Map<List<BareJid>, Queue<Presence>> wires = new HashMap<>();
    private final List<List<BareJid>> busy = new ArrayList<>();
    private final Map<Set<BareJid>, List<String>> history = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean isTroubled = true;
    private long causes;
    private long stanzas;

    /** A component: its store, which all its nodes have, and the nodes. */
    private final class TestHouse {

        private final CountingStore store = new CountingStore(RosterStores.open("memory:" + UUID.randomUUID()));
        private final List<ComponentRosters> nodes = new ArrayList<>();
        private boolean isLineBroken;

        TestHouse() {
            for (int i = 0; i < NODES; i++) {
                nodes.add(node());
            }
        }

        private ComponentRosters node() {
            ComponentRosters node = ComponentRosters.builder(store, this::send)
                    .executor(Runnable::run)
                    .clock(() -> now)
                    .policy("later", applicant -> Decision.defer())
                    .strangersPerMinute(fault.isLooping() ? Integer.MAX_VALUE : 1_000)
                    .answersPerMinute(fault.isLooping() ? Integer.MAX_VALUE : 1_000)
                    .build();
            if (fault.isLooping()) {
                node.listen(event -> affirm(node, event));
            }
            return node;
        }

        private void send(Stanza stanza) {
            if (isLineBroken) {
                throw new IllegalStateException("no stream");
            }
            put((Presence) stanza);
        }

        ComponentRosters any() {
            return nodes.get(random.nextInt(NODES));
        }

        /** A program ends, without a word, and another begins. */
        void restart(int node) {
            nodes.get(node).close();
            nodes.set(node, node());
            start(node);
        }

        void start(int node) {
            causes += 2L * BOTS * NEIGHBOURS / COMPONENTS;
            attempt(() -> nodes.get(node).start());
        }
    }

    /** What RFC 3921, 8.2, had clients do: it answers every answer. */
    private static void affirm(ComponentRosters node, RosterEvent event) {
        if (event instanceof RosterEvent.SubscriptionChanged changed) {
            OwnerRoster roster = node.find(changed.owner()).orElseThrow();
            switch (changed.cause()) {
                case REFUSED -> roster.subscribe(changed.contact());
                case REQUESTED -> roster.cancel(changed.contact());
                default -> {}
            }
        }
    }

    Simulation(long seed, Fault fault) {
        this.seed = seed;
        this.random = new Random(seed);
        this.fault = fault;
        for (int i = 0; i < COMPONENTS; i++) {
            houses.add(new TestHouse());
        }
        for (int i = 0; i < BOTS; i++) {
            BareJid bot = BareJid.of("bot" + i + "@house" + i % COMPONENTS + ".example");
            bots.add(bot);
            house(bot).nodes.get(0).create(bot).usePolicy(Optional.of(POLICIES[random.nextInt(POLICIES.length)]));
        }
    }

    private TestHouse house(BareJid bot) {
        return houses.get(bot.domainpart().charAt("house".length()) - '0');
    }

    private BareJid anybody() {
        return bots.get(random.nextInt(BOTS));
    }

    /** Few know each other, so that much happens between two. */
    private BareJid neighbour(BareJid bot) {
        int next = bots.indexOf(bot) + 1 + random.nextInt(NEIGHBOURS);
        return bots.get((random.nextBoolean() ? next : next + BOTS - NEIGHBOURS - 1) % BOTS);
    }

    /** Runs it all, and gives the number of stanzas. */
    long run() {
        for (int i = 0; i < ACTIONS; i++) {
            causes++;
            act();
            for (int stanza = random.nextInt(4); stanza > 0 && !busy.isEmpty(); stanza--) {
                carry();
            }
            now = now.plusSeconds(random.nextInt(30));
        }
        makePeace();
        houses.forEach(house -> house.store.close());
        return stanzas;
    }

    private void act() {
        BareJid bot = anybody();
        BareJid other = neighbour(bot);
        TestHouse house = house(bot);
        attempt(() -> {
            OwnerRoster roster = house.any().find(bot).orElseThrow();
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4 -> roster.subscribe(other);
                case 5, 6 -> roster.unsubscribe(other);
                case 7, 8 -> roster.approve(other);
                case 9 -> roster.cancel(other);
                case 10 -> roster.remove(other);
                case 11, 12 -> answerAll(roster, Decision.acceptAndReciprocate());
                case 13 -> roster.usePolicy(Optional.of(POLICIES[random.nextInt(POLICIES.length)]));
                case 14 -> roster.edit(other, item -> item.withName("n" + random.nextInt(9)));
                case 15 -> {
                    causes += NEIGHBOURS;
                    roster.send(
                            Presence.available().withShow(List.of(Show.values()).get(random.nextInt(5))));
                }
                case 16 -> house.store.signal(bot);
                case 17 -> house.isLineBroken = !house.isLineBroken && random.nextInt(3) == 0;
                case 18 -> trouble(house);
                default -> {
                    if (random.nextInt(10) == 0) {
                        house.restart(random.nextInt(NODES));
                    } else {
                        house.any().tend();
                    }
                }
            }
        });
    }

    private void trouble(TestHouse house) {
        switch (random.nextInt(4)) {
            case 0 -> house.store.failAfter(random.nextInt(3));
            case 1 -> house.store.loseAnswersAfter(random.nextInt(3));
            default -> house.store.work();
        }
    }

    private void answerAll(OwnerRoster roster, Decision yes) {
        roster.roster().requests().toList().forEach(request -> {
            causes++;
            roster.answer(request.from(), random.nextBoolean() ? yes : Decision.deny());
        });
    }

    /** A store that fails tells who called it, who does not mind here. */
    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RosterStoreException e) {
            // Nothing has happened, or it will be found out.
        }
    }

    private void put(Presence presence) {
        stanzas++;
        if (stanzas > STANZAS_OF_ONE * (causes + ACTIONS)) {
            throw new AssertionError(
                    "seed %d: %,d stanzas after %,d actions: an endless loop?".formatted(seed, stanzas, causes));
        }
        boolean isLost = fault.isSwallowed().test(presence) || (isTroubled && random.nextInt(10) == 0);
        note(presence, isLost ? "is lost" : "is sent");
        if (isLost) {
            return;
        }
        List<BareJid> ends = List.of(
                presence.from().orElseThrow().bare(),
                presence.to().orElseThrow().bare());
        Queue<Presence> wire = wires.computeIfAbsent(ends, it -> new ArrayDeque<>());
        if (wire.isEmpty()) {
            busy.add(ends);
        }
        wire.add(presence);
    }

    /** One stanza arrives: between two bots in order, else in any. */
    private void carry() {
        int index = random.nextInt(busy.size());
        List<BareJid> ends = busy.get(index);
        Queue<Presence> wire = wires.get(ends);
        Presence presence = wire.remove();
        if (wire.isEmpty()) {
            busy.set(index, busy.get(busy.size() - 1));
            busy.remove(busy.size() - 1);
        }
        note(presence, "arrives");
        house(ends.get(1)).any().receive(presence);
    }

    private void note(Presence presence, String what) {
        BareJid from = presence.from().orElseThrow().bare();
        BareJid to = presence.to().orElseThrow().bare();
        history.computeIfAbsent(Set.of(from, to), it -> new ArrayList<>())
                .add("%s of %s %s".formatted(presence.type(), from.localpart(), what));
    }

    private String historyOf(BareJid one, BareJid other) {
        List<String> notes = history.getOrDefault(Set.of(one, other), List.of());
        return String.join("\n  ", notes.subList(Math.max(0, notes.size() - 60), notes.size()));
    }

    private void carryAll() {
        while (!busy.isEmpty()) {
            carry();
            now = now.plusMillis(100);
        }
    }

    /** All works again. Whoever waits for an answer gets one; then everybody says once that it is there, and asks who is. */
    private void makePeace() {
        isTroubled = false;
        for (TestHouse house : houses) {
            house.isLineBroken = false;
            house.store.work();
        }
        carryAll();
        List<String> differences = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            everybodyStarts();
            for (BareJid bot : bots) {
                answerAll(house(bot).any().find(bot).orElseThrow(), Decision.accept());
            }
            carryAll();
            everybodyStarts();
            differences = differences();
            if (differences.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("seed %d: %s".formatted(seed, String.join("\n", differences)));
    }

    private void everybodyStarts() {
        for (TestHouse house : houses) {
            house.store.interrupt();
            for (int node = 0; node < NODES; node++) {
                house.start(node);
            }
        }
        carryAll();
        now = now.plusSeconds(120);
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (BareJid bot : bots) {
            house(bot).store.load(bot).contacts().values().forEach(contact -> {
                if (contact.jid().equals(bot)) {
                    return;
                }
                SubscriptionState state = SubscriptionState.of(contact);
                SubscriptionState mirrored =
                        SubscriptionState.of(house(contact.jid()).store.find(contact.jid(), bot));
                if (state.sees() != mirrored.isSeen() || state.isPendingOut() != mirrored.isPendingIn()) {
                    differences.add("%s is %s to %s, who is %s to it\n  %s"
                            .formatted(bot, state, contact.jid(), mirrored, historyOf(bot, contact.jid())));
                }
                if (contact.extras().containsKey(Extra.UNSENT)) {
                    differences.add(bot + " has something unsent for " + contact.jid());
                }
                contact.item().ifPresent(item -> {
                    if (!isLegal(item, contact.request().isPresent())) {
                        differences.add("%s keeps %s".formatted(bot, item));
                    }
                });
            });
        }
        return differences;
    }

    private static boolean isLegal(RosterItem item, boolean isAsked) {
        return Set.of(SubscriptionState.values()).stream()
                .anyMatch(state -> state.subscription() == item.subscription()
                        && state.isPendingOut() == item.ask()
                        && state.isApproved() == item.approved()
                        && state.isPendingIn() == isAsked);
    }
}

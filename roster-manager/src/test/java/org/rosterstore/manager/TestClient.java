package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/**
 * A client of o@x and the server that it talks to, of which no test knows more than what is said and told. Everything is done
 * at once, by the thread that asks for it.
 */
final class TestClient implements AutoCloseable {

    final BareJid account;
    final Jid self;
    final BareJid contact = BareJid.of("c@y.example");
    final BrittleStore brittle = new BrittleStore(Stores.open());
    final CountingStore store = new CountingStore(brittle);
    final ManualTimer timer = new ManualTimer();
    final List<Stanza> stanzas = new ArrayList<>();
    final List<RosterEvent> events = new ArrayList<>();
    final ClientRoster roster;

    private final AtomicInteger pushes = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Optional<RuntimeException> brokenLine = Optional.empty();

    TestClient() {
        this(settings -> settings);
    }

    TestClient(UnaryOperator<ClientRoster.Builder> settings) {
        this(Stores.owner("o"), settings);
    }

    TestClient(BareJid account, UnaryOperator<ClientRoster.Builder> settings) {
        this.account = account;
        this.self = new Jid(account, "balcony");
        this.roster = settings.apply(ClientRoster.builder(store, this::sent)
                        .executor(Runnable::run)
                        .timer(timer)
                        .clock(() -> now))
                .build();
        roster.listen(events::add);
    }

    private void sent(Stanza stanza) {
        brokenLine.ifPresent(failure -> {
            throw failure;
        });
        stanzas.add(stanza);
    }

    void breakLine() {
        brokenLine = Optional.of(new IllegalStateException("no stream"));
    }

    void mendLine() {
        brokenLine = Optional.empty();
    }

    /** What came and went so far is not looked at. */
    void forget() {
        stanzas.clear();
        events.clear();
        store.forget();
    }

    // The client.

    /** What was stored when the program ended. */
    void given(Optional<String> ver, RosterItem... items) {
        store.commit(
                account,
                RosterEdit.replaceItems(List.of(items))
                        .and(ver.map(RosterEdit::ver).orElseGet(RosterEdit::noVer)));
        forget();
    }

    void given(SubscriptionRequest request) {
        store.commit(account, RosterEdit.request(request));
        forget();
    }

    /** A stream of a server with roster versioning, whose roster has not come yet. */
    CompletionStage<Void> start() {
        return start(StreamFeature.ROSTER_VERSIONING);
    }

    CompletionStage<Void> start(StreamFeature... features) {
        return roster.start(self, Set.of(features));
    }

    /** A stream of a server with roster versioning which says that nothing has changed. */
    void startInStep(StreamFeature... features) {
        start(Stream.concat(Stream.of(StreamFeature.ROSTER_VERSIONING), Stream.of(features))
                .distinct()
                .toArray(StreamFeature[]::new));
        if (sentQuery().ver().orElseThrow().isEmpty()) {
            resultOf("1");
        } else {
            unchanged();
        }
        forget();
    }

    /** A stream of a server with roster versioning which has this roster. */
    void startWith(String ver, RosterQuery.Item... items) {
        start();
        resultOf(ver, items);
        forget();
    }

    Roster stored() {
        return store.load(account);
    }

    Optional<RosterItem> item() {
        return stored().contact(contact).item();
    }

    Map<String, String> extras() {
        return stored().contact(contact).extras();
    }

    SubscriptionState state() {
        return SubscriptionState.of(stored().contact(contact));
    }

    /** Why something has failed, by now. */
    static Throwable failure(CompletionStage<Void> stage) {
        CompletableFuture<Void> future = stage.toCompletableFuture();
        assertThat(future).isCompletedExceptionally();
        return future.handle((done, failure) -> failure).join();
    }

    <E extends RosterEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    // What it sends.

    Iq sentIq() {
        List<Iq> all = sentIqs();
        return all.get(all.size() - 1);
    }

    List<Iq> sentIqs() {
        return stanzas.stream().filter(Iq.class::isInstance).map(Iq.class::cast).toList();
    }

    /** Lets time pass until it asks its server something, but not longer than some time. Whether it did. */
    boolean asksWithin(Duration time) {
        int before = sentIqs().size();
        for (Duration passed = Duration.ZERO;
                passed.compareTo(time) < 0 && sentIqs().size() == before;
                passed = passed.plusSeconds(1)) {
            timer.pass(Duration.ofSeconds(1));
        }
        return sentIqs().size() > before;
    }

    /** The last roster that it has asked for, or item that it has set. */
    RosterQuery sentQuery() {
        return sentIq().query().orElseThrow();
    }

    RosterQuery.Item sentItem() {
        return sentQuery().items().get(0);
    }

    /** The words of what was sent about subscriptions, in order, and to whom. */
    List<String> said() {
        return stanzas.stream()
                .filter(Presence.class::isInstance)
                .map(Presence.class::cast)
                .map(presence -> presence.type().word() + " " + presence.to().orElseThrow())
                .toList();
    }

    // What its server sends.

    static RosterQuery.Item item(BareJid jid, String name, String subscription, String... groups) {
        return new RosterQuery.Item(jid.toString(), name, List.of(groups), subscription, false, false);
    }

    RosterQuery.Item item(String name, String subscription, String... groups) {
        return item(contact, name, subscription, groups);
    }

    static RosterQuery query(String ver, RosterQuery.Item... items) {
        return new RosterQuery(Optional.of(ver), List.of(items));
    }

    boolean receive(Stanza stanza) {
        return roster.receive(stanza);
    }

    boolean comes(Presence.Type type) {
        return comes(Presence.between(type, contact, account));
    }

    boolean comes(Presence presence) {
        return roster.receive(presence);
    }

    /** The answer to the last question. */
    boolean answer(Iq.Type type, Optional<RosterQuery> query, Optional<StanzaError> error) {
        String id = sentIqs().stream()
                .filter(iq -> iq.type() == Iq.Type.GET || iq.type() == Iq.Type.SET)
                .reduce((first, last) -> last)
                .orElseThrow()
                .id();
        return receive(new Iq(type, Optional.empty(), Optional.of(self), id, query, error));
    }

    boolean unchanged() {
        return answer(Iq.Type.RESULT, Optional.empty(), Optional.empty());
    }

    boolean done() {
        return unchanged();
    }

    boolean resultOf(String ver, RosterQuery.Item... items) {
        return answer(Iq.Type.RESULT, Optional.of(query(ver, items)), Optional.empty());
    }

    boolean refused(String condition) {
        return answer(Iq.Type.ERROR, Optional.empty(), Optional.of(new StanzaError("cancel", condition, "")));
    }

    /** Pushes, and gives the id of the push. */
    String push(String ver, RosterQuery.Item... items) {
        return push(query(ver, items));
    }

    String push(RosterQuery query) {
        String id = "push-" + pushes.incrementAndGet();
        receive(pushFrom(Optional.empty(), id, query));
        return id;
    }

    Iq pushFrom(Optional<Jid> from, String id, RosterQuery query) {
        return new Iq(Iq.Type.SET, from, Optional.of(self), id, Optional.of(query), Optional.empty());
    }

    @Override
    public void close() {
        roster.stop();
        timer.shutdownNow();
        store.close();
    }
}

package org.rosterstore.manager;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;

/**
 * A component with one owner, o@x, and a contact of it, c@y, of whom no test knows more than the words that are said and
 * the events that are told. Everything is done at once, by the thread that asks for it.
 */
final class TestComponent implements AutoCloseable {

    final BareJid owner = Stores.owner("o");
    final BareJid contact = BareJid.of("c@y.example");
    final CountingStore store;
    final List<Stanza> stanzas = new ArrayList<>();
    final List<RosterEvent> events = new ArrayList<>();
    final ComponentRosters rosters;

    private final UnaryOperator<ComponentRosters.Builder> settings;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Optional<RuntimeException> brokenLine = Optional.empty();

    TestComponent() {
        this(settings -> settings);
    }

    TestComponent(UnaryOperator<ComponentRosters.Builder> settings) {
        this(settings, new CountingStore(Stores.open()));
    }

    TestComponent(UnaryOperator<ComponentRosters.Builder> settings, CountingStore store) {
        this.settings = settings;
        this.store = store;
        this.rosters = build(store);
        rosters.create(owner);
        forget();
    }

    private ComponentRosters build(RosterStore over) {
        ComponentRosters built = settings.apply(ComponentRosters.builder(over, this::sent)
                        .executor(Runnable::run)
                        .clock(() -> now))
                .build();
        built.listen(events::add);
        return built;
    }

    /** A program that was started again, or another node: it knows the store, and nothing else. */
    ComponentRosters anotherNode() {
        return build(store);
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

    void pass(Duration time) {
        now = now.plus(time);
    }

    OwnerRoster roster() {
        return rosters.find(owner).orElseThrow();
    }

    /** Puts owner and contact into a state. */
    void given(SubscriptionState state) {
        RosterEdit edit = state.item(contact, Optional.of(RosterItem.of(contact)))
                .map(RosterEdit::put)
                .orElseThrow();
        if (state == SubscriptionState.NONE || state == SubscriptionState.NONE_PENDING_IN) {
            edit = RosterEdit.remove(contact);
        }
        edit = edit.and(
                state.isPendingIn()
                        ? RosterEdit.request(SubscriptionRequest.of(contact, now))
                        : RosterEdit.settle(contact));
        store.commit(owner, edit);
        rosters.find(owner).orElseThrow().start(store.load(owner));
        forget();
    }

    /** Another node, or a program of another kind, has put the contact into the store. */
    void subscribedElsewhere(Subscription subscription) {
        store.commit(owner, RosterEdit.put(RosterItem.of(contact).withSubscription(subscription)));
    }

    /** What came and went so far is not looked at. */
    void forget() {
        stanzas.clear();
        events.clear();
        store.forget();
    }

    SubscriptionState state() {
        return SubscriptionState.of(store.find(owner, contact));
    }

    Contact stored() {
        return store.find(owner, contact);
    }

    void comes(Presence.Type type) {
        comes(Presence.between(type, contact, owner));
    }

    void comes(Presence presence) {
        rosters.receive(presence);
    }

    /** The owner does what sends such a stanza. */
    void goes(Presence.Type type) {
        roster().send(Presence.between(type, owner, contact));
    }

    /** The words of what was sent to the contact, in order; "available" where there is none. */
    List<String> said() {
        return saidTo(contact);
    }

    List<String> saidTo(BareJid whom) {
        return presences()
                .filter(presence -> presence.to().orElseThrow().bare().equals(whom))
                .map(presence -> presence.type() == Presence.Type.AVAILABLE
                        ? "available"
                        : presence.type().word())
                .collect(toList());
    }

    Stream<Presence> presences() {
        return stanzas.stream().map(Presence.class::cast);
    }

    <E extends RosterEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The item in the store; what management keeps beside it is gone when all has been said. */
    Optional<RosterItem> item() {
        return stored().item();
    }

    Map<String, String> extras() {
        return stored().extras();
    }

    Set<BareJid> owners() {
        return store.catalog().orElseThrow().owners().collect(toSet());
    }

    @Override
    public void close() {
        rosters.close();
        store.close();
    }
}

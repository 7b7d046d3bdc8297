package org.rosterstore.manager;

import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.LimitExceededException;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;

/**
 * One stream of a client, from the moment that its JID is bound until it ends. {@link #receive} is for the thread that reads
 * the stream; all else runs where the client works, one thing at a time.
 */
final class ClientSession implements InboundRequests.Answers {

    private static final StanzaError NOT_HERE = new StanzaError("cancel", "service-unavailable", "");
    private static final StanzaError NOT_A_PUSH = new StanzaError("modify", "bad-request", "");

    private final Jid self;
    private final Set<StreamFeature> features;
    private final ClientSettings settings;
    private final Supplier<String> ids;
    private final Executor work;
    private final Consumer<RosterEvent> events;
    private final StoredCopy copy;
    private final Presences presences;
    private final Questions questions;
    private final ItemUpdates updates;
    private final InboundRequests requests;
    private final CatchUp catchUp;

    /** Nothing more is taken or sent. */
    private volatile boolean isOver;

    /** What had been taken before is dealt with. Another stream may have begun. */
    private boolean isDone;

    ClientSession(
            Jid self,
            Set<StreamFeature> features,
            ClientSettings settings,
            Supplier<String> ids,
            Executor work,
            Consumer<RosterEvent> events,
            ClientAccount account) {
        this.self = self;
        this.features = Set.copyOf(features);
        this.settings = settings;
        this.ids = ids;
        this.work = work;
        this.events = events;
        this.copy = account.copy();
        this.presences = account.presences();
        this.questions = new Questions(self, settings.sender(), ids, work, settings.timer(), settings.timeout());
        this.updates = new ItemUpdates(query -> questions.ask(Iq.Type.SET, query), copy::item, work);
        this.requests = new InboundRequests(copy, settings, this, events);
        this.catchUp = new CatchUp(settings.timer(), work, this::catchUp);
    }

    // What comes by the stream.

    /** Takes a stanza if it is for the roster. Whether a push is genuine is decided before anybody else looks at it. */
    boolean receive(Stanza stanza) {
        if (isOver || !isForAccount(stanza)) {
            return false;
        }
        return stanza instanceof Iq iq ? receive(iq) : receive((Presence) stanza);
    }

    private boolean isForAccount(Stanza stanza) {
        return stanza.to().isEmpty() || stanza.to().get().bare().equals(self.bare());
    }

    private boolean receive(Iq iq) {
        return switch (iq.type()) {
            case RESULT, ERROR -> questions.answer(iq);
            case SET -> {
                if (iq.query().isPresent()) {
                    work.execute(isPushByServer(iq) ? () -> push(iq, iq.query().get()) : () -> refuse(iq));
                }
                yield iq.query().isPresent();
            }
            case GET -> false;
        };
    }

    /** RFC 6121, 2.1.6: without {@code from}, or from the account's bare JID. Never from the server's own address. */
    private boolean isPushByServer(Iq iq) {
        return iq.from().isEmpty()
                || iq.from().get().equals(Jid.of(self.bare()))
                || (settings.takesPushesFromOwnResource() && iq.from().get().equals(self));
    }

    private void refuse(Iq iq) {
        if (settings.answersRefusedPushes()) {
            reply(iq.refused(NOT_HERE));
        }
    }

    private void reply(Iq reply) {
        try {
            if (!isOver) {
                settings.sender().send(reply);
            }
        } catch (RuntimeException e) {
            failed(self.bare(), reply, e);
        }
    }

    private void push(Iq iq, RosterQuery query) {
        if (isDone) {
            return;
        }
        if (query.items().size() != 1) {
            int size = query.items().size();
            copy.miss();
            failed(self.bare(), iq, new IllegalArgumentException("a push of " + size + " items (RFC 6121, 2.1.6)"));
            reply(iq.refused(NOT_A_PUSH));
        } else {
            push(iq, query.items().get(0), ReceivedItem.ver(query));
            reply(iq.acknowledged());
        }
        lookWhetherInStep();
    }

    private void push(Iq iq, RosterQuery.Item item, Optional<String> ver) {
        try {
            BareJid contact = ReceivedItem.contact(item);
            Optional<RosterItem> received =
                    ReceivedItem.isRemoval(item) ? Optional.empty() : Optional.of(ReceivedItem.read(item));
            push(iq, contact, received, ver);
        } catch (IllegalArgumentException | LimitExceededException e) {
            copy.lack();
            unusable(item, e);
        }
    }

    private void push(Iq iq, BareJid contact, Optional<RosterItem> item, Optional<String> ver) {
        boolean isStored = false;
        try {
            isStored = copy.push(contact, item, ver);
        } catch (LimitExceededException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(contact, iq, e);
        }
        updates.pushed(contact, item, isStored);
        requests.pushed(contact);
    }

    private boolean receive(Presence presence) {
        if (presence.from().isEmpty()) {
            return false;
        }
        switch (presence.type()) {
            case AVAILABLE, UNAVAILABLE -> work.execute(() -> takeIn(presence));
            case SUBSCRIBE -> work.execute(() -> handle(presence, requests::receive));
            case UNSUBSCRIBE -> work.execute(() -> handle(presence, it -> requests.withdrawn(sender(it))));
            case SUBSCRIBED, UNSUBSCRIBED -> {} // The server pushes what becomes of it: RFC 6121, 3.1.6 and 3.2.3.
            case PROBE, ERROR -> {
                return false;
            }
        }
        return true;
    }

    private void takeIn(Presence presence) {
        if (!isDone) {
            presences.receive(presence);
        }
    }

    private void handle(Presence presence, Consumer<Presence> handler) {
        try {
            if (!isDone) {
                handler.accept(presence);
            }
        } catch (RuntimeException e) {
            failed(sender(presence), presence, e);
        }
    }

    private static BareJid sender(Presence presence) {
        return presence.from().orElseThrow().bare();
    }

    // The roster as a whole.

    /** The stream has begun. */
    CompletableFuture<Void> begin() {
        try {
            copy.begin();
            requests.askedBefore(copy.dropRequests());
        } catch (RuntimeException e) {
            failed(self.bare(), Iq.request(Iq.Type.GET, "", new RosterQuery(Optional.empty(), List.of())), e);
        }
        return refresh();
    }

    CompletableFuture<Void> refresh() {
        Optional<String> ver =
                features.contains(StreamFeature.ROSTER_VERSIONING) ? Optional.of(verToAskFrom()) : Optional.empty();
        return questions.ask(Iq.Type.GET, new RosterQuery(ver, List.of())).thenAccept(answer -> take(answer, ver));
    }

    private String verToAskFrom() {
        try {
            return copy.verToAskFrom().orElse("");
        } catch (RosterStoreException e) {
            return ""; // RFC 6121, 2.6.2: where the copy is lost, bootstrap
        }
    }

    private void take(Iq answer, Optional<String> ver) {
        try {
            if (answer.query().isPresent()) {
                replace(answer.query().get());
            } else {
                copy.unchangedSince(ver.filter(it -> !it.isEmpty()));
            }
        } catch (RuntimeException e) {
            copy.miss();
            failed(self.bare(), answer, e);
            throw e;
        } finally {
            lookWhetherInStep();
        }
    }

    private void replace(RosterQuery query) {
        Map<BareJid, RosterQuery.Item> received = new LinkedHashMap<>();
        Map<BareJid, RosterItem> items = new LinkedHashMap<>();
        List<RosterEvent> problems = new ArrayList<>();
        for (RosterQuery.Item item : query.items()) {
            try {
                RosterItem read = ReceivedItem.read(item);
                items.put(read.contact(), read);
                RosterQuery.Item earlier = received.put(read.contact(), item);
                if (earlier != null) {
                    problems.add(problem(earlier, "there is another one of the same contact"));
                }
            } catch (IllegalArgumentException | LimitExceededException e) {
                problems.add(problem(item, String.valueOf(e.getMessage())));
            }
        }
        copy.replace(items, ReceivedItem.ver(query), problems.isEmpty());
        updates.replaced();
        problems.forEach(events);
    }

    private void lookWhetherInStep() {
        if (copy.isInStep()) {
            catchUp.end();
        } else if (!isOver) {
            catchUp.needed();
        }
    }

    /** Asks for what was not kept; but not before the store works, since it could not be kept again. */
    private void catchUp() {
        if (isOver) {
            return;
        }
        try {
            copy.load();
        } catch (RosterStoreException e) {
            catchUp.needed();
            return;
        }
        if (copy.isInStep()) {
            catchUp.end();
            return;
        }
        catchUp.asks();
        var unused = refresh().whenComplete((done, failure) -> {
            if (failure != null && !isOver) {
                catchUp.needed();
            }
        });
    }

    private void unusable(RosterQuery.Item item, RuntimeException problem) {
        events.accept(problem(item, String.valueOf(problem.getMessage())));
    }

    private RosterEvent problem(RosterQuery.Item item, String problem) {
        return new RosterEvent.Unusable(self.bare(), item, problem);
    }

    private void failed(BareJid contact, Stanza stanza, RuntimeException failure) {
        events.accept(new RosterEvent.Failed(self.bare(), contact, stanza, failure));
    }

    // What the owner wants.

    CompletableFuture<Void> update(BareJid contact, UnaryOperator<RosterItem> change) {
        return updates.update(contact, change);
    }

    CompletableFuture<Void> remove(BareJid contact) {
        return updates.remove(contact);
    }

    void subscribe(BareJid contact, String nick, String status) {
        send(Presence.of(SUBSCRIBE).withNick(nick).withStatus(status), contact);
    }

    void unsubscribe(BareJid contact) {
        send(UNSUBSCRIBE, contact);
        presences.drop(contact); // at once: RFC 6121, 3.3.1
    }

    void approve(BareJid contact) {
        if (!features.contains(StreamFeature.PRE_APPROVAL)
                && !requests.isWaiting(contact)
                && !copy.state(contact).isSeen()) {
            throw new UnsupportedOperationException(
                    contact + " has not asked, and the server does not offer to approve before (RFC 6121, 3.4.1)");
        }
        send(SUBSCRIBED, contact);
    }

    CompletableFuture<Void> answer(BareJid contact, Decision decision) {
        return requests.answer(contact, decision);
    }

    void cancel(BareJid contact) {
        requests.cancel(contact);
    }

    void trust(BareJid contact, boolean isTrusted) {
        copy.commitBesides(
                isTrusted ? RosterEdit.extra(contact, Extra.TRUSTED, "") : RosterEdit.noExtra(contact, Extra.TRUSTED));
    }

    @Override
    public void send(Presence.Type type, BareJid contact) {
        send(Presence.of(type), contact);
    }

    /** Without {@code from}, which the server writes: RFC 6121, 3. */
    private void send(Presence presence, BareJid contact) {
        if (contact.equals(self.bare())) {
            throw new IllegalArgumentException("an account and itself: " + contact);
        }
        if (isOver) {
            throw new CancellationException("the stream has ended");
        }
        settings.sender().send(presence.withTo(Jid.of(contact)).withId(ids.get()));
    }

    @Override
    public CompletableFuture<Void> file(BareJid contact, Decision decision) {
        return update(contact, decision::filed);
    }

    // The end.

    /** Nothing more is sent or taken; what has been taken is still kept. By any thread. */
    void end() {
        isOver = true;
        work.execute(() -> {
            isDone = true;
            catchUp.end();
            questions.end();
            presences.clear();
        });
    }
}

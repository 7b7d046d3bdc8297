package org.rosterstore.manager;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.SubscriptionRequest;

/**
 * What a client does about those who ask to see its account's presence. RFC 6121, 3.1. For one thread at a time.
 *
 * <p>An answer changes nothing here: the server pushes what becomes of it. Nor do two programs go on answering each other for
 * ever: an answer is never answered, and somebody is asked in return once, until the server has pushed what became of it.
 */
final class InboundRequests {

    /** The way out. */
    interface Answers {

        /** Sends a presence of one of the four types about a subscription. */
        void send(Presence.Type type, BareJid contact);

        /** Asks the server for the name and the groups of a decision, as far as a contact has none. */
        CompletableFuture<Void> file(BareJid contact, Decision decision);
    }

    private static final Logger LOGGER = System.getLogger(InboundRequests.class.getName());
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final StoredCopy copy;
    private final ClientSettings settings;
    private final Answers answers;
    private final Consumer<RosterEvent> events;
    private final Gate strangers;
    private final Gates contacts;
    private final Gate dropped;

    /** Who has asked, and has not been answered as far as is known. */
    private final Set<BareJid> waiting = new HashSet<>();

    /** Those of them whom a person was told of in this stream. */
    private final Set<BareJid> told = new HashSet<>();

    /** Who was asked in return. */
    private final Set<BareJid> asked = new HashSet<>();

    InboundRequests(StoredCopy copy, ClientSettings settings, Answers answers, Consumer<RosterEvent> events) {
        this.copy = copy;
        this.settings = settings;
        this.answers = answers;
        this.events = events;
        this.strangers = new Gate(settings.strangersPerMinute(), PERIOD, settings.clock());
        this.contacts = new Gates(settings.answersPerMinute(), PERIOD, settings.clock());
        this.dropped = new Gate(1, PERIOD, settings.clock());
    }

    /** They have asked in earlier streams. The server delivers their requests again, if they still wait. */
    void askedBefore(Set<BareJid> contacts) {
        waiting.addAll(contacts);
    }

    /**
     * Somebody asks.
     *
     * @throws RosterStoreException if the store fails; nothing has changed, and nothing was sent
     */
    void receive(Presence presence) {
        BareJid contact = presence.from().orElseThrow().bare();
        if (contact.equals(copy.account())) {
            return; // nobody needs its own leave
        }
        boolean isStranger = !copy.isContact(contact) && !waiting.contains(contact);
        if ((isStranger && !isLetIn()) || !contacts.passes(contact)) {
            if (dropped.passes()) {
                events.accept(new RosterEvent.Dropped(copy.account(), contact, presence));
            }
            return;
        }
        waiting.add(contact);
        Contact known = copy.find(contact);
        if (known.item().filter(InboundRequests::isAllowed).isPresent()) {
            answers.send(Presence.Type.SUBSCRIBED, contact); // as a server does it: RFC 6121, 3.1.3 and 3.4.2
            forget(contact);
            return;
        }
        SubscriptionRequest request =
                RequestStanza.received(presence, settings.clock().instant());
        Decision decision = decide(new Applicant(copy.account(), request, known));
        switch (decision.answer()) {
            case ACCEPT, ACCEPT_AND_RECIPROCATE, DENY -> {
                var unused = answer(known, decision).whenComplete((done, failure) -> {
                    if (failure != null && !(failure instanceof CancellationException)) {
                        events.accept(new RosterEvent.Failed(
                                copy.account(), contact, presence, new CompletionException(failure)));
                    }
                });
            }
            case ASK, PASS -> {
                keep(request, known);
                if (told.add(contact)) {
                    events.accept(new RosterEvent.Requested(copy.account(), request));
                }
            }
            case DEFER -> keep(request, known);
        }
    }

    private boolean isLetIn() {
        return copy.pendingIn() < settings.maxRequests() && strangers.passes();
    }

    private static boolean isAllowed(RosterItem item) {
        return item.approved() || SubscriptionState.isSeen(item.subscription());
    }

    private Decision decide(Applicant applicant) {
        try {
            return settings.policy().decide(applicant);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "a policy failed; a person is asked", e);
            return Decision.ask();
        }
    }

    /**
     * Somebody is answered who waits; with any other decision than yes or no nothing is done.
     *
     * @return ends when a contact that is named or filed is that
     * @throws RosterStoreException if the store fails; nothing has changed, and nothing was sent
     */
    CompletableFuture<Void> answer(BareJid contact, Decision decision) {
        return isWaiting(contact) ? answer(copy.find(contact), decision) : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> answer(Contact known, Decision decision) {
        return switch (decision.answer()) {
            case ACCEPT, ACCEPT_AND_RECIPROCATE -> {
                answers.send(Presence.Type.SUBSCRIBED, known.jid());
                if (decision.answer() == Decision.Answer.ACCEPT_AND_RECIPROCATE) {
                    reciprocate(known);
                }
                RosterItem item = known.item().orElseGet(() -> RosterItem.of(known.jid()));
                yield decision.filed(item).equals(item)
                        ? CompletableFuture.completedFuture(null)
                        : answers.file(known.jid(), decision);
            }
            case DENY -> {
                deny(known);
                yield CompletableFuture.completedFuture(null);
            }
            case ASK, DEFER, PASS -> CompletableFuture.completedFuture(null);
        };
    }

    private void reciprocate(Contact known) {
        SubscriptionState state = SubscriptionState.of(known);
        if (!state.sees() && !state.isPendingOut() && asked.add(known.jid())) {
            answers.send(Presence.Type.SUBSCRIBE, known.jid());
        }
    }

    private void deny(Contact known) {
        if (known.request().isPresent()) {
            copy.settle(known.jid(), RosterEvent.Cause.DENIED);
        }
        answers.send(Presence.Type.UNSUBSCRIBED, known.jid());
        forget(known.jid());
    }

    private void keep(SubscriptionRequest request, Contact known) {
        boolean isKept = known.request()
                .filter(old -> old.nick().equals(request.nick()) && old.status().equals(request.status()))
                .isPresent();
        if (!isKept) {
            copy.keep(request);
        }
    }

    /** Whether somebody has asked and was not answered. */
    boolean isWaiting(BareJid contact) {
        return waiting.contains(contact) || copy.find(contact).request().isPresent();
    }

    /**
     * The owner refuses, or cancels what it has granted or approved.
     *
     * @throws RosterStoreException if the store fails; nothing has changed, and nothing was sent
     */
    void cancel(BareJid contact) {
        deny(copy.find(contact));
    }

    /**
     * The contact does not ask any more.
     *
     * @throws RosterStoreException if the store fails
     */
    void withdrawn(BareJid contact) {
        if (copy.state(contact).isPendingIn()) {
            copy.settle(contact, RosterEvent.Cause.WITHDRAWN);
        }
        forget(contact);
    }

    /** The server has said how the account and a contact stand to each other. */
    void pushed(BareJid contact) {
        asked.remove(contact);
        if (copy.state(contact).isSeen()) {
            forget(contact);
        }
    }

    private void forget(BareJid contact) {
        waiting.remove(contact);
        told.remove(contact);
    }
}

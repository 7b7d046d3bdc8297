package org.rosterstore.manager;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
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

        /** Gives whoever has sent a request the name and the groups of a decision, as far as they have none. */
        void file(Presence request, Decision decision);
    }

    private static final Logger LOGGER = System.getLogger(InboundRequests.class.getName());

    private final StoredCopy copy;
    private final SubscriptionPolicy policy;
    private final Predicate<BareJid> admission;
    private final InstantSource clock;
    private final Answers answers;
    private final Consumer<RosterEvent> events;

    /** Who has asked, and has not been answered as far as is known. */
    private final Set<BareJid> waiting = new HashSet<>();

    /** Those of them whom a person was told of in this stream. */
    private final Set<BareJid> told = new HashSet<>();

    /** Who was asked in return. */
    private final Set<BareJid> asked = new HashSet<>();

    InboundRequests(
            StoredCopy copy,
            SubscriptionPolicy policy,
            Predicate<BareJid> admission,
            InstantSource clock,
            Answers answers,
            Consumer<RosterEvent> events) {
        this.copy = copy;
        this.policy = policy;
        this.admission = admission;
        this.clock = clock;
        this.answers = answers;
        this.events = events;
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
        boolean isAdmitted = copy.isContact(contact) || admission.test(contact);
        if (contact.equals(copy.account()) || !isAdmitted) {
            return;
        }
        waiting.add(contact);
        Contact known = copy.find(contact);
        if (known.item().filter(InboundRequests::isAllowed).isPresent()) {
            answers.send(Presence.Type.SUBSCRIBED, contact); // as a server does it: RFC 6121, 3.1.3 and 3.4.2
            return;
        }
        SubscriptionRequest request = request(presence);
        Decision decision = decide(new Applicant(copy.account(), request, known));
        switch (decision.answer()) {
            case ACCEPT -> accept(presence, known, decision);
            case ACCEPT_AND_RECIPROCATE -> {
                accept(presence, known, decision);
                reciprocate(known);
            }
            case DENY -> deny(known);
            case ASK, PASS -> {
                keep(request, known);
                if (told.add(contact)) {
                    events.accept(new RosterEvent.Requested(copy.account(), request));
                }
            }
            case DEFER -> keep(request, known);
        }
    }

    private static boolean isAllowed(RosterItem item) {
        return item.approved() || SubscriptionState.isSeen(item.subscription());
    }

    /** Without its stanza, which the server keeps; and of one that is larger than a roster may hold, only that it came. */
    private SubscriptionRequest request(Presence presence) {
        BareJid contact = presence.from().orElseThrow().bare();
        try {
            return new SubscriptionRequest(contact, presence.nick(), presence.status(), "", clock.instant());
        } catch (IllegalArgumentException | LimitExceededException e) {
            return SubscriptionRequest.of(contact, clock.instant());
        }
    }

    private Decision decide(Applicant applicant) {
        try {
            return policy.decide(applicant);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "a subscription policy failed, a person is asked instead", e);
            return Decision.ask();
        }
    }

    private void accept(Presence presence, Contact known, Decision decision) {
        answers.send(Presence.Type.SUBSCRIBED, known.jid());
        RosterItem item = known.item().orElseGet(() -> RosterItem.of(known.jid()));
        if (!decision.filed(item).equals(item)) {
            answers.file(presence, decision);
        }
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
        forget(known.jid());
        answers.send(Presence.Type.UNSUBSCRIBED, known.jid());
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

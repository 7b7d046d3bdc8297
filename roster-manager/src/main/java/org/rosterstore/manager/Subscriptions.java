package org.rosterstore.manager;

import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBED;

import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.manager.RosterEvent.Cause;
import org.rosterstore.manager.SubscriptionState.Transition;

/**
 * What an owner that is the authority over its roster does when one of the four stanzas about subscriptions comes or goes:
 * {@link SubscriptionState} with what goes with it, policy, presence and events. RFC 6121, section 3. It commits and sends
 * nothing itself.
 */
final class Subscriptions {

    private final BareJid owner;
    private final LastPresences own;

    Subscriptions(BareJid owner, LastPresences own) {
        this.owner = owner;
        this.own = own;
    }

    /** A contact asks to see the owner. RFC 6121, 3.1.3. */
    Step requested(Contact contact, SubscriptionRequest request, SubscriptionPolicy policy) {
        Step step = new Step(owner, contact);
        Transition transition = step.state().receiving(SUBSCRIBE);
        if (transition.reply().isPresent()) {
            return step.to(transition.after(), Cause.ACCEPTED).say(SUBSCRIBED);
        }
        Decision decision = policy.decide(new Applicant(owner, request, contact));
        boolean waits = step.state().isPendingIn();
        return switch (decision.answer()) {
            case ACCEPT, ACCEPT_AND_RECIPROCATE, DENY -> answered(step, decision);
            case DEFER -> waits ? step : step.keep(request);
            case ASK, PASS -> waits ? step : step.keep(request).ask();
        };
    }

    /** A contact's request waits since before the program started. */
    Step offeredAgain(Contact contact, SubscriptionPolicy policy) {
        Step step = new Step(owner, contact);
        if (!step.state().isPendingIn()) {
            return step; // another node has answered it meanwhile
        }
        SubscriptionRequest request = contact.request().orElseThrow();
        Decision decision = policy.decide(new Applicant(owner, request, contact));
        return switch (decision.answer()) {
            case ACCEPT, ACCEPT_AND_RECIPROCATE, DENY -> answered(step, decision);
            case DEFER -> step;
            case ASK, PASS -> step.ask();
        };
    }

    /** A person, or a policy that took its time, answers a request. Nothing, if it does not wait any more. */
    Step answered(Contact contact, Decision decision) {
        Step step = new Step(owner, contact);
        return step.state().isPendingIn() ? answered(step, decision) : step;
    }

    private Step answered(Step step, Decision decision) {
        SubscriptionState asked = step.state().receiving(SUBSCRIBE).after();
        switch (decision.answer()) {
            case ACCEPT, ACCEPT_AND_RECIPROCATE -> {
                step.to(asked.sending(SUBSCRIBED).after(), Cause.ACCEPTED).file(decision);
                step.say(SUBSCRIBED);
                boolean asks = decision.answer() == Decision.Answer.ACCEPT_AND_RECIPROCATE;
                if (asks && !step.state().sees() && !step.state().isPendingOut()) {
                    step.to(step.state().sending(SUBSCRIBE).after(), Cause.ASKED)
                            .say(SUBSCRIBE);
                }
            }
            case DENY ->
                step.to(asked.sending(UNSUBSCRIBED).after(), Cause.DENIED).say(UNSUBSCRIBED);
            case ASK, DEFER, PASS -> {}
        }
        return step;
    }

    /** A contact lets the owner see it. RFC 6121, 3.1.6. */
    Step granted(Contact contact) {
        Step step = new Step(owner, contact);
        return step.to(step.state().receiving(SUBSCRIBED).after(), Cause.GRANTED);
    }

    /** A contact does not let the owner see it, or not any more. RFC 6121, 3.2.3. */
    Step cancelled(Contact contact) {
        Step step = new Step(owner, contact);
        Cause cause = step.state().sees() ? Cause.CANCELLED : Cause.REFUSED;
        return step.to(step.state().receiving(UNSUBSCRIBED).after(), cause);
    }

    /** A contact does not want to see the owner any more. RFC 6121, 3.3.3. */
    Step left(Contact contact) {
        Step step = new Step(owner, contact);
        Transition transition = step.state().receiving(UNSUBSCRIBE);
        boolean saw = step.state().isSeen();
        step.to(transition.after(), saw ? Cause.LEFT : Cause.WITHDRAWN);
        transition.reply().ifPresent(step::say);
        return saw ? step.say(own.goodbyes(contact.jid())) : step;
    }

    /** The owner asks to see a contact, and may say its name and why. RFC 6121, 3.1.2. */
    Step subscribe(Contact contact, String nick, String status) {
        Step step = new Step(owner, contact);
        return step.to(step.state().sending(SUBSCRIBE).after(), Cause.ASKED)
                .say(Presence.between(SUBSCRIBE, owner, contact.jid())
                        .withNick(nick)
                        .withStatus(status));
    }

    /** The owner does not want to see a contact any more. RFC 6121, 3.3.2. */
    Step unsubscribe(Contact contact) {
        Step step = new Step(owner, contact);
        return step.to(step.state().sending(UNSUBSCRIBE).after(), Cause.UNSUBSCRIBED)
                .say(UNSUBSCRIBE);
    }

    /** The owner lets a contact see it, now or as soon as it asks. RFC 6121, 3.1.4 and 3.4. */
    Step approve(Contact contact) {
        Step step = new Step(owner, contact);
        Transition transition = step.state().sending(SUBSCRIBED);
        step.to(transition.after(), transition.passedOn() ? Cause.ACCEPTED : Cause.APPROVED);
        return transition.passedOn() ? step.say(SUBSCRIBED) : step;
    }

    /** The owner does not let a contact see it, or not any more. RFC 6121, 3.2.2: those who saw it are told it goes. */
    Step cancel(Contact contact) {
        Step step = new Step(owner, contact);
        Transition transition = step.state().sending(UNSUBSCRIBED);
        if (step.state().isSeen()) {
            step.say(own.goodbyes(contact.jid()));
        }
        step.to(transition.after(), Cause.DENIED);
        return transition.passedOn() ? step.say(UNSUBSCRIBED) : step;
    }

    /** The owner removes a contact, and ends all there is between them. A request of the contact still waits. RFC 6121, 2.5.2. */
    Step remove(Contact contact) {
        Step step = new Step(owner, contact);
        if (contact.item().isEmpty()) {
            return step;
        }
        SubscriptionState state = step.state();
        if (state.isSeen()) {
            step.say(own.goodbyes(contact.jid())).say(UNSUBSCRIBED);
        }
        if (state.sees() || state.isPendingOut()) {
            step.say(UNSUBSCRIBE);
        }
        SubscriptionState without = state.isPendingIn() ? SubscriptionState.NONE_PENDING_IN : SubscriptionState.NONE;
        return step.to(without, Cause.REMOVED).remove();
    }
}

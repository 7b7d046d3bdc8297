package org.rosterstore.manager;

import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterItem;
import org.rosterstore.Subscription;

/**
 * How an owner and a contact stand to each other: the nine states of RFC 6121, A.1, and those six of them that a
 * pre-approval can go with (RFC 6121, 3.4). A pure state machine: {@link #sending} and {@link #receiving} are the tables of
 * A.2 and A.3.
 *
 * <p>A pre-approval is kept when it has been used, as 3.4.2 allows, until the owner cancels it or the item is removed.
 */
public enum SubscriptionState {
    /** Neither sees the other. A contact that is not in the roster is in this state too. */
    NONE(Subscription.NONE, false, false, false),
    /** Neither sees the other; the owner has asked. */
    NONE_PENDING_OUT(Subscription.NONE, true, false, false),
    /** Neither sees the other; the contact has asked. */
    NONE_PENDING_IN(Subscription.NONE, false, true, false),
    /** Neither sees the other; both have asked. */
    NONE_PENDING_OUT_IN(Subscription.NONE, true, true, false),
    /** The owner sees the contact. */
    TO(Subscription.TO, false, false, false),
    /** The owner sees the contact; the contact has asked. */
    TO_PENDING_IN(Subscription.TO, false, true, false),
    /** The contact sees the owner. */
    FROM(Subscription.FROM, false, false, false),
    /** The contact sees the owner; the owner has asked. */
    FROM_PENDING_OUT(Subscription.FROM, true, false, false),
    /** Each sees the other. */
    BOTH(Subscription.BOTH, false, false, false),
    /** Neither sees the other; the contact may, as soon as it asks. */
    NONE_APPROVED(Subscription.NONE, false, false, true),
    /** Neither sees the other; the owner has asked, and the contact may see, as soon as it asks. */
    NONE_PENDING_OUT_APPROVED(Subscription.NONE, true, false, true),
    /** The owner sees the contact; the contact may, as soon as it asks. */
    TO_APPROVED(Subscription.TO, false, false, true),
    /** The contact sees the owner, and may again. */
    FROM_APPROVED(Subscription.FROM, false, false, true),
    /** The contact sees the owner, and may again; the owner has asked. */
    FROM_PENDING_OUT_APPROVED(Subscription.FROM, true, false, true),
    /** Each sees the other; the contact may again. */
    BOTH_APPROVED(Subscription.BOTH, false, false, true);

    /**
     * What becomes of a state by one stanza.
     *
     * @param before the state that it met
     * @param after the state that it leaves
     * @param passedOn whether the stanza goes on: to the contact where the owner sends it, to the owner where the contact
     *     does
     * @param reply what is answered in the owner's name, without asking the owner
     */
    public record Transition(
            SubscriptionState before, SubscriptionState after, boolean passedOn, Optional<Presence.Type> reply) {

        /**
         * Whether the roster shows a difference, so that the owner's clients are told by a roster push.
         *
         * @return true if subscription, ask or approved differ
         */
        public boolean isPushed() {
            return before.subscription != after.subscription
                    || before.pendingOut != after.pendingOut
                    || before.approved != after.approved;
        }
    }

    private static final List<SubscriptionState> BY_BITS = byBits();

    private final Subscription subscription;
    private final boolean pendingOut;
    private final boolean pendingIn;
    private final boolean approved;

    SubscriptionState(Subscription subscription, boolean pendingOut, boolean pendingIn, boolean approved) {
        this.subscription = subscription;
        this.pendingOut = pendingOut;
        this.pendingIn = pendingIn;
        this.approved = approved;
    }

    /**
     * The state that a contact's record shows. Stores keep every combination, since a client mirrors what its server says;
     * those that RFC 6121, A.1, does not have are read without the half that contradicts what is settled: who sees has no
     * request pending for it, and while a request is pending nothing was approved before it came.
     *
     * @param contact what is stored about the contact
     * @return the state
     */
    public static SubscriptionState of(Contact contact) {
        RosterItem item = contact.item().orElseGet(() -> RosterItem.of(contact.jid()));
        boolean asked = contact.request().isPresent();
        return of(sees(item.subscription()), isSeen(item.subscription()), item.ask(), asked, item.approved());
    }

    private static SubscriptionState of(boolean to, boolean from, boolean out, boolean in, boolean approved) {
        return BY_BITS.get(bits(to, from, out, in, approved));
    }

    private static List<SubscriptionState> byBits() {
        List<SubscriptionState> states = new ArrayList<>();
        for (int bits = 0; bits < 32; bits++) {
            boolean to = (bits & 1) != 0;
            boolean from = (bits & 2) != 0;
            boolean out = (bits & 4) != 0 && !to;
            boolean in = (bits & 8) != 0 && !from;
            boolean approved = (bits & 16) != 0 && !in;
            for (SubscriptionState state : values()) {
                if (bits(state.sees(), state.isSeen(), state.pendingOut, state.pendingIn, state.approved)
                        == bits(to, from, out, in, approved)) {
                    states.add(state);
                }
            }
        }
        return states;
    }

    private static int bits(boolean to, boolean from, boolean out, boolean in, boolean approved) {
        return (to ? 1 : 0) | (from ? 2 : 0) | (out ? 4 : 0) | (in ? 8 : 0) | (approved ? 16 : 0);
    }

    /**
     * The subscription, as the roster shows it.
     *
     * @return who sees whom
     */
    public Subscription subscription() {
        return subscription;
    }

    /**
     * Whether the owner sees the contact's presence.
     *
     * @return true for "to" and "both"
     */
    public boolean sees() {
        return sees(subscription);
    }

    /**
     * Whether the contact sees the owner's presence.
     *
     * @return true for "from" and "both"
     */
    public boolean isSeen() {
        return isSeen(subscription);
    }

    static boolean sees(Subscription subscription) {
        return subscription == Subscription.TO || subscription == Subscription.BOTH;
    }

    static boolean isSeen(Subscription subscription) {
        return subscription == Subscription.FROM || subscription == Subscription.BOTH;
    }

    /**
     * Whether the owner has asked and has no answer.
     *
     * @return true if a request is pending out
     */
    public boolean isPendingOut() {
        return pendingOut;
    }

    /**
     * Whether the contact has asked and has no answer.
     *
     * @return true if a request is pending in
     */
    public boolean isPendingIn() {
        return pendingIn;
    }

    /**
     * Whether the owner has approved the contact's next request before it comes.
     *
     * @return true if the contact is pre-approved
     */
    public boolean isApproved() {
        return approved;
    }

    /**
     * What becomes of this state when the owner sends a stanza to the contact. RFC 6121, A.2 and 3.4.
     *
     * @param type one of the four about a subscription
     * @return what follows
     * @throws IllegalArgumentException for any other type
     */
    public Transition sending(Presence.Type type) {
        return switch (type) {
            case SUBSCRIBE -> passedOn(of(sees(), isSeen(), !sees(), pendingIn, approved));
            case UNSUBSCRIBE -> passedOn(of(false, isSeen(), false, pendingIn, approved));
            case SUBSCRIBED -> {
                if (pendingIn) {
                    yield passedOn(of(sees(), true, pendingOut, false, approved));
                }
                yield isSeen() ? held(this) : held(of(sees(), false, pendingOut, false, true));
            }
            case UNSUBSCRIBED -> {
                SubscriptionState after = of(sees(), false, pendingOut, false, false);
                yield isSeen() || pendingIn ? passedOn(after) : held(after);
            }
            default -> throw notAboutSubscriptions(type);
        };
    }

    /**
     * What becomes of this state when the owner receives a stanza from the contact. RFC 6121, A.3 and 3.4.
     *
     * @param type one of the four about a subscription
     * @return what follows
     * @throws IllegalArgumentException for any other type
     */
    public Transition receiving(Presence.Type type) {
        return switch (type) {
            case SUBSCRIBE -> {
                if (isSeen() || approved) {
                    yield answered(of(sees(), true, pendingOut, false, approved), false, SUBSCRIBED);
                }
                yield pendingIn ? held(this) : passedOn(of(sees(), false, pendingOut, true, false));
            }
            case UNSUBSCRIBE -> {
                SubscriptionState after = of(sees(), false, pendingOut, false, approved);
                yield isSeen() || pendingIn ? answered(after, true, UNSUBSCRIBED) : held(this);
            }
            case SUBSCRIBED -> pendingOut ? passedOn(of(true, isSeen(), false, pendingIn, approved)) : held(this);
            case UNSUBSCRIBED ->
                sees() || pendingOut ? passedOn(of(false, isSeen(), false, pendingIn, approved)) : held(this);
            default -> throw notAboutSubscriptions(type);
        };
    }

    private Transition passedOn(SubscriptionState after) {
        return new Transition(this, after, true, Optional.empty());
    }

    private Transition held(SubscriptionState after) {
        return new Transition(this, after, false, Optional.empty());
    }

    private Transition answered(SubscriptionState after, boolean passedOn, Presence.Type reply) {
        return new Transition(this, after, passedOn, Optional.of(reply));
    }

    private static IllegalArgumentException notAboutSubscriptions(Presence.Type type) {
        return new IllegalArgumentException("a presence of type " + type + " is not about a subscription");
    }

    /** An item in this state: the given one, or a new one. Empty where there was none and none is called for. */
    Optional<RosterItem> item(BareJid contact, Optional<RosterItem> old) {
        if (old.isEmpty() && subscription == Subscription.NONE && !pendingOut && !approved) {
            return old;
        }
        RosterItem item = old.orElseGet(() -> RosterItem.of(contact));
        return Optional.of(new RosterItem(contact, item.name(), item.groups(), subscription, pendingOut, approved));
    }
}

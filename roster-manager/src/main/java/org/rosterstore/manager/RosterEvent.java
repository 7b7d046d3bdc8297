package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/**
 * Something has happened to an owner's roster, or to the presence of somebody in it. Immutable.
 *
 * <p>Listeners are called on the executor that they were given, for one owner by one event at a time and in the order in
 * which things happened. What is told has been committed. What a listener throws is logged, and harms no other listener
 * and no later event.
 */
public sealed interface RosterEvent {

    /**
     * Whose roster it is.
     *
     * @return the owner
     */
    BareJid owner();

    /**
     * Whom it is about.
     *
     * @return the contact; the owner where it is about the whole roster, or about nobody who could be named
     */
    BareJid contact();

    /**
     * Somebody asks to see the owner's presence, and the policy leaves it to a person. Told once for each request, and
     * again for one that still waits when the program starts.
     *
     * @param owner whose presence it is
     * @param request who asks, and what they say
     */
    record Requested(BareJid owner, SubscriptionRequest request) implements RosterEvent {

        /** Checks for null. */
        public Requested {
            requireNonNull(owner, "owner");
            requireNonNull(request, "request");
        }

        @Override
        public BareJid contact() {
            return request.from();
        }
    }

    /**
     * Owner and contact stand to each other in another way.
     *
     * @param owner whose roster it is
     * @param contact whom it is about
     * @param cause why
     * @param old how it was
     * @param current how it is
     */
    record SubscriptionChanged(
            BareJid owner, BareJid contact, Cause cause, SubscriptionState old, SubscriptionState current)
            implements RosterEvent {

        /** Checks for null. */
        public SubscriptionChanged {
            requireNonNull(owner, "owner");
            requireNonNull(contact, "contact");
            requireNonNull(cause, "cause");
            requireNonNull(old, "old");
            requireNonNull(current, "current");
        }
    }

    /** Why owner and contact stand to each other in another way. */
    enum Cause {
        /** The owner asks to see the contact. */
        ASKED,
        /** The contact lets the owner see it. */
        GRANTED,
        /** The contact refuses the owner's request. */
        REFUSED,
        /** The contact does not let the owner see it any more. */
        CANCELLED,
        /** The owner does not want to see the contact any more, or withdraws its request. */
        UNSUBSCRIBED,
        /** The contact asks to see the owner. */
        REQUESTED,
        /** The contact does not want to see the owner any more. */
        LEFT,
        /** The contact withdraws its request. */
        WITHDRAWN,
        /** The owner, or its policy, lets the contact see it. */
        ACCEPTED,
        /** The owner lets the contact see it as soon as it asks. */
        APPROVED,
        /** The owner, or its policy, refuses the contact's request, or cancels what it has approved or granted. */
        DENIED,
        /** The owner has removed the contact. */
        REMOVED,
        /** The account's server says so. */
        SERVER
    }

    /**
     * A contact's item is new, different, or gone.
     *
     * @param owner whose roster it is
     * @param contact whose item
     * @param old how it was; empty if there was none
     * @param current how it is; empty if it is gone
     */
    record ItemChanged(BareJid owner, BareJid contact, Optional<RosterItem> old, Optional<RosterItem> current)
            implements RosterEvent {

        /** Checks for null. */
        public ItemChanged {
            requireNonNull(owner, "owner");
            requireNonNull(contact, "contact");
            requireNonNull(old, "old");
            requireNonNull(current, "current");
        }
    }

    /**
     * Somebody is there: the first of its resources.
     *
     * @param owner who is told so
     * @param contact who is there
     */
    record Online(BareJid owner, BareJid contact) implements RosterEvent {

        /** Checks for null. */
        public Online {
            requireNonNull(owner, "owner");
            requireNonNull(contact, "contact");
        }
    }

    /**
     * Somebody is gone: the last of its resources. Also told when the owner may not see it any more, and when the stream
     * ends.
     *
     * @param owner who is told so
     * @param contact who is gone
     */
    record Offline(BareJid owner, BareJid contact) implements RosterEvent {

        /** Checks for null. */
        public Offline {
            requireNonNull(owner, "owner");
            requireNonNull(contact, "contact");
        }
    }

    /**
     * The presence of one resource is new, different, or gone. {@link Online} comes before it, {@link Offline} after it.
     *
     * @param owner who is told so
     * @param contact whose presence it is
     * @param resource the resource, {@code ""} for a bare JID
     * @param old how it was; empty if it was not there
     * @param current how it is; empty if it is gone
     */
    record PresenceChanged(
            BareJid owner, BareJid contact, String resource, Optional<Presence> old, Optional<Presence> current)
            implements RosterEvent {

        /** Checks for null. */
        public PresenceChanged {
            requireNonNull(owner, "owner");
            requireNonNull(contact, "contact");
            requireNonNull(resource, "resource");
            requireNonNull(old, "old");
            requireNonNull(current, "current");
        }
    }

    /**
     * A stranger's request was not looked at: too many have come in a short time, or wait. Told once a minute at most; the
     * stranger may ask again.
     *
     * @param owner whose presence it is
     * @param contact who has asked
     * @param stanza what had come
     */
    record Dropped(BareJid owner, BareJid contact, Presence stanza) implements RosterEvent {

        /** Checks for null. */
        public Dropped {
            requireNonNull(owner, "owner");
            requireNonNull(contact, "contact");
            requireNonNull(stanza, "stanza");
        }
    }

    /**
     * Something that nobody waits for has failed: a stanza that came could not be dealt with, since the store failed, or
     * one could not be sent. What follows from a failed store is that nothing has changed and nothing was sent.
     *
     * @param owner whose roster it is
     * @param contact whom it was about
     * @param stanza what had come, or was to be sent
     * @param failure why
     */
    record Failed(BareJid owner, BareJid contact, Stanza stanza, RuntimeException failure) implements RosterEvent {

        /** Checks for null. */
        public Failed {
            requireNonNull(owner, "owner");
            requireNonNull(contact, "contact");
            requireNonNull(stanza, "stanza");
            requireNonNull(failure, "failure");
        }
    }

    /**
     * The account's server has an item that cannot be kept: its JID is missing or invalid, its subscription is none of RFC
     * 6121, it stands there twice, or it is larger than any roster may hold. It is left out, all others are kept. The
     * roster is stored under no later version than the one that it is complete for, so that the server sends the item again
     * when a stream begins.
     *
     * @param owner whose roster it is
     * @param item what the server has
     * @param problem what is wrong with it
     */
    record Unusable(BareJid owner, RosterQuery.Item item, String problem) implements RosterEvent {

        /** Checks for null. */
        public Unusable {
            requireNonNull(owner, "owner");
            requireNonNull(item, "item");
            requireNonNull(problem, "problem");
        }

        @Override
        public BareJid contact() {
            return owner;
        }
    }
}

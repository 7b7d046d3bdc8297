package org.rosterstore.manager;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;

/**
 * The roster of one owner whose authority the program is: a bot, or one of a component's addresses. Safe for use by many
 * threads.
 *
 * <p>What changes a roster is committed first and sent then. If the store fails nothing has changed and nothing is sent, and
 * the call throws a {@link RosterStoreException}; where its outcome is unknown, {@link ComponentRosters#tend} finds out and
 * sends what is to be sent. If a stanza cannot be sent it stays marked in the store and is sent later, by whichever node.
 * A call waits for the store. Contacts are told between bare JIDs (RFC 6121, 3).
 */
public final class OwnerRoster {

    private final Authority authority;
    private final Subscriptions subscriptions;
    private final Inbox inbox;
    private final Recovery recovery;
    private final BareJid owner;

    OwnerRoster(OwnerImage image, ComponentSettings settings, Executor executor) {
        this.authority = new Authority(image, settings);
        this.subscriptions = new Subscriptions(authority.owner(), authority.own());
        this.inbox = new Inbox(authority, subscriptions, executor);
        this.recovery = new Recovery(authority, subscriptions);
        this.owner = authority.owner();
    }

    /**
     * Whose roster it is. An owner is no contact of its own: methods that are given one refuse that.
     *
     * @return the owner
     */
    public BareJid owner() {
        return owner;
    }

    /**
     * All that is stored, as it is now.
     *
     * @return the roster. What stands under the owner's own JID is kept by management, and so are extras whose keys begin
     *     with {@code roster.}.
     * @throws RosterStoreException if it cannot be read
     */
    public Roster roster() {
        return authority.settings().store().load(owner);
    }

    /**
     * What is stored about a contact, as it is now.
     *
     * @param contact whom to find
     * @return the contact, absent if there is none
     * @throws RosterStoreException if it cannot be read
     */
    public Contact contact(BareJid contact) {
        return authority.settings().store().find(owner, contact);
    }

    /**
     * Those whom the owner's presence is told to: the subscriptions "from" and "both". As this node has seen it last.
     *
     * @return their addresses
     */
    public Set<BareJid> subscribers() {
        return authority.locked(() -> authority.image().subscribers());
    }

    /**
     * Who is there.
     *
     * @return a view that goes on to change
     */
    public Presences presences() {
        return authority.presences();
    }

    /**
     * Asks to see a contact's presence, which makes it an item. RFC 6121, 3.1.1. Asks again if there was no answer yet.
     *
     * @param contact whom to see
     * @return how the two stand to each other now
     * @throws RosterStoreException if the store fails; nothing was sent
     */
    public SubscriptionState subscribe(BareJid contact) {
        return subscribe(contact, "", "");
    }

    /**
     * Asks to see a contact's presence, with a name to know the owner by and a word to go with it.
     *
     * @param contact whom to see
     * @param nick the name (XEP-0172), one line, {@code ""} for none
     * @param status the word, {@code ""} for none. Both together have at most 4,000 octets.
     * @return how the two stand to each other now
     * @throws RosterStoreException if the store fails, or nick and status are too long; nothing was sent
     */
    public SubscriptionState subscribe(BareJid contact, String nick, String status) {
        if (nick.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a nick of several lines");
        }
        return authority.locked(() -> {
            SubscriptionState state = change(contact, it -> subscriptions.subscribe(it, nick, status));
            recovery.hasAsked(contact);
            return state;
        });
    }

    /**
     * Ends seeing a contact's presence, or withdraws the request. The item stays. RFC 6121, 3.3.
     *
     * @param contact whom not to see
     * @return how the two stand to each other now
     * @throws RosterStoreException if the store fails; nothing was sent
     */
    public SubscriptionState unsubscribe(BareJid contact) {
        return change(contact, subscriptions::unsubscribe);
    }

    /**
     * Lets a contact see the owner's presence: grants its request, or, where it has made none, the one that it will make
     * (RFC 6121, 3.4), which makes it an item.
     *
     * @param contact who may see
     * @return how the two stand to each other now
     * @throws RosterStoreException if the store fails; nothing was sent
     */
    public SubscriptionState approve(BareJid contact) {
        return change(contact, subscriptions::approve);
    }

    /**
     * Answers a request that waits, whenever and on whichever node it came. If it does not wait any more nothing is done.
     *
     * @param contact who has asked
     * @param decision {@link Decision#accept}, {@link Decision#acceptAndReciprocate} or {@link Decision#deny}; with any
     *     other the request goes on to wait
     * @return how the two stand to each other now
     * @throws RosterStoreException if the store fails; nothing was sent
     */
    public SubscriptionState answer(BareJid contact, Decision decision) {
        return change(contact, it -> subscriptions.answered(it, decision));
    }

    /**
     * Does not let a contact see the owner's presence: refuses its request, or cancels what was granted or approved before.
     * The item stays. RFC 6121, 3.1.4 and 3.2.
     *
     * @param contact who may not see
     * @return how the two stand to each other now
     * @throws RosterStoreException if the store fails; nothing was sent
     */
    public SubscriptionState cancel(BareJid contact) {
        return change(contact, subscriptions::cancel);
    }

    /**
     * Names and files a contact, which makes it an item.
     *
     * @param contact whom
     * @param change from the item as it is, or a new one, to one with other name and groups; what it says of subscription,
     *     ask and approved is not taken. It may be called several times.
     * @throws RosterStoreException if the store fails
     */
    public void edit(BareJid contact, UnaryOperator<RosterItem> change) {
        change(contact, it -> {
            RosterItem item = it.item().orElseGet(() -> RosterItem.of(contact));
            return new Step(owner, it).file(change.apply(item));
        });
    }

    /**
     * Removes a contact, and ends all there is between it and the owner. If it has asked, its request goes on to wait. While
     * it could not be told, the item is still stored, with the subscription "none". RFC 6121, 2.5.2.
     *
     * @param contact whom to remove; there need not be an item
     * @throws RosterStoreException if the store fails; nothing was sent
     */
    public void remove(BareJid contact) {
        authority.locked(() -> {
            change(contact, subscriptions::remove);
            authority.presences().drop(contact);
        });
    }

    /**
     * Trusts a contact, which need not have an item: its requests are granted whatever the policy says, by
     * {@link ComponentRosters.Builder#trustedPolicy}. Removing the item ends it.
     *
     * @param contact whom to trust
     * @param isTrusted whether to
     * @throws RosterStoreException if the store fails
     */
    public void trust(BareJid contact, boolean isTrusted) {
        Optional<String> mark = isTrusted ? Optional.of("") : Optional.empty();
        change(contact, it -> new Step(owner, it).mark(Extra.TRUSTED, mark));
    }

    /**
     * Gives the owner a policy of its own, before that of all owners. It is kept in the store, by its name.
     *
     * @param name of one that {@link ComponentRosters.Builder#policy(String, SubscriptionPolicy)} has told this node; a node
     *     that does not know it asks a person. Empty for none of its own.
     * @throws IllegalArgumentException if this node does not know it
     * @throws RosterStoreException if the store fails
     */
    public void usePolicy(Optional<String> name) {
        if (name.isPresent() && !authority.settings().policies().containsKey(name.get())) {
            throw new IllegalArgumentException("no policy %s; there are %s"
                    .formatted(name.get(), authority.settings().policies().keySet()));
        }
        ifManaged(authority.locked(() -> authority.change(owner, it -> new Step(owner, it).mark(Extra.POLICY, name))));
    }

    /**
     * Removes the items that say nothing: no subscription, nothing asked or approved, no extra of the application.
     *
     * @return how many there were
     * @throws RosterStoreException if the store fails; some of them may be removed
     */
    public int prune() {
        List<BareJid> idle = roster().contacts().values().stream()
                .filter(OwnerRoster::isIdle)
                .map(Contact::jid)
                .toList();
        idle.forEach(contact -> change(contact, it -> isIdle(it) ? subscriptions.remove(it) : new Step(owner, it)));
        return idle.size();
    }

    private static boolean isIdle(Contact contact) {
        return contact.item().isPresent()
                && contact.extras().isEmpty()
                && SubscriptionState.of(contact) == SubscriptionState.NONE;
    }

    /**
     * Sends a presence of the owner. One about a subscription is the same as {@link #subscribe}, {@link #unsubscribe},
     * {@link #approve} or {@link #cancel}. An available or unavailable one without {@code to} is sent to all subscribers, and
     * remembered for those who come to see the owner later; one with {@code to} to that one only, who is told when the owner
     * goes. RFC 6121, 4.2 to 4.6.
     *
     * @param presence what to say. {@code from} may be missing; its resource is one of the owner's.
     * @throws IllegalArgumentException if it is from somebody else, or to nobody although its type is for one
     * @throws RosterStoreException if it is about a subscription and the store fails; nothing was sent
     */
    public void send(Presence presence) {
        Presence mine = authority.mine(presence);
        boolean isForAll = mine.type() == Presence.Type.AVAILABLE || mine.type() == Presence.Type.UNAVAILABLE;
        if (mine.to().isEmpty() && !isForAll) {
            throw new IllegalArgumentException("a presence of type " + mine.type() + ", to nobody");
        }
        switch (mine.type()) {
            case SUBSCRIBE -> subscribe(recipient(mine), mine.nick(), mine.status());
            case SUBSCRIBED -> approve(recipient(mine));
            case UNSUBSCRIBE -> unsubscribe(recipient(mine));
            case UNSUBSCRIBED -> cancel(recipient(mine));
            default -> authority.locked(() -> authority.say(mine));
        }
    }

    private static BareJid recipient(Presence presence) {
        return presence.to().orElseThrow().bare();
    }

    private SubscriptionState change(BareJid contact, Function<Contact, Step> decide) {
        if (contact.equals(owner)) {
            throw new IllegalArgumentException("an owner is no contact of its own: " + owner);
        }
        return ifManaged(authority.locked(() -> authority.change(contact, decide)));
    }

    private SubscriptionState ifManaged(Optional<SubscriptionState> state) {
        return state.orElseThrow(() -> new IllegalStateException(owner + " is not managed any more"));
    }

    /** Looks whether another node has done something. */
    void refresh() {
        authority.locked(authority::refresh);
    }

    void receive(Presence presence) {
        inbox.receive(presence);
    }

    void start(Roster roster) {
        authority.locked(() -> recovery.start(roster));
    }

    void tend() {
        authority.locked(recovery::tend);
    }

    /** Says that each resource is gone, to all who were told that it is there. */
    void leave() {
        authority.locked(() -> authority.own().goodbyes().forEach(authority::say));
    }

    /** The stream has ended: nobody is known to be there any more. */
    void disconnected() {
        authority.locked(authority.presences()::clear);
    }

    /** Something has been committed, perhaps by another node. */
    void changed(Consumer<OwnerRoster> ifErased) {
        inbox.execute(() -> {
            try {
                authority.refresh();
            } catch (RosterStoreException e) {
                authority.doubt();
            }
            if (!authority.image().isManaged()) {
                ifErased.accept(this);
            }
        });
    }
}

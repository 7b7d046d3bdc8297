package org.rosterstore.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.LimitExceededException;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

/**
 * The copy of a server's roster that a store keeps, and what listeners have been told of it. For one thread at a time.
 *
 * <p>At every moment, whatever has failed and whoever else writes: <em>a roster that is stored under a version has all that
 * its server had at that version.</em> That it may have something later besides does no harm, since the server will say it
 * again. Therefore
 *
 * <ul>
 *   <li>an item and its version are one commit, made only if the roster is still as it was seen last;
 *   <li>when a push could not be kept, or before the server has answered in this stream, the version stands still
 *       ({@link #isInStep} is false) until the server is asked again from there;
 *   <li>when the roster is found under a version that this stream has not come to, another session of the account is ahead.
 *       Nothing is written until this stream comes to that version too, or the server is asked again from there.
 * </ul>
 */
final class StoredCopy {

    /** Of a commit whose outcome is unknown, and of one that other writers come before. */
    private static final int TRIES = 3;

    private final RosterStore store;
    private final BareJid account;
    private final Consumer<RosterEvent> events;

    /** What listeners know. */
    private final Map<BareJid, RosterItem> items = new HashMap<>();

    private final Map<BareJid, SubscriptionRequest> requests = new HashMap<>();
    private boolean isKnown;

    /** As it was seen last, empty where it must be looked at again. */
    private Optional<Revision> revision = Optional.empty();

    private Optional<String> storedVer = Optional.empty();
    private boolean hasUnreadable;

    /** The version up to which this stream has seen everything kept. */
    private Optional<String> followedVer = Optional.empty();

    /** Something that the server has sent was not kept, or it has not been asked yet. */
    private boolean missesSomething = true;

    /** The server has something that cannot be kept. */
    private boolean lacksSomething;

    StoredCopy(RosterStore store, BareJid account, Consumer<RosterEvent> events) {
        this.store = store;
        this.account = account;
        this.events = events;
    }

    BareJid account() {
        return account;
    }

    Optional<RosterItem> item(BareJid contact) {
        return Optional.ofNullable(items.get(contact));
    }

    boolean isContact(BareJid contact) {
        return items.containsKey(contact);
    }

    /** How many requests wait for an answer. */
    int pendingIn() {
        return requests.size();
    }

    /** The state that listeners know. */
    SubscriptionState state(BareJid contact) {
        return SubscriptionState.of(new Contact(
                contact, item(contact), Optional.ofNullable(requests.get(contact)), Map.of(), Revision.NONE));
    }

    /** What is stored about a contact now. */
    Contact find(BareJid contact) {
        return store.find(account, contact);
    }

    /** Whether the version is that of the last push, so that there is nothing to ask for. */
    boolean isInStep() {
        return !missesSomething && storedVer.equals(followedVer);
    }

    /** Something that the server has sent was not kept. */
    void miss() {
        missesSomething = true;
    }

    /** The server has something that cannot be kept. */
    void lack() {
        lacksSomething = true;
    }

    /**
     * A stream begins. What is stored then listeners know, unless it cannot be read: then they know nothing, and the roster
     * is bootstrapped, for {@link #verToAskFrom} is empty.
     */
    void begin() {
        revision = Optional.empty();
        storedVer = Optional.empty();
        followedVer = Optional.empty();
        missesSomething = true;
        lacksSomething = false;
        boolean isFirst = !isKnown;
        isKnown = true;
        Roster roster = look();
        followedVer = storedVer;
        if (isFirst) {
            roster.items().forEach(item -> items.put(item.contact(), item));
            roster.requests().forEach(request -> requests.put(request.from(), request));
        } else {
            tellDifferences(roster);
        }
    }

    /** Looks at the roster again, and tells what others have changed. */
    void load() {
        tellDifferences(look());
    }

    private Roster look() {
        Roster roster = store.load(account);
        revision = Optional.of(roster.revision());
        storedVer = roster.ver();
        hasUnreadable = !roster.unreadable().isEmpty();
        return roster;
    }

    private void tellDifferences(Roster roster) {
        Set<BareJid> gone = new HashSet<>(items.keySet());
        gone.addAll(requests.keySet());
        gone.removeAll(roster.contacts().keySet());
        roster.unreadable().stream().map(Unreadable::contact).forEach(gone::remove);
        gone.forEach(contact -> tell(contact, Optional.empty(), Optional.empty()));
        roster.contacts().values().forEach(contact -> tell(contact.jid(), contact.item(), contact.request()));
    }

    /**
     * The version to ask the server from, if there is one. It is looked for where it is not known, so that it is that of
     * the roster whatever has failed before.
     */
    Optional<String> verToAskFrom() {
        if (revision.isEmpty()) {
            load();
        }
        return storedVer;
    }

    /**
     * The server says that nothing has changed since a version, or that it will push what has. Who is in step has perhaps
     * had some of that already, and follows on from there.
     */
    void unchangedSince(Optional<String> ver) {
        if (!isInStep()) {
            followedVer = ver.isPresent() ? ver : storedVer;
        }
        missesSomething = false;
        lacksSomething = ver.isEmpty(); // for all that is known: nothing has changed since nothing
    }

    /** The whole roster, as the server has it, or as much of it as can be kept. */
    void replace(Map<BareJid, RosterItem> received, Optional<String> ver, boolean isComplete) {
        Optional<String> newVer = isComplete ? ver : Optional.empty();
        if (!isStored(received, newVer)) {
            List<RosterEdit> edits = new ArrayList<>();
            edits.add(RosterEdit.replaceItems(received.values()));
            edits.add(ver(newVer));
            requests.keySet().stream()
                    .filter(contact -> received.containsKey(contact) && isSeen(received.get(contact)))
                    .map(RosterEdit::settle)
                    .forEach(edits::add);
            Committed committed = (Committed) commit(RosterEdit.all(edits), Condition.none());
            revision = Optional.of(committed.revision());
            storedVer = newVer;
            hasUnreadable = false;
        }
        followedVer = newVer;
        missesSomething = false;
        lacksSomething = !isComplete;
        Set<BareJid> gone = new HashSet<>(items.keySet());
        gone.removeAll(received.keySet());
        gone.forEach(contact -> tell(contact, Optional.empty()));
        received.forEach((contact, item) -> tell(contact, Optional.of(item)));
    }

    private boolean isStored(Map<BareJid, RosterItem> received, Optional<String> ver) {
        return !hasUnreadable
                && storedVer.equals(ver)
                && received.size() == items.size()
                && received.values().stream().allMatch(item -> isStored(item.contact(), Optional.of(item)))
                && revision.isPresent()
                && revision.get().equals(store.revision(account));
    }

    private boolean isStored(BareJid contact, Optional<RosterItem> received) {
        RosterItem item = items.get(contact);
        if (hasUnreadable || received.isEmpty() || item == null) {
            return !hasUnreadable && received.isEmpty() && item == null;
        }
        return item.identical(received.get()) && !(requests.containsKey(contact) && isSeen(received.get()));
    }

    /**
     * What the server says of a contact; empty for one that is no longer in the roster. If it is not kept, or cannot be yet,
     * {@link #isInStep} is false.
     *
     * @return whether it is stored
     * @throws LimitExceededException if it cannot be kept beside what is kept of the contact already
     * @throws RosterStoreException if the store fails. The version stands where it stood, unless the commit was made all the
     *     same.
     */
    boolean push(BareJid contact, Optional<RosterItem> item, Optional<String> ver) {
        boolean isKept = false;
        try {
            isKept = tryToPush(contact, item, ver);
        } catch (LimitExceededException e) {
            lacksSomething = true;
            throw e;
        } catch (RuntimeException e) {
            missesSomething = true;
            throw e;
        }
        missesSomething |= !isKept;
        return isKept;
    }

    private boolean tryToPush(BareJid contact, Optional<RosterItem> item, Optional<String> ver) {
        for (int tries = 0; tries < TRIES; tries++) {
            if (revision.isEmpty()) {
                load();
            }
            boolean isWhereOthersAre = ver.isPresent() && ver.equals(storedVer);
            if (!storedVer.equals(followedVer)) {
                if (!isWhereOthersAre) {
                    return false;
                }
                missesSomething = false;
                lacksSomething = false;
            }
            Optional<String> newVer = ver.isPresent() && (missesSomething || lacksSomething) ? storedVer : ver;
            if (isStored(contact, item) && newVer.equals(storedVer)) {
                followedVer = newVer;
                return true;
            }
            if (commitIfUnchanged(edit(contact, item).and(ver(newVer)))) {
                storedVer = newVer;
                followedVer = newVer;
                tell(contact, item);
                return true;
            }
            load();
        }
        throw new StoreUnavailableException(
                "the roster of %s was changed by others at each of %d attempts".formatted(account, TRIES));
    }

    private static RosterEdit edit(BareJid contact, Optional<RosterItem> item) {
        if (item.isEmpty()) {
            return RosterEdit.remove(contact);
        }
        RosterEdit put = RosterEdit.put(item.get());
        return isSeen(item.get()) ? put.and(RosterEdit.settle(contact)) : put;
    }

    private static RosterEdit ver(Optional<String> ver) {
        return ver.map(RosterEdit::ver).orElseGet(RosterEdit::noVer);
    }

    private static boolean isSeen(RosterItem item) {
        return SubscriptionState.isSeen(item.subscription());
    }

    /** Forgets the requests of earlier streams: those that still wait the server delivers again. RFC 6121, 3.1.3. */
    Set<BareJid> dropRequests() {
        Set<BareJid> contacts = Set.copyOf(requests.keySet());
        if (!contacts.isEmpty()) {
            commitBesides(
                    RosterEdit.all(contacts.stream().map(RosterEdit::settle).toList()));
            requests.clear();
        }
        return contacts;
    }

    /** Keeps a request until it is answered. */
    void keep(SubscriptionRequest request) {
        commitBesides(RosterEdit.request(request));
        SubscriptionState old = state(request.from());
        requests.put(request.from(), request);
        tellState(request.from(), RosterEvent.Cause.REQUESTED, old);
    }

    /** Drops a request that was answered or withdrawn. */
    void settle(BareJid contact, RosterEvent.Cause cause) {
        commitBesides(RosterEdit.settle(contact));
        SubscriptionState old = state(contact);
        requests.remove(contact);
        tellState(contact, cause, old);
    }

    /** A commit that has nothing to do with what the server has. */
    void commitBesides(RosterEdit edit) {
        Committed committed = (Committed) commit(edit, Condition.none());
        if (revision.isPresent()
                && committed.revision().counter() == revision.get().counter() + 1) {
            revision = Optional.of(committed.revision()); // nobody else has been there in between
        }
    }

    private boolean commitIfUnchanged(RosterEdit edit) {
        CommitResult result = commit(edit, Condition.at(revision.orElseThrow()));
        if (result instanceof Committed committed) {
            revision = Optional.of(committed.revision());
            return true;
        }
        return false;
    }

    private CommitResult commit(RosterEdit edit, Condition condition) {
        Condition current = condition;
        for (int tries = 1; ; tries++) {
            try {
                return store.commit(account, edit, current);
            } catch (RuntimeException e) {
                revision = Optional.empty(); // perhaps it was made all the same
                Optional<Attempt> attempt =
                        e instanceof RosterStoreException known ? known.attempt() : Optional.empty();
                if (attempt.isEmpty() || tries == TRIES) {
                    throw e;
                }
                current = Condition.retrying(attempt.get());
            }
        }
    }

    /** Tells what the server has said. Whoever sees the owner has been answered. */
    private void tell(BareJid contact, Optional<RosterItem> item) {
        boolean isAnswered = item.isPresent() && isSeen(item.get());
        tell(contact, item, isAnswered ? Optional.empty() : Optional.ofNullable(requests.get(contact)));
    }

    private void tell(BareJid contact, Optional<RosterItem> item, Optional<SubscriptionRequest> request) {
        Optional<RosterItem> oldItem = item(contact);
        SubscriptionState oldState = state(contact);
        item.ifPresentOrElse(it -> items.put(contact, it), () -> items.remove(contact));
        request.ifPresentOrElse(it -> requests.put(contact, it), () -> requests.remove(contact));
        tellState(contact, RosterEvent.Cause.SERVER, oldState);
        if (oldItem.isPresent() != item.isPresent()
                || (item.isPresent() && !item.get().identical(oldItem.get()))) {
            events.accept(new RosterEvent.ItemChanged(account, contact, oldItem, item));
        }
    }

    private void tellState(BareJid contact, RosterEvent.Cause cause, SubscriptionState old) {
        SubscriptionState current = state(contact);
        if (current != old) {
            events.accept(new RosterEvent.SubscriptionChanged(account, contact, cause, old, current));
        }
    }
}

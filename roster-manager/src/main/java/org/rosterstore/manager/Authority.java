package org.rosterstore.manager;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStoreException;
import org.rosterstore.StoreUnavailableException;

/**
 * What an owner's roster is changed by: commits first, sends then, tells then. What it does for one owner is done by one
 * thread at a time, {@link #locked}.
 */
final class Authority {

    private static final Logger LOGGER = System.getLogger(Authority.class.getName());

    /** So long others may be faster. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So often a commit of unknown outcome is tried. */
    private static final int TRIES = 3;

    private final BareJid owner;
    private final ComponentSettings settings;
    private final Consumer<RosterEvent> events;
    private final ReentrantLock lock = new ReentrantLock();
    private final LastPresences own;
    private final Presences presences;
    private OwnerImage image;
    private boolean isDoubtful;

    Authority(OwnerImage image, ComponentSettings settings) {
        this.owner = image.self().jid();
        this.image = image;
        this.settings = settings;
        this.events = settings.events().queue();
        this.own = new LastPresences(owner);
        this.presences =
                new Presences(owner, settings.maxStrangers(), settings.maxResources(), it -> image().knows(it), events);
        settings.presenceAtStart().apply(owner).ifPresent(presence -> own.toAll(mine(presence), Set.of()));
    }

    BareJid owner() {
        return owner;
    }

    ComponentSettings settings() {
        return settings;
    }

    Instant now() {
        return settings.clock().instant();
    }

    /** As it was seen last. */
    OwnerImage image() {
        return image;
    }

    LastPresences own() {
        return own;
    }

    Presences presences() {
        return presences;
    }

    void tell(RosterEvent event) {
        events.accept(event);
    }

    void locked(Runnable task) {
        locked(() -> {
            task.run();
            return true;
        });
    }

    <T> T locked(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    /** That of the owner, with an answer for those that have none. */
    SubscriptionPolicy policy() {
        SubscriptionPolicy policy = settings.policyOf(image.self());
        return applicant -> {
            try {
                return policy.decide(applicant);
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, () -> "a policy failed; a person is asked", e);
                return Decision.ask();
            }
        };
    }

    /** Empty if the owner has been erased meanwhile, by whichever node: then nothing is done. */
    Optional<SubscriptionState> change(BareJid contact, Function<Contact, Step> decide) {
        Instant end = now().plus(PATIENCE);
        while (image.isManaged()) {
            Contact before =
                    contact.equals(owner) ? image.self() : settings.store().find(owner, contact);
            Step step = decide.apply(before);
            RosterEdit edit = step.edit();
            if (edit.isEmpty()) {
                step.stanzas().forEach(this::deliver);
                step.events().forEach(events);
                return Optional.of(step.state());
            }
            if (commit(edit, Condition.unchanged(conditions(before))) instanceof Committed committed) {
                follow(step, step.result(committed.revision()));
                return Optional.of(step.state());
            }
            if (now().isAfter(end)) {
                throw new StoreUnavailableException("%s was changed by others at every attempt for %d seconds"
                        .formatted(owner, PATIENCE.toSeconds()));
            }
            refresh();
        }
        return Optional.empty();
    }

    /** That nobody else has changed the contact, or erased the owner, or given it another policy. */
    private Contact[] conditions(Contact before) {
        return before.jid().equals(owner) ? new Contact[] {before} : new Contact[] {before, image.self()};
    }

    private CommitResult commit(RosterEdit edit, Condition condition) {
        Condition next = condition;
        for (int tries = 1; ; tries++) {
            try {
                return settings.store().commit(owner, edit, next);
            } catch (RosterStoreException e) {
                if (e.outcome() == Outcome.NOT_APPLIED) {
                    throw e;
                }
                if (tries == TRIES) {
                    doubt();
                    throw e;
                }
                next = Condition.retrying(e.attempt().orElseThrow());
            }
        }
    }

    private void follow(Step step, Contact after) {
        boolean saw = image.of(after.jid()).sees();
        image.committed(after);
        if (step.isMarked()) {
            send(step.stanzas(), after);
        } else {
            step.stanzas().forEach(this::deliver);
        }
        step.events().forEach(events);
        if (saw && !step.state().sees()) {
            presences.drop(after.jid()); // RFC 6121, 3.3.2: it is void at once
        }
        if (!step.state().isSeen()) {
            own.forget(after.jid());
        }
    }

    boolean deliver(Presence stanza) {
        try {
            settings.sender().send(stanza);
            return true;
        } catch (RuntimeException e) {
            BareJid contact = stanza.to().orElseThrow().bare();
            events.accept(new RosterEvent.Failed(owner, contact, stanza, e));
            return false;
        }
    }

    /**
     * Sends what is marked with a contact, and takes the mark away; or leaves it, and what is sent is sent once more. Who is
     * let in is told who is there: RFC 6121, 3.1.5.
     */
    void send(List<Presence> stanzas, Contact marked) {
        boolean isSent = true;
        for (Presence stanza : stanzas) {
            isSent &= deliver(stanza) || !stanza.type().isSubscription();
            if (stanza.type() == Presence.Type.SUBSCRIBED) {
                own.seenBy(marked.jid()).forEach(this::deliver);
            }
        }
        try {
            if (isSent) {
                unmark(marked);
            } else {
                doubt();
            }
        } catch (RosterStoreException e) {
            doubt();
        }
    }

    private void unmark(Contact marked) {
        Contact present = marked;
        for (int tries = 0; tries < TRIES; tries++) {
            Unsent unsent = Unsent.of(present);
            if (unsent.isNothing() || !unsent.isWithin(Unsent.of(marked))) {
                return; // somebody else has taken the mark away, or has more to say and will
            }
            boolean removes = unsent.removes();
            RosterEdit edit =
                    removes ? RosterEdit.remove(present.jid()) : RosterEdit.noExtra(present.jid(), Extra.UNSENT);
            if (commit(edit, Condition.unchanged(present)) instanceof Committed committed) {
                image.committed(unmarked(present, removes, committed.revision()));
                return;
            }
            present = settings.store().find(owner, present.jid());
        }
        doubt();
    }

    private static Contact unmarked(Contact marked, boolean removes, Revision revision) {
        if (removes) {
            return new Contact(marked.jid(), Optional.empty(), marked.request(), Map.of(), revision);
        }
        Map<String, String> extras = new HashMap<>(marked.extras());
        extras.remove(Extra.UNSENT);
        return new Contact(marked.jid(), marked.item(), marked.request(), extras, revision);
    }

    /** Something may be to be sent, or to be found out: {@link Recovery#tend} will. */
    void doubt() {
        isDoubtful = true;
    }

    /** Looks at the store again, all of it if there is a doubt. Gives what it has seen then. */
    Optional<Roster> look() {
        if (isDoubtful) {
            Roster roster = settings.store().load(owner);
            isDoubtful = false;
            image = new OwnerImage(roster);
            return Optional.of(roster);
        }
        if (settings.store().feed().isEmpty()) {
            refresh();
        }
        return Optional.empty();
    }

    /** Takes in a roster that was loaded before, or what it is now if more has been seen since. Gives what it took. */
    Roster begin(Roster loaded) {
        boolean isOld = loaded.revision().counter() < image.revision().counter();
        Roster roster = isOld ? settings.store().load(owner) : loaded;
        if (!roster.revision().equals(image.revision())) {
            image = new OwnerImage(roster);
        }
        return roster;
    }

    /** Looks whether somebody else has committed. */
    void refresh() {
        image.refresh(settings.store()).forEach((contact, old) -> {
            SubscriptionState state = image.of(contact);
            if (old.sees() && !state.sees()) {
                presences.drop(contact);
            }
            if (!old.isSeen() && state.isSeen()) {
                own.seenBy(contact).forEach(this::deliver); // the other node does not know what was said here
            }
        });
    }

    /** Says something in the owner's name that is not about subscriptions. */
    void say(Presence mine) {
        if (mine.type() != Presence.Type.AVAILABLE && mine.type() != Presence.Type.UNAVAILABLE) {
            deliver(mine);
        } else if (mine.to().isPresent()) {
            own.toOne(mine);
            deliver(mine);
        } else {
            if (settings.store().feed().isEmpty()) {
                refresh(); // nobody says that another node has let somebody in
            }
            own.toAll(mine, image.subscribers()).forEach(this::deliver);
        }
    }

    /** A presence that is the owner's, or is made so. */
    Presence mine(Presence presence) {
        Jid from = presence.from().orElseGet(() -> Jid.of(owner));
        if (!from.bare().equals(owner)) {
            throw new IllegalArgumentException("a presence from " + from + ", not from " + owner);
        }
        return presence.withFrom(from);
    }
}

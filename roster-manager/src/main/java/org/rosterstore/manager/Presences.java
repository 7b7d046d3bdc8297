package org.rosterstore.manager;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rosterstore.BareJid;

/**
 * Who is there, of those who tell an owner: contacts with all their resources, and some strangers. It is kept in memory
 * only and never makes anybody a contact. Safe for use by many threads; what it answers is a snapshot.
 *
 * <p>Whoever comes before the roster is known is kept as a stranger, and is found all the same when it turns out to be a
 * contact.
 */
public final class Presences {

    private final BareJid owner;
    private final int maxStrangers;
    private final int maxResources;
    private final Predicate<BareJid> isContact;
    private final Consumer<RosterEvent> events;

    /** By contact and resource; the resource that spoke last is the last. Written under the owner's lock only. */
    private final Map<BareJid, Map<String, Presence>> present = new ConcurrentHashMap<>();

    /** In the order in which they came; those of them that have become contacts are left out when they are met. */
    private final Set<BareJid> strangers = Collections.newSetFromMap(new LinkedHashMap<>());

    Presences(
            BareJid owner,
            int maxStrangers,
            int maxResources,
            Predicate<BareJid> isContact,
            Consumer<RosterEvent> events) {
        this.owner = owner;
        this.maxStrangers = maxStrangers;
        this.maxResources = maxResources;
        this.isContact = isContact;
        this.events = events;
    }

    /**
     * Everybody who is there.
     *
     * @return their addresses
     */
    public Set<BareJid> online() {
        return Set.copyOf(present.keySet());
    }

    /**
     * The resources by which somebody is there.
     *
     * @param contact whom to look for
     * @return the last presence of each resource, {@code ""} for one of a bare JID; in the order in which they last spoke
     */
    public Map<String, Presence> of(BareJid contact) {
        return present.getOrDefault(contact, Map.of());
    }

    /**
     * The resource to write to: of those whose priority is not negative (RFC 6121, 8.5.2.1.1) the one with the highest; of
     * several the most available, as {@link Show} orders them, and in the end the one that spoke last.
     *
     * @param contact whom to look for
     * @return its last presence, or empty if there is none to write to
     */
    public Optional<Presence> best(BareJid contact) {
        Presence best = null;
        for (Presence presence : of(contact).values()) {
            if (presence.priority() >= 0 && (best == null || !isBetter(best, presence))) {
                best = presence;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(Presence one, Presence other) {
        return one.priority() != other.priority()
                ? one.priority() > other.priority()
                : one.show().compareTo(other.show()) < 0;
    }

    /** Takes in an available or unavailable presence; of any other type it takes no notice. */
    void receive(Presence presence) {
        Jid from = presence.from().orElseThrow();
        switch (presence.type()) {
            case AVAILABLE -> come(from.bare(), from.resource(), presence);
            case UNAVAILABLE -> {
                if (from.isBare()) {
                    drop(from.bare()); // RFC 6121, 4.5.4: it speaks for all of them
                } else {
                    go(from.bare(), from.resource());
                }
            }
            default -> {}
        }
    }

    private void come(BareJid contact, String resource, Presence presence) {
        Map<String, Presence> before = of(contact);
        Presence old = before.get(resource);
        if (old == null && before.size() >= maxResources) {
            return;
        }
        if (before.isEmpty() && !isContact.test(contact)) {
            makeRoom();
            strangers.add(contact);
        }
        Map<String, Presence> after = new LinkedHashMap<>(before);
        after.remove(resource);
        after.put(resource, presence);
        present.put(contact, Collections.unmodifiableMap(after));
        if (before.isEmpty()) {
            events.accept(new RosterEvent.Online(owner, contact));
        }
        if (old == null || !saysTheSame(old, presence)) {
            changed(contact, resource, Optional.ofNullable(old), Optional.of(presence));
        }
    }

    private static boolean saysTheSame(Presence one, Presence other) {
        return one.withId("")
                .withTo(Jid.of(other.from().orElseThrow().bare()))
                .equals(other.withId("")
                        .withTo(Jid.of(other.from().orElseThrow().bare())));
    }

    private void go(BareJid contact, String resource) {
        Map<String, Presence> before = of(contact);
        Presence old = before.get(resource);
        if (old == null) {
            return;
        }
        Map<String, Presence> after = new LinkedHashMap<>(before);
        after.remove(resource);
        if (after.isEmpty()) {
            present.remove(contact);
            strangers.remove(contact);
        } else {
            present.put(contact, Collections.unmodifiableMap(after));
        }
        changed(contact, resource, Optional.of(old), Optional.empty());
        if (after.isEmpty()) {
            events.accept(new RosterEvent.Offline(owner, contact));
        }
    }

    private void changed(BareJid contact, String resource, Optional<Presence> old, Optional<Presence> current) {
        events.accept(new RosterEvent.PresenceChanged(owner, contact, resource, old, current));
    }

    /** Ends all presence of somebody. */
    void drop(BareJid contact) {
        of(contact).keySet().forEach(resource -> go(contact, resource));
    }

    /** Ends all presence of everybody: the stream has ended. */
    void clear() {
        online().forEach(this::drop);
    }

    private void makeRoom() {
        Iterator<BareJid> oldest = strangers.iterator();
        while (strangers.size() >= maxStrangers && oldest.hasNext()) {
            BareJid stranger = oldest.next();
            oldest.remove();
            if (!isContact.test(stranger)) {
                drop(stranger);
            }
        }
    }
}

package org.rosterstore.manager;

import static org.rosterstore.manager.Presence.Type.AVAILABLE;
import static org.rosterstore.manager.Presence.Type.UNAVAILABLE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rosterstore.BareJid;

/**
 * What an owner's resources have said last, to everybody and to single ones: who comes to see the owner is told it, and who
 * was told that a resource is there is told that it is gone. RFC 6121, 4.2 to 4.6. Not safe for use by several threads.
 */
final class LastPresences {

    private final BareJid owner;
    private final Map<String, Presence> toAll = new LinkedHashMap<>();

    /** What single ones were told since it was last said to all: by address, and by the owner's resource. */
    private final Map<Jid, Map<String, Presence>> toOne = new HashMap<>();

    LastPresences(BareJid owner) {
        this.owner = owner;
    }

    /** Says something to all who see the owner, and gives the stanzas that do it. */
    List<Presence> toAll(Presence presence, Collection<BareJid> subscribers) {
        String resource = presence.from().orElseThrow().resource();
        List<Presence> stanzas = new ArrayList<>(subscribers.size());
        for (BareJid subscriber : subscribers) {
            stanzas.add(presence.withTo(Jid.of(subscriber)));
        }
        if (presence.type() == AVAILABLE) {
            toAll.put(resource, presence);
            toOne.entrySet()
                    .removeIf(one -> one.getKey().isBare()
                            && subscribers.contains(one.getKey().bare())
                            && one.getValue().remove(resource) != null
                            && one.getValue().isEmpty());
        } else {
            toAll.remove(resource);
            toOne.entrySet().removeIf(one -> {
                if (one.getValue().remove(resource) != null
                        && !subscribers.contains(one.getKey().bare())) {
                    stanzas.add(presence.withTo(one.getKey()));
                }
                return one.getValue().isEmpty();
            });
        }
        return stanzas;
    }

    /** Says something to one. */
    void toOne(Presence presence) {
        Jid to = presence.to().orElseThrow();
        String resource = presence.from().orElseThrow().resource();
        if (presence.type() == AVAILABLE) {
            toOne.computeIfAbsent(to, one -> new LinkedHashMap<>()).put(resource, presence);
        } else {
            Map<String, Presence> told = toOne.getOrDefault(to, Map.of());
            told.remove(resource);
            if (told.isEmpty()) {
                toOne.remove(to);
            }
        }
    }

    /** Whether somebody was told something that not all were told, at this address or one of its resources. */
    boolean isToldApart(BareJid contact) {
        return toOne.keySet().stream().anyMatch(one -> one.bare().equals(contact));
    }

    /** What each resource has said last, to one who sees the owner. */
    List<Presence> seenBy(BareJid contact) {
        Jid to = Jid.of(contact);
        Map<String, Presence> seen = toAll;
        if (toOne.containsKey(to)) {
            seen = new LinkedHashMap<>(toAll);
            seen.putAll(toOne.get(to));
        }
        List<Presence> stanzas = new ArrayList<>(seen.size());
        for (Presence presence : seen.values()) {
            stanzas.add(presence.withTo(to));
        }
        return stanzas;
    }

    /** The answer to a probe: what each resource has said last, or that there is none. RFC 6121, 4.3.2. */
    List<Presence> probedBy(BareJid contact) {
        List<Presence> seen = seenBy(contact);
        return seen.isEmpty() ? List.of(Presence.between(UNAVAILABLE, owner, contact)) : seen;
    }

    /** That each resource is gone, to one who may not see the owner any more. */
    List<Presence> goodbyes(BareJid contact) {
        return seenBy(contact).stream().map(LastPresences::goodbye).toList();
    }

    /** Somebody has been told that each resource is gone. */
    void forget(BareJid contact) {
        toOne.remove(Jid.of(contact));
    }

    /** That each resource is gone, to be said to all. */
    List<Presence> goodbyes() {
        Set<Presence> goodbyes = new LinkedHashSet<>();
        toAll.values().forEach(presence -> goodbyes.add(goodbye(presence)));
        new HashSet<>(toOne.values())
                .forEach(told -> told.values().forEach(presence -> goodbyes.add(goodbye(presence))));
        return List.copyOf(goodbyes);
    }

    private static Presence goodbye(Presence presence) {
        Presence goodbye = Presence.of(UNAVAILABLE).withFrom(presence.from().orElseThrow());
        return presence.to().map(goodbye::withTo).orElse(goodbye);
    }
}

package org.rosterstore.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.portable.RosterImport;

/** Puts rosters into a store, each in one commit: in place of what is there, or beside it. */
final class StoreImport implements Consumer<Roster> {

    /** What became of an owner. */
    private enum Effect {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    private final RosterStore store;
    private final boolean replace;
    private final Map<Effect, Long> effects = new HashMap<>();
    private long items;
    private long requests;

    /** With {@code replace} the roster becomes what is given; else what is not given stays as it is. */
    StoreImport(RosterStore store, boolean replace) {
        this.store = store;
        this.replace = replace;
    }

    @Override
    public void accept(Roster given) {
        Effect[] effect = new Effect[1];
        store.update(given.owner(), present -> {
            Roster dated = withEarlierTimes(present, given);
            RosterEdit edit = RosterImport.edit(present, replace ? dated : merged(present, dated));
            effect[0] = edit.isEmpty()
                    ? Effect.UNCHANGED
                    : present.revision().equals(Revision.NONE) ? Effect.ADDED : Effect.CHANGED;
            return edit;
        });
        effects.merge(effect[0], 1L, Long::sum);
        items += given.items().count();
        requests += given.requests().count();
    }

    /**
     * What is there with what is given over it. A version names the content that it came with: it is kept, or taken over,
     * where the content is just that, and else dropped.
     */
    private static Roster merged(Roster present, Roster given) {
        Map<BareJid, Contact> contacts = new HashMap<>(present.contacts());
        given.contacts().forEach((jid, contact) -> contacts.merge(jid, contact, StoreImport::merged));
        Roster withGivenVer = with(given.ver(), contacts, given);
        if (withGivenVer.sameContent(given)) {
            return given;
        }
        Roster withPresentVer = with(present.ver(), contacts, present);
        return withPresentVer.sameContent(present) ? withPresentVer : with(Optional.empty(), contacts, present);
    }

    /**
     * A server that does not know when a request came exports it without a time, and it is given that of the reading: the
     * same file would change the store each time.
     */
    private static Roster withEarlierTimes(Roster present, Roster given) {
        Map<BareJid, Contact> contacts = new HashMap<>(given.contacts());
        contacts.replaceAll((jid, contact) -> {
            Optional<SubscriptionRequest> known = Optional.ofNullable(
                            present.contacts().get(jid))
                    .flatMap(Contact::request)
                    .filter(before -> contact.request()
                            .filter(request -> isEarlier(before, request))
                            .isPresent());
            return known.isEmpty()
                    ? contact
                    : new Contact(jid, contact.item(), known, contact.extras(), contact.changedIn());
        });
        return with(given.ver(), contacts, given);
    }

    /** Whether it is the same request, of an earlier time. */
    private static boolean isEarlier(SubscriptionRequest before, SubscriptionRequest request) {
        return before.receivedAt().isBefore(request.receivedAt())
                && before.equals(new SubscriptionRequest(
                        request.from(), request.nick(), request.status(), request.stanza(), before.receivedAt()));
    }

    private static Roster with(Optional<String> ver, Map<BareJid, Contact> contacts, Roster of) {
        return Roster.stored(of.owner(), of.revision(), ver, contacts, List.of());
    }

    private static Contact merged(Contact present, Contact given) {
        Map<String, String> extras = new HashMap<>(present.extras());
        extras.putAll(given.extras());
        return new Contact(
                given.jid(),
                given.item().or(present::item),
                given.request().or(present::request),
                extras,
                given.changedIn());
    }

    long owners() {
        return added() + changed() + unchanged();
    }

    long added() {
        return effects.getOrDefault(Effect.ADDED, 0L);
    }

    long changed() {
        return effects.getOrDefault(Effect.CHANGED, 0L);
    }

    long unchanged() {
        return effects.getOrDefault(Effect.UNCHANGED, 0L);
    }

    long items() {
        return items;
    }

    long requests() {
        return requests;
    }
}

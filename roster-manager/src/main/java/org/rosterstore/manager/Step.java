package org.rosterstore.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.manager.RosterEvent.Cause;

/**
 * What is to be done about one contact: what to commit, what to send after it, and what to tell. Nothing of it has happened
 * yet. Not safe for use by several threads.
 */
final class Step {

    private final BareJid owner;
    private final Contact before;
    private SubscriptionState after;
    private Optional<RosterItem> item;
    private Optional<SubscriptionRequest> request;
    private Map<String, String> extras;
    private Unsent unsent = Unsent.NOTHING;
    private final List<Presence> stanzas = new ArrayList<>();
    private final List<RosterEvent> events = new ArrayList<>();

    /** Nothing, as yet. */
    Step(BareJid owner, Contact before) {
        this.owner = owner;
        this.before = before;
        this.after = SubscriptionState.of(before);
        this.item = before.item();
        this.request = before.request();
        this.extras = before.extras();
    }

    SubscriptionState state() {
        return after;
    }

    /** Owner and contact stand to each other in another way. */
    Step to(SubscriptionState state, Cause cause) {
        if (state != after) {
            events.add(new RosterEvent.SubscriptionChanged(owner, before.jid(), cause, after, state));
            after = state;
            item = state.item(before.jid(), item);
            request = state.isPendingIn() ? request : Optional.empty();
        }
        return this;
    }

    /** The contact's request waits for an answer. */
    Step keep(SubscriptionRequest asked) {
        request = Optional.of(asked);
        return to(after.receiving(Presence.Type.SUBSCRIBE).after(), Cause.REQUESTED);
    }

    /** Listeners are told of the request. */
    Step ask() {
        events.add(new RosterEvent.Requested(owner, request.orElseThrow()));
        return this;
    }

    /** The item is to be this one, in everything but what the state says. */
    Step file(RosterItem filed) {
        item = after.item(before.jid(), Optional.of(filed));
        return this;
    }

    Step file(Decision decision) {
        item = item.map(decision::filed);
        return this;
    }

    /** One of the values that are kept beside the item. */
    Step mark(String key, Optional<String> value) {
        extras = new HashMap<>(extras);
        value.ifPresentOrElse(it -> extras.put(key, it), () -> extras.remove(key));
        return this;
    }

    /** The item goes when all has been said. */
    Step remove() {
        unsent = unsent.withRemoval();
        return this;
    }

    /** To be sent. What is about a subscription is kept until it has been, if there is anything to commit. */
    Step say(Presence stanza) {
        unsent = unsent.with(stanza);
        stanzas.add(stanza);
        return this;
    }

    Step say(Presence.Type type) {
        return say(Presence.between(type, owner, before.jid()));
    }

    Step say(List<Presence> several) {
        several.forEach(this::say);
        return this;
    }

    /** What to commit. */
    RosterEdit edit() {
        BareJid jid = before.jid();
        Contact result = result(before.changedIn());
        if (unsent.removes() && !isMarked()) {
            return RosterEdit.remove(jid);
        }
        List<RosterEdit> edits = new ArrayList<>();
        result.item().ifPresent(it -> {
            if (before.item().isEmpty() || !it.identical(before.item().get())) {
                edits.add(RosterEdit.put(it));
            }
        });
        if (!before.request().equals(result.request())) {
            edits.add(result.request().map(RosterEdit::request).orElseGet(() -> RosterEdit.settle(jid)));
        }
        result.extras().forEach((key, value) -> {
            if (!value.equals(before.extras().get(key))) {
                edits.add(RosterEdit.extra(jid, key, value));
            }
        });
        before.extras().keySet().forEach(key -> {
            if (!result.extras().containsKey(key)) {
                edits.add(RosterEdit.noExtra(jid, key));
            }
        });
        return RosterEdit.all(edits);
    }

    /** Whether something is to be kept until it has been sent: whatever follows from a change. */
    boolean isMarked() {
        return (unsent.grant().isPresent() || unsent.wish().isPresent()) && isChange();
    }

    private boolean isChange() {
        return !new Contact(before.jid(), item, request, extras, before.changedIn()).sameContent(before);
    }

    /** What earlier steps have left unsent and is still true. */
    private Unsent left() {
        Unsent left = Unsent.of(before).in(after);
        boolean isSameItem = item.isPresent()
                && before.item().isPresent()
                && item.get().identical(before.item().get());
        return isSameItem ? left : left.withoutRemoval();
    }

    /** The contact as it is after the commit. */
    Contact result(Revision revision) {
        if (unsent.removes() && !isMarked()) {
            return new Contact(before.jid(), Optional.empty(), request, Map.of(), revision);
        }
        return new Contact(before.jid(), item, request, isChange() ? marked() : extras, revision);
    }

    private Map<String, String> marked() {
        Unsent all = unsent.after(left());
        Map<String, String> marked = new HashMap<>(extras);
        if (all.isNothing()) {
            marked.remove(Extra.UNSENT);
        } else {
            marked.put(Extra.UNSENT, all.text());
        }
        return marked;
    }

    /** What to send after the commit, what an earlier step has left unsent before it. */
    List<Presence> stanzas() {
        if (!isMarked()) {
            return stanzas;
        }
        List<Presence> all = new ArrayList<>(left().before(unsent).stanzas(owner, before.jid()));
        all.addAll(stanzas);
        return all;
    }

    /** What to tell after the commit. */
    List<RosterEvent> events() {
        Optional<RosterItem> old = Unsent.of(before).removes() ? Optional.empty() : before.item();
        Optional<RosterItem> current = unsent.removes() ? Optional.empty() : item;
        boolean differs = old.isPresent() != current.isPresent()
                || (old.isPresent() && !old.get().identical(current.orElseThrow()));
        if (!differs) {
            return events;
        }
        List<RosterEvent> all = new ArrayList<>(events);
        all.add(new RosterEvent.ItemChanged(owner, before.jid(), old, current));
        return all;
    }
}

package org.rosterstore.manager;

import static org.rosterstore.manager.Presence.Type.SUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.SUBSCRIBED;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBE;
import static org.rosterstore.manager.Presence.Type.UNSUBSCRIBED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;

/**
 * What a contact is still to be told about subscriptions: kept with the contact ({@link Extra#UNSENT}) by the commit that it
 * follows from, until it has been sent. Of each of the two directions only the last word counts.
 *
 * <p>As text: {@code subscribed} or {@code unsubscribed}, {@code subscribe} or {@code unsubscribe}, {@code removal}, those
 * that apply, with spaces between; then, if there is a request that says something, a line with its nick, and after it its
 * status.
 *
 * @param grant whether the contact may see the owner
 * @param wish whether the owner wants to see the contact
 * @param removes whether the item goes when this has been sent
 * @param nick the name that the owner offers with its request
 * @param status what the owner says with its request
 */
record Unsent(
        Optional<Presence.Type> grant, Optional<Presence.Type> wish, boolean removes, String nick, String status) {

    static final Unsent NOTHING = new Unsent(Optional.empty(), Optional.empty(), false, "", "");

    private static final String REMOVAL = "removal";

    /** What is kept with a contact. A word that a newer version wrote is not sent. */
    static Unsent of(Contact contact) {
        String text = contact.extras().get(Extra.UNSENT);
        if (text == null) {
            return NOTHING;
        }
        String[] lines = text.split("\n", 3);
        Optional<Presence.Type> grant = Optional.empty();
        Optional<Presence.Type> wish = Optional.empty();
        boolean removes = false;
        for (String word : lines[0].split(" ", -1)) {
            if (word.equals(SUBSCRIBED.word()) || word.equals(UNSUBSCRIBED.word())) {
                grant = Presence.Type.ofWord(word);
            } else if (word.equals(SUBSCRIBE.word()) || word.equals(UNSUBSCRIBE.word())) {
                wish = Presence.Type.ofWord(word);
            } else if (word.equals(REMOVAL)) {
                removes = true;
            }
        }
        return new Unsent(grant, wish, removes, lines.length > 1 ? lines[1] : "", lines.length > 2 ? lines[2] : "");
    }

    boolean isNothing() {
        return grant.isEmpty() && wish.isEmpty() && !removes;
    }

    /** This with one word more. */
    Unsent with(Presence stanza) {
        return switch (stanza.type()) {
            case SUBSCRIBED, UNSUBSCRIBED -> new Unsent(Optional.of(stanza.type()), wish, removes, nick, status);
            case SUBSCRIBE, UNSUBSCRIBE ->
                new Unsent(grant, Optional.of(stanza.type()), removes, stanza.nick(), stanza.status());
            default -> this;
        };
    }

    /** This, and the item goes. */
    Unsent withRemoval() {
        return new Unsent(grant, wish, true, nick, status);
    }

    /** This without the words that a newer one has overtaken. */
    Unsent before(Unsent newer) {
        return with(
                newer.grant.isPresent() ? Optional.empty() : grant, newer.wish.isPresent() ? Optional.empty() : wish);
    }

    /** This without the words that are not true any more. */
    Unsent in(SubscriptionState state) {
        return with(grant.filter(word -> isTrue(word, state)), wish.filter(word -> isTrue(word, state)));
    }

    private static boolean isTrue(Presence.Type word, SubscriptionState state) {
        return switch (word) {
            case SUBSCRIBED -> state.isSeen();
            case UNSUBSCRIBED -> !state.isSeen() && !state.isPendingIn(); // it would refuse a new request
            case SUBSCRIBE -> state.isPendingOut();
            default -> !state.sees() && !state.isPendingOut();
        };
    }

    private Unsent with(Optional<Presence.Type> newGrant, Optional<Presence.Type> newWish) {
        boolean asks = newWish.isPresent();
        return new Unsent(newGrant, newWish, removes, asks ? nick : "", asks ? status : "");
    }

    /** Whether who has said the other has said this too. */
    boolean isWithin(Unsent other) {
        return (grant.isEmpty() || grant.equals(other.grant))
                && (wish.isEmpty() || wish.equals(other.wish))
                && (!removes || other.removes);
    }

    /** These words, and the item stays. */
    Unsent withoutRemoval() {
        return new Unsent(grant, wish, false, nick, status);
    }

    /** This after an older one, of which only what has not been overtaken counts. */
    Unsent after(Unsent older) {
        Unsent left = older.before(this);
        boolean asks = wish.isPresent();
        return new Unsent(
                grant.or(left::grant),
                wish.or(left::wish),
                removes || older.removes,
                asks ? nick : left.nick,
                asks ? status : left.status);
    }

    /** The stanzas, in the order in which they are to be sent. */
    List<Presence> stanzas(BareJid owner, BareJid contact) {
        List<Presence> stanzas = new ArrayList<>();
        grant.ifPresent(type -> stanzas.add(Presence.between(type, owner, contact)));
        wish.ifPresent(type -> stanzas.add(
                Presence.between(type, owner, contact).withNick(nick).withStatus(status)));
        return stanzas;
    }

    String text() {
        List<String> words = new ArrayList<>();
        grant.ifPresent(type -> words.add(type.word()));
        wish.ifPresent(type -> words.add(type.word()));
        if (removes) {
            words.add(REMOVAL);
        }
        String text = String.join(" ", words);
        return nick.isEmpty() && status.isEmpty() ? text : text + "\n" + nick + "\n" + status;
    }
}

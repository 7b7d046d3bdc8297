package org.rosterstore.manager;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.rosterstore.BareJid;

/**
 * A {@code <presence/>}. Immutable. RFC 6121, sections 3 and 4.
 *
 * @param type what it says
 * @param from who sends it
 * @param to whom it is for; empty for everybody who may see it
 * @param id what it is called, {@code ""} for none
 * @param show how available the sender is; {@link Show#AVAILABLE} with any other type than {@link Type#AVAILABLE}
 * @param status what the sender says, {@code ""} for nothing
 * @param priority how much the resource wants to be written to, from -128 to 127; beyond is brought to the nearest of
 *     them. RFC 6121, 4.7.2.3.
 * @param nick the name that the sender offers (XEP-0172), {@code ""} for none
 * @param lang the language of the status, {@code ""} where it is not said
 * @param payload all further children as XML, each with its namespace declared, in the namespace {@code jabber:client}
 *     where it declares none; {@code ""} for none
 */
public record Presence(
        Type type,
        Optional<Jid> from,
        Optional<Jid> to,
        String id,
        Show show,
        String status,
        int priority,
        String nick,
        String lang,
        String payload)
        implements Stanza {

    /** What a presence says. RFC 6121, 4.7.1. */
    public enum Type {
        /** The sender is there: no {@code type}. */
        AVAILABLE,
        /** The sender is no longer there. */
        UNAVAILABLE,
        /** The sender asks to see the recipient's presence. */
        SUBSCRIBE,
        /** The sender lets the recipient see its presence. */
        SUBSCRIBED,
        /** The sender does not want to see the recipient's presence any more. */
        UNSUBSCRIBE,
        /** The sender does not let the recipient see its presence, or not any more. */
        UNSUBSCRIBED,
        /** The sender asks for the recipient's present presence. */
        PROBE,
        /** An earlier presence could not be delivered. */
        ERROR;

        /**
         * The word of the protocol.
         *
         * @return the value of the attribute {@code type}, {@code ""} for {@link #AVAILABLE}
         */
        public String word() {
            return this == AVAILABLE ? "" : name().toLowerCase(Locale.ROOT);
        }

        /**
         * Whether it is about a subscription.
         *
         * @return true for the four types of RFC 6121, section 3
         */
        public boolean isSubscription() {
            return switch (this) {
                case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> true;
                case AVAILABLE, UNAVAILABLE, PROBE, ERROR -> false;
            };
        }

        /**
         * Reads the word of the protocol. Case matters, as in XML.
         *
         * @param word the value of the attribute {@code type}, {@code ""} where there is none
         * @return what it means, or empty for a word that RFC 6121 does not have
         */
        public static Optional<Type> ofWord(String word) {
            for (Type type : values()) {
                if (type.word().equals(word)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    /** Checks for null and brings the priority into its range. */
    public Presence {
        requireNonNull(type, "type");
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(id, "id");
        requireNonNull(show, "show");
        requireNonNull(status, "status");
        priority = Math.max(Byte.MIN_VALUE, Math.min(priority, Byte.MAX_VALUE));
        requireNonNull(nick, "nick");
        requireNonNull(lang, "lang");
        requireNonNull(payload, "payload");
    }

    /**
     * A presence that says nothing but its type.
     *
     * @param type what it says
     * @return the presence, from and to nobody yet
     */
    public static Presence of(Type type) {
        return new Presence(type, Optional.empty(), Optional.empty(), "", Show.AVAILABLE, "", 0, "", "", "");
    }

    /**
     * Simply there.
     *
     * @return an available presence without show and status, from and to nobody yet
     */
    public static Presence available() {
        return of(Type.AVAILABLE);
    }

    /**
     * This presence from somebody else.
     *
     * @param sender who sends it
     * @return the changed copy
     */
    public Presence withFrom(Jid sender) {
        return new Presence(type, Optional.of(sender), to, id, show, status, priority, nick, lang, payload);
    }

    /**
     * This presence to somebody else.
     *
     * @param recipient whom it is for
     * @return the changed copy
     */
    public Presence withTo(Jid recipient) {
        return new Presence(type, from, Optional.of(recipient), id, show, status, priority, nick, lang, payload);
    }

    /**
     * This presence under another id.
     *
     * @param newId what it is called, {@code ""} for none
     * @return the changed copy
     */
    public Presence withId(String newId) {
        return new Presence(type, from, to, newId, show, status, priority, nick, lang, payload);
    }

    /**
     * This presence, more or less available.
     *
     * @param newShow how available the sender is
     * @return the changed copy
     */
    public Presence withShow(Show newShow) {
        return new Presence(type, from, to, id, newShow, status, priority, nick, lang, payload);
    }

    /**
     * This presence with another status.
     *
     * @param newStatus what the sender says, {@code ""} for nothing
     * @return the changed copy
     */
    public Presence withStatus(String newStatus) {
        return new Presence(type, from, to, id, show, newStatus, priority, nick, lang, payload);
    }

    /**
     * This presence with another priority.
     *
     * @param newPriority how much the resource wants to be written to, from -128 to 127
     * @return the changed copy
     */
    public Presence withPriority(int newPriority) {
        return new Presence(type, from, to, id, show, status, newPriority, nick, lang, payload);
    }

    /**
     * This presence with another name.
     *
     * @param newNick the name that the sender offers, {@code ""} for none
     * @return the changed copy
     */
    public Presence withNick(String newNick) {
        return new Presence(type, from, to, id, show, status, priority, newNick, lang, payload);
    }

    /**
     * This presence with other further children.
     *
     * @param newPayload the children as XML, {@code ""} for none
     * @return the changed copy
     */
    public Presence withPayload(String newPayload) {
        return new Presence(type, from, to, id, show, status, priority, nick, lang, newPayload);
    }

    /** One between bare JIDs, as the four types of a subscription and probes are. RFC 6121, 3. */
    static Presence between(Type type, BareJid from, BareJid to) {
        Optional<Jid> sender = Optional.of(Jid.of(from));
        return new Presence(type, sender, Optional.of(Jid.of(to)), "", Show.AVAILABLE, "", 0, "", "", "");
    }
}

package org.rosterstore.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.TreeMap;
import org.rosterstore.Contact;
import org.rosterstore.Roster;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/**
 * SHA-256 over what a roster holds: ver, items with the order of their groups, requests, extras. Two rosters have the same
 * digest exactly if they hold the same, in whichever store; owner and revisions are no part of it.
 *
 * <p>The octets are the number of these rules and then, for the ver and each contact by the order of JIDs, every part: a text
 * as its length and its UTF-16 units, a number as 64 bits, big-endian, what may be missing and every list with a number before
 * it.
 */
final class RosterDigest {

    private static final int RULES = 1;

    private final MessageDigest digest;

    private RosterDigest(MessageDigest digest) {
        this.digest = digest;
    }

    /**
     * The digest in hex.
     *
     * @throws IllegalArgumentException if a record of the roster is unreadable: nobody knows what it holds
     */
    static String of(Roster roster) {
        if (!roster.unreadable().isEmpty()) {
            throw new IllegalArgumentException("a roster with unreadable records has no digest: " + roster.owner());
        }
        RosterDigest digest = new RosterDigest(sha256());
        digest.roster(roster);
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void roster(Roster roster) {
        number(RULES);
        number(roster.ver().isPresent() ? 1 : 0);
        roster.ver().ifPresent(this::text);
        number(roster.contacts().size());
        roster.contacts().values().stream()
                .sorted(Comparator.comparing(Contact::jid))
                .forEach(this::contact);
    }

    private void contact(Contact contact) {
        text(contact.jid().toString());
        number(contact.item().isPresent() ? 1 : 0);
        contact.item().ifPresent(this::item);
        number(contact.request().isPresent() ? 1 : 0);
        contact.request().ifPresent(this::request);
        number(contact.extras().size());
        new TreeMap<>(contact.extras()).forEach((key, value) -> {
            text(key);
            text(value);
        });
    }

    private void item(RosterItem item) {
        text(item.name());
        text(item.subscription().word());
        number(item.ask() ? 1 : 0);
        number(item.approved() ? 1 : 0);
        number(item.groups().size());
        item.groups().forEach(this::text);
    }

    private void request(SubscriptionRequest request) {
        text(request.nick());
        text(request.status());
        text(request.stanza());
        number(request.receivedAt().toEpochMilli());
    }

    /** UTF-16, and not UTF-8: that has no octets for half a character, which a store may hold in a JID. */
    private void text(String text) {
        byte[] octets = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            octets[2 * i] = (byte) (text.charAt(i) >>> 8);
            octets[2 * i + 1] = (byte) text.charAt(i);
        }
        number(text.length());
        digest.update(octets);
    }

    private void number(long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            digest.update((byte) (number >>> shift));
        }
    }
}

package org.rosterstore.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;
import org.rosterstore.Subscription;
import org.rosterstore.SubscriptionRequest;
import org.rosterstore.Unreadable;

/** A row of {@code roster_contact}: a contact, or why the row cannot be decoded. */
record StoredContact(BareJid jid, Optional<Contact> contact, String problem) {

    /** What {@link #read} needs of a row. */
    static final String COLUMNS =
            "contact, subscription, name, groups, ask, approved, request_stanza, request_nick, request_status, request_at, extras, changed_counter, changed_commit_id";

    /** How many columns these are. */
    static final int WIDTH = 13;

    static StoredContact read(ResultSet row) throws SQLException {
        BareJid jid = BareJid.stored(row.getString(1));
        try {
            return new StoredContact(jid, Optional.of(contact(jid, row)), "");
        } catch (IllegalArgumentException | DateTimeException | RosterStoreException e) {
            return new StoredContact(jid, Optional.empty(), "its row cannot be decoded: " + e.getMessage());
        }
    }

    private static Contact contact(BareJid jid, ResultSet row) throws SQLException {
        return new Contact(
                jid, item(jid, row), request(jid, row), JsonColumn.toExtras(row.getString(11)), changedIn(row));
    }

    private static Optional<RosterItem> item(BareJid jid, ResultSet row) throws SQLException {
        String word = row.getString(2);
        if (word == null) {
            return Optional.empty();
        }
        Subscription subscription = Subscription.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException("no subscription is called " + word));
        return Optional.of(new RosterItem(
                jid,
                text(row, 3),
                JsonColumn.toGroups(row.getString(4)),
                subscription,
                row.getBoolean(5),
                row.getBoolean(6)));
    }

    private static Optional<SubscriptionRequest> request(BareJid jid, ResultSet row) throws SQLException {
        String stanza = row.getString(7);
        return stanza == null
                ? Optional.empty()
                : Optional.of(new SubscriptionRequest(
                        jid, text(row, 8), text(row, 9), stanza, Instant.ofEpochMilli(row.getLong(10))));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Revision changedIn(ResultSet row) throws SQLException {
        return new Revision(row.getLong(12), row.getLong(13));
    }

    boolean isDamaged() {
        return contact.isEmpty();
    }

    Unreadable report() {
        return new Unreadable(jid, problem);
    }
}

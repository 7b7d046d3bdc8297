package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/** The rows of one owner in {@code roster_contact}, within one transaction. */
record ContactTable(Connection connection, long ownerId) {

    /** Statements that are sent to the database together. */
    private static final int BATCH = 1_000;

    Optional<StoredContact> find(BareJid contact) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + StoredContact.COLUMNS + " FROM roster_contact WHERE owner_id = ? AND contact = ?")) {
            select.setLong(1, ownerId);
            select.setString(2, contact.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(StoredContact.read(row)) : Optional.empty();
            }
        }
    }

    List<StoredContact> all() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + StoredContact.COLUMNS + " FROM roster_contact WHERE owner_id = ?")) {
            select.setLong(1, ownerId);
            try (ResultSet row = select.executeQuery()) {
                List<StoredContact> contacts = new ArrayList<>();
                while (row.next()) {
                    contacts.add(StoredContact.read(row));
                }
                return contacts;
            }
        }
    }

    int requests() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT count(*) FROM roster_contact WHERE owner_id = ? AND request_stanza IS NOT NULL")) {
            select.setLong(1, ownerId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    void write(Map<BareJid, Optional<Contact>> changes) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement("INSERT INTO roster_contact ("
                        + StoredContact.COLUMNS
                        + ", owner_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (owner_id, contact) DO UPDATE SET subscription = excluded.subscription,"
                        + " name = excluded.name, groups = excluded.groups, ask = excluded.ask,"
                        + " approved = excluded.approved, request_stanza = excluded.request_stanza,"
                        + " request_nick = excluded.request_nick, request_status = excluded.request_status,"
                        + " request_at = excluded.request_at, extras = excluded.extras,"
                        + " changed_counter = excluded.changed_counter,"
                        + " changed_commit_id = excluded.changed_commit_id");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM roster_contact WHERE owner_id = ? AND contact = ?")) {
            int pending = 0;
            for (Map.Entry<BareJid, Optional<Contact>> change : changes.entrySet()) {
                if (change.getValue().isPresent()) {
                    bind(put, change.getValue().get());
                    put.addBatch();
                } else {
                    delete.setLong(1, ownerId);
                    delete.setString(2, change.getKey().toString());
                    delete.addBatch();
                }
                if (++pending % BATCH == 0) {
                    put.executeBatch();
                    delete.executeBatch();
                }
            }
            put.executeBatch();
            delete.executeBatch();
        }
    }

    private void bind(PreparedStatement put, Contact contact) throws SQLException {
        put.setString(1, contact.jid().toString());
        bindItem(put, contact.item());
        bindRequest(put, contact.request());
        put.setString(11, JsonColumn.ofExtras(contact.extras()));
        put.setLong(12, contact.changedIn().counter());
        put.setLong(13, contact.changedIn().commit());
        put.setLong(14, ownerId);
    }

    private static void bindItem(PreparedStatement put, Optional<RosterItem> item) throws SQLException {
        put.setString(2, item.map(it -> it.subscription().word()).orElse(null));
        put.setString(
                3, item.map(RosterItem::name).filter(name -> !name.isEmpty()).orElse(null));
        put.setString(4, item.isPresent() ? JsonColumn.ofGroups(item.get().groups()) : null);
        put.setBoolean(5, item.isPresent() && item.get().ask());
        put.setBoolean(6, item.isPresent() && item.get().approved());
    }

    private static void bindRequest(PreparedStatement put, Optional<SubscriptionRequest> request) throws SQLException {
        put.setString(7, request.map(SubscriptionRequest::stanza).orElse(null));
        put.setString(8, request.map(SubscriptionRequest::nick).orElse(null));
        put.setString(9, request.map(SubscriptionRequest::status).orElse(null));
        if (request.isPresent()) {
            put.setLong(10, request.get().receivedAt().toEpochMilli());
        } else {
            put.setNull(10, Types.BIGINT);
        }
    }

    void deleteAll() throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM roster_contact WHERE owner_id = ?")) {
            delete.setLong(1, ownerId);
            delete.executeUpdate();
        }
    }
}

package org.rosterstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Contact;
import org.rosterstore.RosterItem;
import org.rosterstore.SubscriptionRequest;

/** The table {@code roster_contact}, within one transaction. */
record ContactTable(Session session) {

    /** Statements that are sent to the database together. */
    private static final int BATCH = 1_000;

    private static final String SELECT =
            "SELECT " + StoredContact.COLUMNS + ", owner_id FROM roster_contact WHERE owner_id ";

    private static final String PUT = "INSERT INTO roster_contact ("
            + StoredContact.COLUMNS
            + ", owner_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (owner_id, contact) DO UPDATE SET subscription = excluded.subscription,"
            + " name = excluded.name, groups = excluded.groups, ask = excluded.ask,"
            + " approved = excluded.approved, request_stanza = excluded.request_stanza,"
            + " request_nick = excluded.request_nick, request_status = excluded.request_status,"
            + " request_at = excluded.request_at, extras = excluded.extras,"
            + " changed_counter = excluded.changed_counter, changed_commit_id = excluded.changed_commit_id";

    /** Takes what was found. */
    interface Found {
        void accept(long ownerId, StoredContact contact);
    }

    /** Some of an owner's contacts. */
    void find(long ownerId, Collection<BareJid> contacts, Found found) throws SQLException {
        InList.query(contacts, (in, jids) -> {
            PreparedStatement select = session.prepare(SELECT + "= ? AND contact IN " + in);
            select.setLong(1, ownerId);
            for (int i = 0; i < jids.size(); i++) {
                select.setString(i + 2, jids.get(i).toString());
            }
            read(select, found);
        });
    }

    /** All contacts of some owners. */
    void all(Collection<Long> ownerIds, Found found) throws SQLException {
        InList.query(ownerIds, (in, ids) -> {
            PreparedStatement select = session.prepare(SELECT + "IN " + in);
            for (int i = 0; i < ids.size(); i++) {
                select.setLong(i + 1, ids.get(i));
            }
            read(select, found);
        });
    }

    private static void read(PreparedStatement select, Found found) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.accept(row.getLong(StoredContact.WIDTH + 1), StoredContact.read(row));
            }
        }
    }

    int requests(long ownerId) throws SQLException {
        PreparedStatement select = session.prepare(
                "SELECT count(*) FROM roster_contact WHERE owner_id = ? AND request_stanza IS NOT NULL");
        select.setLong(1, ownerId);
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    void write(long ownerId, Map<BareJid, Optional<Contact>> changes) throws SQLException {
        PreparedStatement put = session.prepare(PUT);
        PreparedStatement delete = session.prepare("DELETE FROM roster_contact WHERE owner_id = ? AND contact = ?");
        int pending = 0;
        for (Map.Entry<BareJid, Optional<Contact>> change : changes.entrySet()) {
            if (change.getValue().isPresent()) {
                bind(put, ownerId, change.getValue().get());
                put.addBatch();
            } else {
                delete.setLong(1, ownerId);
                delete.setString(2, change.getKey().toString());
                delete.addBatch();
            }
            if (++pending % BATCH == 0) {
                Session.executeBatch(put);
                Session.executeBatch(delete);
            }
        }
        Session.executeBatch(put);
        Session.executeBatch(delete);
    }

    private static void bind(PreparedStatement put, long ownerId, Contact contact) throws SQLException {
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

    void deleteAll(long ownerId) throws SQLException {
        PreparedStatement delete = session.prepare("DELETE FROM roster_contact WHERE owner_id = ?");
        delete.setLong(1, ownerId);
        delete.executeUpdate();
    }
}

package org.rosterstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.spi.OwnerHead;

/** The rows of one owner in {@code roster_change}, the log, within one transaction. */
record ChangeTable(Session session, long ownerId) {

    /** The contacts that commits of a higher counter touched. */
    Set<BareJid> since(long counter) throws SQLException {
        PreparedStatement select = session.prepare(
                "SELECT DISTINCT contact FROM roster_change WHERE owner_id = ? AND counter > ? AND contact IS NOT NULL");
        select.setLong(1, ownerId);
        select.setLong(2, counter);
        try (ResultSet row = select.executeQuery()) {
            Set<BareJid> contacts = new HashSet<>();
            while (row.next()) {
                contacts.add(BareJid.stored(row.getString(1)));
            }
            return contacts;
        }
    }

    /** Logs the newest commit, and then drops what the log is not to have any more: the newest row always stays. */
    void append(OwnerHead head, Set<BareJid> touched) throws SQLException {
        long counter = head.revision().counter();
        PreparedStatement insert =
                session.prepare("INSERT INTO roster_change (owner_id, counter, contact) VALUES (?, ?, ?)");
        insert.setLong(1, ownerId);
        insert.setLong(2, counter);
        if (head.logged() == 0 || touched.isEmpty()) {
            insert.setNull(3, Types.VARCHAR);
            insert.addBatch();
        } else {
            for (BareJid contact : touched) {
                insert.setString(3, contact.toString());
                insert.addBatch();
            }
        }
        Session.executeBatch(insert);
        PreparedStatement delete = session.prepare("DELETE FROM roster_change WHERE owner_id = ? AND counter <= ?");
        delete.setLong(1, ownerId);
        delete.setLong(2, counter - Math.max(head.logged(), 1));
        delete.executeUpdate();
    }
}

package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.rosterstore.BareJid;
import org.rosterstore.tck.StoreFixture;

/** Writes a subscription that there is not into a contact's row. */
record DamagedRow(Connecting connecting) implements StoreFixture.Corruption {

    /** Connects to the database of the rosters. */
    interface Connecting {
        Connection connect() throws SQLException;
    }

    @Override
    public void corrupt(BareJid owner, BareJid contact) {
        try (Connection connection = connecting.connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE roster_contact SET subscription = '?' WHERE contact = ?"
                                + " AND owner_id = (SELECT id FROM roster_owner WHERE owner = ?)")) {
            update.setString(1, contact.toString());
            update.setString(2, owner.toString());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("no row of " + contact);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

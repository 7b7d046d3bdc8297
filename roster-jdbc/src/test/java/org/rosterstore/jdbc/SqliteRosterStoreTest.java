package org.rosterstore.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/** The contract, all of it, on SQLite. */
class SqliteRosterStoreTest extends RosterStoreTck {

    @TempDir
    static Path directory;

    private static Path file() {
        return directory.resolve("rosters of the kit.db");
    }

    @Override
    public RosterStore open() {
        return JdbcRosterStore.sqlite(file()).open();
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(() -> {}); // all there is, is in the file
    }

    @Override
    public Optional<Corruption> corruption() {
        return Optional.of((owner, contact) -> {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
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
        });
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class));
    }
}

package org.rosterstore.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.rosterstore.RosterItem;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What one would write with the bare driver: the contacts and a version for each owner, under the same pragmas, with prepared
 * statements. It has no log, no ids of commits, no conditions, and decodes nothing.
 */
final class RawSqlite implements AutoCloseable {

    private static final String[] TABLES = {
        "CREATE TABLE head (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, ver TEXT) STRICT", """
        CREATE TABLE contact (owner INTEGER NOT NULL, jid TEXT NOT NULL, subscription TEXT, name TEXT, groups TEXT,
            ask INTEGER NOT NULL, approved INTEGER NOT NULL, PRIMARY KEY (owner, jid)) STRICT, WITHOUT ROWID"""
    };

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement upsert;
    private final PreparedStatement update;
    private final PreparedStatement commit;
    private final PreparedStatement select;

    RawSqlite(Path file, boolean synced) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(synced ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        this.connection = source.getConnection();
        for (String table : TABLES) {
            connection.prepareStatement(table).execute();
        }
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.upsert = connection.prepareStatement("""
                INSERT INTO contact (owner, jid, subscription, name, groups, ask, approved) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (owner, jid) DO UPDATE SET subscription = excluded.subscription, name = excluded.name,
                    groups = excluded.groups, ask = excluded.ask, approved = excluded.approved""");
        this.update = connection.prepareStatement("UPDATE head SET version = version + 1 WHERE id = ?");
        this.commit = connection.prepareStatement("COMMIT");
        this.select = connection.prepareStatement(
                "SELECT jid, subscription, name, groups, ask, approved FROM contact WHERE owner = ?");
    }

    void fill(int owner, List<RosterItem> items) throws SQLException {
        begin.execute();
        connection
                .prepareStatement("INSERT INTO head VALUES (%d, 0, NULL)".formatted(owner))
                .execute();
        for (RosterItem item : items) {
            upsert(owner, item);
        }
        commit.execute();
    }

    void put(int owner, RosterItem item) {
        try {
            begin.execute();
            upsert(owner, item);
            update.setInt(1, owner);
            update.executeUpdate();
            commit.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void upsert(int owner, RosterItem item) throws SQLException {
        upsert.setInt(1, owner);
        upsert.setString(2, item.contact().toString());
        upsert.setString(3, item.subscription().word());
        upsert.setString(4, item.name());
        upsert.setString(5, "[\"" + String.join("\",\"", item.groups()) + "\"]");
        upsert.setBoolean(6, item.ask());
        upsert.setBoolean(7, item.approved());
        upsert.executeUpdate();
    }

    List<Object[]> load(int owner) {
        try {
            select.setInt(1, owner);
            return rows();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Object[]> rows() throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new Object[] {
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getBoolean(6)
                });
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

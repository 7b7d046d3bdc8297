package org.rosterstore.jdbc;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.CommitIds;
import org.rosterstore.spi.OwnerHead;

/** The table {@code roster_owner}, within one transaction. */
record OwnerTable(Connection connection) {

    /** A head and the number under which the owner's other rows are found. */
    record Row(long id, OwnerHead head) {}

    /** The row of an owner, of whom it may be a mark, even an expired one; locked as the dialect has it. */
    Optional<Row> find(BareJid owner, String lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, counter, recent_ids, logged, ver, requests, erased_at FROM roster_owner WHERE owner = ?"
                        + lock)) {
            select.setString(1, owner.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(owner, row)) : Optional.empty();
            }
        }
    }

    private static Row read(BareJid owner, ResultSet row) throws SQLException {
        try {
            long erasedAt = row.getLong(7);
            boolean exists = row.wasNull();
            OwnerHead head = new OwnerHead(
                    owner,
                    CommitIds.of(row.getLong(2), ids(row.getBytes(3))),
                    row.getInt(4),
                    Optional.ofNullable(row.getString(5)),
                    row.getInt(6),
                    exists ? Optional.empty() : Optional.of(Instant.ofEpochMilli(erasedAt)));
            return new Row(row.getLong(1), head);
        } catch (IllegalArgumentException e) {
            throw new StoredDataException("the row of %s in roster_owner is damaged".formatted(owner), e);
        }
    }

    long insert(OwnerHead head) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO roster_owner (counter, commit_id, recent_ids, logged, ver, requests, erased_at, owner)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id")) {
            bind(insert, head);
            insert.setString(8, head.owner().toString());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void update(long id, OwnerHead head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE roster_owner SET counter = ?, commit_id = ?, recent_ids = ?, logged = ?, ver = ?, requests = ?,"
                        + " erased_at = ? WHERE id = ?")) {
            bind(update, head);
            update.setLong(8, id);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, OwnerHead head) throws SQLException {
        statement.setLong(1, head.revision().counter());
        statement.setLong(2, head.revision().commit());
        statement.setBytes(3, octets(head.commits().toArray()));
        statement.setInt(4, head.logged());
        statement.setString(5, head.ver().orElse(null));
        statement.setInt(6, head.requests());
        if (head.erasedAt().isPresent()) {
            statement.setLong(7, head.erasedAt().get().toEpochMilli());
        } else {
            statement.setNull(7, Types.BIGINT);
        }
    }

    /** Drops the marks of owners that were erased before a time. What the log still has of them goes too. */
    void deleteMarks(Instant erasedBefore) throws SQLException {
        for (String rows : List.of("roster_change WHERE owner_id IN", "roster_owner WHERE id IN")) {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM " + rows + " (SELECT id FROM roster_owner WHERE erased_at < ?)")) {
                delete.setLong(1, erasedBefore.toEpochMilli());
                delete.executeUpdate();
            }
        }
    }

    /** Existing owners after one of them, in the order of their code points. */
    List<BareJid> page(Optional<String> after, int size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT owner FROM roster_owner WHERE erased_at IS NULL AND owner > ? ORDER BY owner LIMIT ?")) {
            select.setString(1, after.orElse(""));
            select.setInt(2, size);
            try (ResultSet row = select.executeQuery()) {
                List<BareJid> owners = new ArrayList<>();
                while (row.next()) {
                    owners.add(BareJid.stored(row.getString(1)));
                }
                return owners;
            }
        }
    }

    private static long[] ids(byte[] octets) {
        if (octets.length % Long.BYTES != 0) {
            throw new IllegalArgumentException(octets.length + " octets of ids");
        }
        LongBuffer buffer = ByteBuffer.wrap(octets).asLongBuffer();
        long[] ids = new long[buffer.remaining()];
        buffer.get(ids);
        return ids;
    }

    private static byte[] octets(long[] ids) {
        ByteBuffer octets = ByteBuffer.allocate(ids.length * Long.BYTES);
        octets.asLongBuffer().put(ids);
        return octets.array();
    }
}

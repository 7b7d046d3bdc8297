package org.rosterstore.jdbc;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.CommitIds;
import org.rosterstore.spi.OwnerHead;

/** The table {@code roster_owner}, within one transaction. */
record OwnerTable(Session session) {

    /** How many marks an erasure clears away at most. */
    private static final int MARKS = 100;

    private static final String SELECT =
            "SELECT id, counter, recent_ids, logged, ver, requests, erased_at, owner FROM roster_owner WHERE owner ";

    /** A head and the number under which the owner's other rows are found. */
    record Row(long id, OwnerHead head) {}

    /** The row of an owner, of whom it may be a mark, even an expired one; locked as the dialect has it. */
    Optional<Row> find(BareJid owner, String lock) throws SQLException {
        PreparedStatement select = session.prepare(SELECT + "= ?" + lock);
        select.setString(1, owner.toString());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    /** The rows of those owners who have one. */
    Map<BareJid, Row> find(Collection<BareJid> owners) throws SQLException {
        Map<BareJid, Row> rows = new HashMap<>();
        InList.query(owners, (in, jids) -> {
            PreparedStatement select = session.prepare(SELECT + "IN " + in);
            for (int i = 0; i < jids.size(); i++) {
                select.setString(i + 1, jids.get(i).toString());
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    Row row = read(found);
                    rows.put(row.head().owner(), row);
                }
            }
        });
        return rows;
    }

    private static Row read(ResultSet row) throws SQLException {
        BareJid owner = BareJid.stored(row.getString(8));
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
        PreparedStatement insert = session.prepare(
                "INSERT INTO roster_owner (counter, commit_id, recent_ids, logged, ver, requests, erased_at, owner)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
        bind(insert, head);
        insert.setString(8, head.owner().toString());
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void update(long id, OwnerHead head) throws SQLException {
        PreparedStatement update = session.prepare(
                "UPDATE roster_owner SET counter = ?, commit_id = ?, recent_ids = ?, logged = ?, ver = ?, requests = ?,"
                        + " erased_at = ? WHERE id = ?");
        bind(update, head);
        update.setLong(8, id);
        update.executeUpdate();
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

    /**
     * Drops some marks of owners that were erased before a time, and what the log has of them. A mark that a commit is just
     * making an owner of is left alone, and so is one that has become an owner since it was looked for.
     */
    void deleteMarks(Instant erasedBefore, String skipLocked) throws SQLException {
        PreparedStatement select = session.prepare(
                "SELECT id FROM roster_owner WHERE erased_at < ? ORDER BY erased_at LIMIT " + MARKS + skipLocked);
        select.setLong(1, erasedBefore.toEpochMilli());
        List<Long> marks = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                marks.add(row.getLong(1));
            }
        }
        for (String table : List.of("roster_change WHERE owner_id", "roster_owner WHERE id")) {
            PreparedStatement delete = session.prepare("DELETE FROM " + table + " = ?");
            for (long mark : marks) {
                delete.setLong(1, mark);
                delete.addBatch();
            }
            Session.executeBatch(delete);
        }
    }

    /** Existing owners after one of them, in the order of their code points. */
    List<BareJid> page(Optional<String> after, int size) throws SQLException {
        PreparedStatement select = session.prepare(
                "SELECT owner FROM roster_owner WHERE erased_at IS NULL AND owner > ? ORDER BY owner LIMIT ?");
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

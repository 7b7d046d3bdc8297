package org.rosterstore.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.Deadline;

/**
 * Reads what a commit is planned on: one state of an owner, with the last commits. A large roster is read page by page, so
 * that the server serves others in between; if a commit falls between two pages, it is read once more.
 */
final class RosterReading {

    private static final int PAGE = 1_000;
    private static final byte[] BEGIN = {'0'};

    private final Redis redis;
    private final OwnerKeys keys;
    private final Deadline deadline;

    RosterReading(Redis redis, OwnerKeys keys, Deadline deadline) {
        this.redis = redis;
        this.keys = keys;
        this.deadline = deadline;
    }

    private interface Reading {
        Optional<StoredRoster> once();
    }

    private StoredRoster consistent(Reading reading) {
        while (true) {
            Optional<StoredRoster> roster = reading.once();
            if (roster.isPresent()) {
                return roster.get();
            }
            if (deadline.isOver()) {
                throw new StoreUnavailableException(
                        "%s was committed to all the while that it was read".formatted(keys.owner()));
            }
        }
    }

    /** Some contacts. */
    StoredRoster some(Collection<BareJid> contacts) {
        List<BareJid> order = List.copyOf(contacts);
        byte[][] fields = order.stream().map(ContactRecord::field).toArray(byte[][]::new);
        return consistent(() -> {
            List<Object> replies = redis.ask(keys.slot(), deadline, keys.some(fields), keys.commits());
            List<LogEntry> log = log(replies.get(1));
            StoredRoster roster = StoredRoster.of(keys.owner(), order, Replies.list(replies.get(0)), log);
            return fitting(roster, log);
        });
    }

    /** All contacts. */
    StoredRoster whole() {
        return consistent(this::pages);
    }

    private Optional<StoredRoster> pages() {
        List<Object> replies = redis.ask(keys.slot(), deadline, keys.head(), keys.commits(), keys.page(BEGIN, PAGE));
        byte[] head = Replies.octets(replies.get(0));
        List<LogEntry> log = log(replies.get(1));
        List<byte[]> pairs = new ArrayList<>();
        byte[] cursor = add(replies.get(2), pairs);
        while (!Arrays.equals(cursor, BEGIN)) {
            cursor = add(
                    redis.ask(keys.slot(), deadline, keys.page(cursor, PAGE)).get(0), pairs);
        }
        List<Object> afterwards = redis.ask(keys.slot(), deadline, keys.head(), keys.size());
        if (!Arrays.equals(head, Replies.octets(afterwards.get(0))) || fields(pairs) != (Long) afterwards.get(1)) {
            return Optional.empty();
        }
        StoredRoster roster = StoredRoster.of(keys.owner(), pairs, log);
        return fitting(roster, log);
    }

    /** How many there are; a page may repeat some. Where another server goes on with a cursor, some are missing. */
    private static long fields(List<byte[]> pairs) {
        return IntStream.range(0, pairs.size() / 2)
                .mapToObj(i -> ByteBuffer.wrap(pairs.get(2 * i)))
                .distinct()
                .count();
    }

    /** Takes a page, and gives the cursor of the next one. */
    private static byte[] add(Object reply, List<byte[]> pairs) {
        List<?> page = (List<?>) reply;
        pairs.addAll(Replies.pairs(page.get(1)));
        return (byte[]) page.get(0);
    }

    private static List<LogEntry> log(Object reply) {
        return Replies.list(reply).stream().map(LogEntry::read).toList();
    }

    /** Empty if the newest commit in the list is not the one of the head. A list that was taken away by others fits too. */
    private static Optional<StoredRoster> fitting(StoredRoster roster, List<LogEntry> log) {
        Revision revision = roster.stored().revision();
        boolean fits =
                revision.equals(Revision.NONE) || log.isEmpty() || log.get(0).commit() == revision.commit();
        return fits ? Optional.of(roster) : Optional.empty();
    }
}

package org.rosterstore.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.StoredDataException;
import org.rosterstore.spi.CommitIds;
import org.rosterstore.spi.OwnerHead;

/**
 * What stands in the field without a name, beside the contacts.
 *
 * <pre>
 * head  format:1 revision:16 state:1 requests:4 ver
 * </pre>
 *
 * State 1 is the mark of an erased owner, which goes with its keys' time to live; 2 says that there is a ver.
 */
record StoredHead(Revision revision, boolean erased, int requests, Optional<String> ver) {

    /** The name of the field; no JID is empty. */
    static final byte[] FIELD = {};

    private static final int ERASED = 1;
    private static final int VER = 2;

    static final StoredHead NONE = new StoredHead(Revision.NONE, false, 0, Optional.empty());

    /** Reads it; without one there is no owner. */
    static StoredHead read(BareJid owner, byte @Nullable [] octets) {
        if (octets == null) {
            return NONE;
        }
        try {
            OctetsReader in = new OctetsReader(octets);
            if (in.octet() != StoredForm.FORMAT) {
                throw new StoredDataException("what is stored for %s is of format %d, and this version reads %d"
                        .formatted(owner, octets[0], StoredForm.FORMAT));
            }
            Revision revision = in.revision();
            int state = in.octet();
            int requests = in.int32();
            String ver = in.restAsText();
            return new StoredHead(
                    revision,
                    (state & ERASED) != 0,
                    requests,
                    (state & VER) != 0 ? Optional.of(ver) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw damaged(owner, e);
        }
    }

    private static StoredDataException damaged(BareJid owner, IllegalArgumentException cause) {
        return new StoredDataException(
                "the head of the roster of %s cannot be read: %s".formatted(owner, cause.getMessage()), cause);
    }

    static StoredHead of(OwnerHead head) {
        return new StoredHead(head.revision(), head.erasedAt().isPresent(), head.requests(), head.ver());
    }

    byte[] octets() {
        Octets out = new Octets()
                .octet(StoredForm.FORMAT)
                .revision(revision)
                .octet((erased ? ERASED : 0) | (ver.isPresent() ? VER : 0))
                .int32(requests);
        ver.ifPresent(text -> out.raw(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return out.toBytes();
    }

    /** Together with the last commits, as a plan wants it. */
    OwnerHead withLog(BareJid owner, List<LogEntry> log) {
        if (revision.equals(Revision.NONE)) {
            return OwnerHead.none(owner);
        }
        int logged = 0;
        while (logged < Math.min(log.size(), History.COMMITS)
                && log.get(logged).touched().isPresent()) {
            logged++;
        }
        List<Long> ids = new ArrayList<>();
        log.stream().limit(Condition.REMEMBERED_COMMITS + 1).forEach(entry -> ids.add(0, entry.commit()));
        if (ids.isEmpty()) {
            ids.add(revision.commit()); // the list was taken away by others
        }
        long[] oldestFirst = ids.stream().mapToLong(Long::longValue).toArray();
        return new OwnerHead(
                owner,
                CommitIds.of(revision.counter(), oldestFirst),
                logged,
                ver,
                requests,
                erased ? Optional.of(Instant.now()) : Optional.empty());
    }
}

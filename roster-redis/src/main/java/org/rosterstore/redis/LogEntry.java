package org.rosterstore.redis;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;

/**
 * One of the last commits: its id, and the contacts that it touched, unless they are not listed: after an erasure, and when
 * they were too many.
 *
 * <pre>
 * entry  id:8 (length:2 contact)*       or  id:8 255
 * </pre>
 */
record LogEntry(long commit, Optional<Set<BareJid>> touched) {

    private static final int UNLISTED = 255;

    static LogEntry read(byte[] octets) {
        OctetsReader in = new OctetsReader(octets);
        long commit = in.int64();
        if (octets.length > Long.BYTES && (octets[Long.BYTES] & 0xFF) == UNLISTED) {
            return new LogEntry(commit, Optional.empty());
        }
        Set<BareJid> touched = new LinkedHashSet<>();
        while (!in.isAtEnd()) {
            touched.add(BareJid.stored(in.text()));
        }
        return new LogEntry(commit, Optional.of(touched));
    }
}

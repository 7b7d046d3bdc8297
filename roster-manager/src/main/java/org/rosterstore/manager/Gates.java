package org.rosterstore.manager;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rosterstore.BareJid;

/** A {@link Gate} for each contact, of those that were met last. Not safe for use by several threads. */
final class Gates {

    private static final int REMEMBERED = 1_000;

    private final int limit;
    private final Duration period;
    private final InstantSource clock;
    private final Map<BareJid, Gate> gates = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BareJid, Gate> eldest) {
            return size() > REMEMBERED;
        }
    };

    Gates(int limit, Duration period, InstantSource clock) {
        this.limit = limit;
        this.period = period;
        this.clock = clock;
    }

    boolean passes(BareJid contact) {
        return gates.computeIfAbsent(contact, it -> new Gate(limit, period, clock))
                .passes();
    }
}

package org.rosterstore;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.rosterstore.spi.OwnerState;

/** The least store that there can be: the three abstract methods over a map. */
final class OneStateStore implements RosterStore {

    private final Map<BareJid, OwnerState> states = new HashMap<>();
    private boolean closed;

    @Override
    public synchronized Roster load(BareJid owner) {
        return state(owner).roster();
    }

    @Override
    public synchronized CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        OwnerState.Step step = state(owner).commit(edit, condition, Instant.EPOCH);
        states.put(owner, step.after());
        return step.result();
    }

    private OwnerState state(BareJid owner) {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return states.getOrDefault(owner, OwnerState.none(owner));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}

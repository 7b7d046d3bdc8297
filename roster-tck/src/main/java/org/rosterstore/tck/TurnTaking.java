package org.rosterstore.tck;

import java.util.concurrent.atomic.AtomicInteger;
import org.rosterstore.RosterStore;

/** Two handles that take turns: what one call writes the next reads through the other. */
final class TurnTaking extends PassingStore {

    private final RosterStore[] handles;
    private final AtomicInteger turn = new AtomicInteger();

    TurnTaking(RosterStore... handles) {
        this.handles = handles;
    }

    @Override
    RosterStore next() {
        return handles[Math.floorMod(turn.getAndIncrement(), handles.length)];
    }

    @Override
    public void close() {
        for (RosterStore handle : handles) {
            handle.close();
        }
    }
}

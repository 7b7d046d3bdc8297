package org.rosterstore.tck;

import org.rosterstore.RosterStore;
import org.rosterstore.spi.ForwardingRosterStore;

/** A decorator that adds nothing. */
final class Decorated extends ForwardingRosterStore {

    Decorated(RosterStore delegate) {
        super(delegate);
    }
}

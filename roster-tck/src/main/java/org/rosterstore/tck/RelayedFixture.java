package org.rosterstore.tck;

import java.util.Optional;
import org.rosterstore.RosterStore;

/** A fixture whose handles all go through one relay, which is its outage: what a fixture without one is given. */
final class RelayedFixture implements StoreFixture, AutoCloseable {

    private final StoreFixture fixture;
    private final Relaying relaying;
    private final Relay relay;

    private RelayedFixture(StoreFixture fixture, Relaying relaying) {
        this.fixture = fixture;
        this.relaying = relaying;
        this.relay = Relay.to(relaying.server());
    }

    /** The fixture as it is, if it provides an outage, else one with a relay, to be closed. */
    static StoreFixture whereNeeded(StoreFixture fixture) {
        return fixture.outage().isPresent()
                ? fixture
                : new RelayedFixture(fixture, fixture.relaying().orElseThrow());
    }

    @Override
    public RosterStore open() {
        return relaying.open(relay.address());
    }

    @Override
    public String name() {
        return fixture.name();
    }

    @Override
    public Optional<Reopening> reopening() {
        return fixture.reopening();
    }

    @Override
    public Optional<Corruption> corruption() {
        return fixture.corruption();
    }

    @Override
    public Optional<Outage> outage() {
        return Optional.of(() -> {
            relay.refuse();
            return relay::pass;
        });
    }

    @Override
    public void close() {
        relay.close();
    }
}

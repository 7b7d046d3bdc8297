package org.rosterstore.tck;

import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.History;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreDescription;

/** A handle for each call: whatever a store keeps in its handle is gone by the next. Abilities are those of one handle. */
final class Reopened implements RosterStore {

    private final StoreFixture fixture;
    private final RosterStore standing;
    private volatile boolean closed;

    Reopened(StoreFixture fixture) {
        this.fixture = fixture;
        this.standing = fixture.open();
    }

    private RosterStore open() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return fixture.open();
    }

    @Override
    public Roster load(BareJid owner) {
        try (RosterStore handle = open()) {
            return handle.load(owner);
        }
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        try (RosterStore handle = open()) {
            return handle.commit(owner, edit, condition);
        }
    }

    @Override
    public Contact find(BareJid owner, BareJid contact) {
        try (RosterStore handle = open()) {
            return handle.find(owner, contact);
        }
    }

    @Override
    public Revision revision(BareJid owner) {
        try (RosterStore handle = open()) {
            return handle.revision(owner);
        }
    }

    @Override
    public StoreDescription describe() {
        return standing.describe();
    }

    @Override
    public Optional<History> history() {
        return standing.history();
    }

    @Override
    public Optional<Feed> feed() {
        return standing.feed();
    }

    @Override
    public Optional<Catalog> catalog() {
        return standing.catalog();
    }

    @Override
    public void close() {
        closed = true;
        standing.close();
    }
}

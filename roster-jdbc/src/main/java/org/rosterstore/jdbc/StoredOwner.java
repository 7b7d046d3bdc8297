package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Changes;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.StoredDataException;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.CommitPlan;
import org.rosterstore.spi.OwnerHead;
import org.rosterstore.spi.OwnerRecords;

/** One owner's rows, within one transaction. What a commit has asked for is not read again. */
final class StoredOwner implements OwnerRecords {

    /** A failure of the database where {@link OwnerRecords} lets none through. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient SQLException failure;

        Failed(SQLException failure) {
            super(failure);
            this.failure = failure;
        }

        SQLException failure() {
            return failure;
        }
    }

    private final Connection connection;
    private final OptionalLong id;
    private final OwnerHead head;
    private final Map<BareJid, Optional<StoredContact>> known = new HashMap<>();
    private boolean isWholeKnown;

    private StoredOwner(Connection connection, OptionalLong id, OwnerHead head) {
        this.connection = connection;
        this.id = id;
        this.head = head;
    }

    static StoredOwner read(Connection connection, BareJid owner, Instant now, String lock) throws SQLException {
        Optional<OwnerTable.Row> row = new OwnerTable(connection).find(owner, lock);
        return new StoredOwner(
                connection,
                row.isPresent() ? OptionalLong.of(row.get().id()) : OptionalLong.empty(),
                row.map(OwnerTable.Row::head).filter(it -> !it.isExpired(now)).orElseGet(() -> OwnerHead.none(owner)));
    }

    @Override
    public OwnerHead head() {
        return head;
    }

    @Override
    public Optional<Contact> contact(BareJid jid) {
        return stored(jid).flatMap(StoredContact::contact);
    }

    @Override
    public boolean isDamaged(BareJid jid) {
        return stored(jid).filter(StoredContact::isDamaged).isPresent();
    }

    private Optional<StoredContact> stored(BareJid jid) {
        return isWholeKnown || !head.exists()
                ? known.getOrDefault(jid, Optional.empty())
                : known.computeIfAbsent(jid, contact -> {
                    try {
                        return contacts().find(contact);
                    } catch (SQLException e) {
                        throw new Failed(e);
                    }
                });
    }

    /** Reads all contacts at once, for an edit that is going to ask for most of them. */
    void readWhole() throws SQLException {
        for (StoredContact contact : allContacts()) {
            known.put(contact.jid(), Optional.of(contact));
        }
        isWholeKnown = true;
    }

    @Override
    public Collection<BareJid> replaceable() {
        try {
            if (!isWholeKnown) {
                readWhole();
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
        return known.values().stream()
                .flatMap(Optional::stream)
                .filter(it ->
                        it.isDamaged() || it.contact().flatMap(Contact::item).isPresent())
                .map(StoredContact::jid)
                .toList();
    }

    @Override
    public Set<BareJid> touchedSince(long counter) {
        try {
            return id.isPresent() ? new ChangeTable(connection, id.getAsLong()).since(counter) : Set.of();
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private ContactTable contacts() {
        return new ContactTable(connection, id.orElseThrow());
    }

    private List<StoredContact> allContacts() throws SQLException {
        return head.exists() ? contacts().all() : List.of();
    }

    Roster roster() throws SQLException {
        Map<BareJid, Contact> contacts = new HashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (StoredContact stored : allContacts()) {
            stored.contact()
                    .ifPresentOrElse(
                            contact -> contacts.put(contact.jid(), contact), () -> unreadable.add(stored.report()));
        }
        return Roster.stored(head.owner(), head.revision(), head.ver(), contacts, unreadable);
    }

    Contact find(BareJid jid) {
        Optional<StoredContact> stored = stored(jid);
        if (stored.isPresent() && stored.get().isDamaged()) {
            throw new StoredDataException("the record of %s in the roster of %s: %s"
                    .formatted(jid, head.owner(), stored.get().problem()));
        }
        return stored.flatMap(StoredContact::contact).orElseGet(() -> Contact.absent(jid, head.revision()));
    }

    Optional<Changes> since(Revision revision) throws SQLException {
        if (!head.reaches(revision)) {
            return Optional.empty();
        }
        Map<BareJid, Contact> present = new HashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (BareJid jid : touchedSince(revision.counter())) {
            Optional<StoredContact> stored = stored(jid);
            if (stored.isPresent() && stored.get().isDamaged()) {
                unreadable.add(stored.get().report());
            } else {
                present.put(jid, find(jid));
            }
        }
        return Optional.of(new Changes(head.owner(), revision, head.revision(), verShown(), present, unreadable));
    }

    /** A damaged record anywhere in the roster hides the ver. */
    private Optional<String> verShown() throws SQLException {
        return head.ver().isPresent() && allContacts().stream().noneMatch(StoredContact::isDamaged)
                ? head.ver()
                : Optional.empty();
    }

    void write(CommitPlan.Write write) throws SQLException {
        OwnerTable owners = new OwnerTable(connection);
        OwnerHead after = write.head();
        long row = id.isPresent() ? id.getAsLong() : owners.insert(after);
        ContactTable contacts = new ContactTable(connection, row);
        if (write.erases()) {
            contacts.deleteAll();
        } else {
            boolean repairs = write.changes().keySet().stream().anyMatch(this::isDamaged);
            contacts.write(write.changes());
            if (repairs) {
                after = new OwnerHead(
                        after.owner(),
                        after.commits(),
                        after.logged(),
                        after.ver(),
                        contacts.requests(),
                        after.erasedAt());
            }
        }
        owners.update(row, after);
        new ChangeTable(connection, row).append(after, write.changes().keySet());
    }
}

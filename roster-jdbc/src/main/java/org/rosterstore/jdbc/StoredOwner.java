package org.rosterstore.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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

    private final Session session;
    private final OptionalLong id;
    private final OwnerHead head;
    private final Map<BareJid, Optional<StoredContact>> known = new HashMap<>();
    private boolean isWholeKnown;

    private StoredOwner(Session session, OptionalLong id, OwnerHead head) {
        this.session = session;
        this.id = id;
        this.head = head;
    }

    static StoredOwner read(Session session, BareJid owner, Instant now, String lock) throws SQLException {
        return of(session, owner, new OwnerTable(session).find(owner, lock), now);
    }

    private static StoredOwner of(Session session, BareJid owner, Optional<OwnerTable.Row> row, Instant now) {
        return new StoredOwner(
                session,
                row.isPresent() ? OptionalLong.of(row.get().id()) : OptionalLong.empty(),
                row.map(OwnerTable.Row::head).filter(it -> !it.isExpired(now)).orElseGet(() -> OwnerHead.none(owner)));
    }

    /** The rosters of several owners, all of one state of the database. */
    static Map<BareJid, Roster> rosters(Session session, Collection<BareJid> owners, Instant now) throws SQLException {
        Map<BareJid, OwnerTable.Row> rows = new OwnerTable(session).find(owners);
        Map<Long, StoredOwner> existing = new HashMap<>();
        Map<BareJid, StoredOwner> all = new LinkedHashMap<>();
        for (BareJid owner : owners) {
            StoredOwner stored = of(session, owner, Optional.ofNullable(rows.get(owner)), now);
            all.put(owner, stored);
            if (stored.head.exists()) {
                existing.put(stored.id.orElseThrow(), stored);
            }
        }
        new ContactTable(session)
                .all(
                        existing.keySet(),
                        (id, contact) -> requireNonNull(existing.get(id)).keep(contact));
        Map<BareJid, Roster> rosters = new LinkedHashMap<>();
        for (StoredOwner stored : all.values()) {
            stored.isWholeKnown = true;
            rosters.put(stored.head.owner(), stored.roster());
        }
        return rosters;
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
        if (!isWholeKnown && !known.containsKey(jid)) {
            try {
                read(Set.of(jid));
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }
        return known.getOrDefault(jid, Optional.empty());
    }

    /** Reads some contacts at once, for those who are going to ask for them. */
    void read(Collection<BareJid> contacts) throws SQLException {
        contacts.forEach(jid -> known.put(jid, Optional.empty()));
        if (head.exists()) {
            new ContactTable(session).find(id.orElseThrow(), contacts, (owner, contact) -> keep(contact));
        }
    }

    /** Reads all contacts at once. */
    void readWhole() throws SQLException {
        if (!isWholeKnown && head.exists()) {
            new ContactTable(session).all(Set.of(id.orElseThrow()), (owner, contact) -> keep(contact));
        }
        isWholeKnown = true;
    }

    private void keep(StoredContact contact) {
        known.put(contact.jid(), Optional.of(contact));
    }

    private Stream<StoredContact> all() throws SQLException {
        readWhole();
        return known.values().stream().flatMap(Optional::stream);
    }

    @Override
    public Collection<BareJid> replaceable() {
        try {
            return all().filter(it -> it.isDamaged()
                            || it.contact().flatMap(Contact::item).isPresent())
                    .map(StoredContact::jid)
                    .toList();
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    @Override
    public Set<BareJid> touchedSince(long counter) {
        try {
            return id.isPresent() ? new ChangeTable(session, id.getAsLong()).since(counter) : Set.of();
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    Roster roster() throws SQLException {
        Map<BareJid, Contact> contacts = new HashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        all().forEach(stored -> stored.contact()
                .ifPresentOrElse(
                        contact -> contacts.put(contact.jid(), contact), () -> unreadable.add(stored.report())));
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
        Optional<String> ver = verShown();
        Set<BareJid> touched = touchedSince(revision.counter());
        if (!isWholeKnown) {
            read(touched);
        }
        Map<BareJid, Contact> present = new HashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (BareJid jid : touched) {
            Optional<StoredContact> stored = stored(jid);
            if (stored.isPresent() && stored.get().isDamaged()) {
                unreadable.add(stored.get().report());
            } else {
                present.put(jid, find(jid));
            }
        }
        return Optional.of(new Changes(head.owner(), revision, head.revision(), ver, present, unreadable));
    }

    /** A damaged record anywhere in the roster hides the ver, so that all of it is read where there is one. */
    private Optional<String> verShown() throws SQLException {
        return head.ver().isPresent() && all().noneMatch(StoredContact::isDamaged) ? head.ver() : Optional.empty();
    }

    void write(CommitPlan.Write write) throws SQLException {
        OwnerTable owners = new OwnerTable(session);
        OwnerHead after = write.head();
        long row = id.isPresent() ? id.getAsLong() : owners.insert(after);
        ContactTable contacts = new ContactTable(session);
        if (write.erases()) {
            contacts.deleteAll(row);
        } else {
            boolean repairs = write.changes().keySet().stream().anyMatch(this::isDamaged);
            contacts.write(row, write.changes());
            if (repairs) {
                after = new OwnerHead(
                        after.owner(),
                        after.commits(),
                        after.logged(),
                        after.ver(),
                        contacts.requests(row),
                        after.erasedAt());
            }
        }
        if (id.isPresent()) {
            owners.update(row, after);
        }
        new ChangeTable(session, row).append(after, write.changes().keySet());
    }
}

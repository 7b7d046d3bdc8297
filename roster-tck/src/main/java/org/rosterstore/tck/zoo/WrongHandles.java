package org.rosterstore.tck.zoo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rosterstore.Catalog;
import org.rosterstore.Condition;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.Clause;

/** Stores whose handles are opened, closed and shared wrongly. */
final class WrongHandles {

    private WrongHandles() {}

    static List<WrongStore> all() {
        return List.of(
                closeOnce(),
                neverClosed(),
                catalogNeverClosed(),
                closesAll(),
                syncedLate(),
                markInMemory(),
                closedInTheMiddle());
    }

    private static WrongStore closeOnce() {
        return Fault.of(
                        Clause.LIFE_CLOSE_TWICE,
                        "close refused",
                        "Closing a handle that is closed is an error.",
                        "closing again does nothing")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    public void close() {
                        checkOpen();
                        super.close();
                    }
                });
    }

    private static WrongStore neverClosed() {
        return Fault.of(
                        Clause.LIFE_CLOSED,
                        "use after close",
                        "A closed handle goes on working.",
                        "load after close throws IllegalStateException")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void checkOpen() {}
                });
    }

    private static WrongStore catalogNeverClosed() {
        return Fault.of(
                        Clause.LIFE_CLOSED,
                        "catalog after close",
                        "The catalog of a closed handle goes on working.",
                        "catalog().page after close throws IllegalStateException")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    Catalog.Page page(Optional<String> mark, int size) {
                        return disk.answers() ? disk.page(mark, size) : super.page(mark, size);
                    }
                });
    }

    private static WrongStore closesAll() {
        List<RosterStore> handles = new CopyOnWriteArrayList<>();
        return Fault.of(
                        Clause.LIFE_HANDLES,
                        "one close for all",
                        "Closing a handle that has written closes all the others, for they share a connection.",
                        "the store is closed")
                .store(disk -> {
                    ZooStore handle = new ZooStore(disk) {
                        private volatile boolean hasWritten;

                        @Override
                        void write(OwnerState before, RosterEdit edit, OwnerState after) {
                            super.write(before, edit, after);
                            hasWritten = true;
                        }

                        @Override
                        public void close() {
                            super.close();
                            if (handles.remove(this) && hasWritten) {
                                handles.forEach(RosterStore::close);
                            }
                        }
                    };
                    handles.add(handle);
                    return handle;
                });
    }

    private static WrongStore syncedLate() {
        return Fault.of(
                        Clause.LIFE_DURABLE,
                        "synced late",
                        "A commit is made durable by the owner's next one.",
                        "after reopening")
                .seenIn("XMPPFramework: what was stored is gone after a restart")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        disk.sync(key(before.owner()));
                        disk.write(key(before.owner()), after);
                        announce(before, edit);
                    }
                });
    }

    private static WrongStore markInMemory() {
        return Fault.of(
                        Clause.LIFE_DURABLE,
                        "mark in memory",
                        "The mark of an erased owner is not made durable.",
                        "after reopening")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        disk.write(key(before.owner()), after);
                        if (after.exists()) {
                            disk.sync(key(before.owner()));
                        }
                        announce(before, edit);
                    }
                });
    }

    private static WrongStore closedInTheMiddle() {
        return Fault.of(
                        Clause.LIFE_CLOSE_IN_USE,
                        "closed in the middle",
                        "A commit whose handle is closed meanwhile is left as far as it had come.",
                        "the whole state of the")
                .seenIn(
                        "Smack's DirectoryRosterStore, interrupted in a reset: the old version and some of the contacts")
                .store(disk -> new ZooStore(disk) {
                    @Override
                    void write(OwnerState before, RosterEdit edit, OwnerState after) {
                        Window.open();
                        try {
                            checkOpen();
                        } catch (IllegalStateException e) {
                            RosterEdit part = RosterEdit.ver("in the middle");
                            super.write(
                                    before,
                                    edit,
                                    before.commit(part, Condition.none(), Instant.now())
                                            .after());
                            throw e;
                        }
                        super.write(before, edit, after);
                    }
                });
    }
}

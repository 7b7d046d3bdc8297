package org.rosterstore.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Threads that commit without a pause, one an owner, until a commit fails. */
final class Writing {

    /** Told of every commit by the thread that makes it. */
    interface Listener {

        void intends(NumberedOwner owner, long number);

        void acknowledges(NumberedOwner owner, long number);

        void fails(NumberedOwner owner, long number, RosterStoreException failure);
    }

    private final List<Thread> threads = new ArrayList<>();

    /** Goes on from the number that each owner is at. */
    Writing(RosterStore store, Map<NumberedOwner, Long> reached, Listener listener) {
        reached.forEach((owner, number) -> {
            Thread thread = new Thread(() -> write(store, owner, number, listener), "writer of " + owner);
            thread.setDaemon(true);
            threads.add(thread);
        });
        threads.forEach(Thread::start);
    }

    private static void write(RosterStore store, NumberedOwner owner, long reached, Listener listener) {
        for (long number = reached + 1; ; number++) {
            listener.intends(owner, number);
            try {
                owner.expectCommitted(number, store.commit(owner.jid(), owner.edit(number), owner.condition(number)));
            } catch (RosterStoreException e) {
                listener.fails(owner, number, e);
                return;
            }
            listener.acknowledges(owner, number);
        }
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

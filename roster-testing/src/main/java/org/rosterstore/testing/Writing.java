package org.rosterstore.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/** Threads that commit without a pause, one an owner, until a commit fails or they are told to end. */
public final class Writing {

    /** Told of every commit by the thread that makes it. */
    public interface Listener {

        void intends(NumberedOwner owner, long number);

        void acknowledges(NumberedOwner owner, long number);

        void fails(NumberedOwner owner, long number, RosterStoreException failure);
    }

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    /** Goes on from the number that each owner is at. */
    public Writing(RosterStore store, Map<NumberedOwner, Long> reached, Listener listener) {
        reached.forEach((owner, number) -> {
            Thread thread = new Thread(() -> write(store, owner, number, listener), "writer of " + owner);
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((where, e) -> surprises.add(e));
            threads.add(thread);
        });
        threads.forEach(Thread::start);
    }

    private void write(RosterStore store, NumberedOwner owner, long reached, Listener listener) {
        for (long number = reached + 1; !ending; number++) {
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

    /** Ends those that wait for a server, which is not before their deadline else. */
    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Lets each end after the commit that it is at. */
    public void end() {
        ending = true;
    }

    /** Returns when every writer has ended, or has failed as a store may fail. */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        for (Throwable surprise : surprises) {
            throw new AssertionError("a writer ended with what a store must not throw", surprise);
        }
    }
}

package org.rosterstore.jdbc;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rosterstore.RosterStoreException;

/** What writers say: which commits they are about to make, and which were acknowledged. Safe for use by many threads. */
final class Journal implements Writing.Listener {

    /** What is known of one owner's last commit. */
    private static final class Entry {
        private long intended;
        private long acknowledged;
        private int intents;
        private long begin;
        private long length;
        private Optional<RosterStoreException> failure = Optional.empty();
    }

    private final Map<NumberedOwner, Entry> entries = new EnumMap<>(NumberedOwner.class);
    private boolean isOver;

    /** Begins with the number that each owner is at. */
    Journal(Map<NumberedOwner, Long> reached) {
        reached.forEach((owner, number) -> {
            Entry entry = new Entry();
            entry.intended = number;
            entry.acknowledged = number;
            entries.put(owner, entry);
        });
    }

    @Override
    public synchronized void intends(NumberedOwner owner, long number) {
        Entry entry = entries.get(owner);
        entry.intended = number;
        entry.intents++;
        entry.begin = System.nanoTime();
        notifyAll();
    }

    @Override
    public synchronized void acknowledges(NumberedOwner owner, long number) {
        Entry entry = entries.get(owner);
        entry.acknowledged = number;
        entry.length = System.nanoTime() - entry.begin;
    }

    @Override
    public synchronized void fails(NumberedOwner owner, long number, RosterStoreException failure) {
        entries.get(owner).failure = Optional.of(failure);
    }

    /** Nothing more will be said. */
    synchronized void isOver() {
        isOver = true;
        notifyAll();
    }

    /** Waits until an owner's writer has begun so many commits more, and says how long the last one before took. */
    synchronized Duration awaitIntents(NumberedOwner owner, int more) {
        Entry entry = entries.get(owner);
        int count = entry.intents + more;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (entry.intents < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (isOver || left <= 0) {
                throw new AssertionError("%s made %d commits, and then none: %s"
                        .formatted(
                                owner,
                                entry.intents,
                                entry.failure.map(Object::toString).orElse("it waits")));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return Duration.ofNanos(entry.length);
    }

    synchronized long intended(NumberedOwner owner) {
        return entries.get(owner).intended;
    }

    synchronized long acknowledged(NumberedOwner owner) {
        return entries.get(owner).acknowledged;
    }

    synchronized Optional<RosterStoreException> failure(NumberedOwner owner) {
        return entries.get(owner).failure;
    }
}

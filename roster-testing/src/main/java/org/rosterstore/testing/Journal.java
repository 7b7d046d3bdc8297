package org.rosterstore.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rosterstore.RosterStoreException;

/** What writers say: which commits they are about to make, and which were acknowledged. Safe for use by many threads. */
public final class Journal implements Writing.Listener {

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
    public Journal(Map<NumberedOwner, Long> reached) {
        reached.forEach((owner, number) -> {
            Entry entry = new Entry();
            entry.intended = number;
            entry.acknowledged = number;
            entries.put(owner, entry);
        });
    }

    private Entry entry(NumberedOwner owner) {
        return requireNonNull(entries.get(owner), owner::name);
    }

    @Override
    public synchronized void intends(NumberedOwner owner, long number) {
        Entry entry = entry(owner);
        entry.intended = number;
        entry.intents++;
        entry.begin = System.nanoTime();
        notifyAll();
    }

    @Override
    public synchronized void acknowledges(NumberedOwner owner, long number) {
        Entry entry = entry(owner);
        entry.acknowledged = number;
        entry.length = System.nanoTime() - entry.begin;
    }

    @Override
    public synchronized void fails(NumberedOwner owner, long number, RosterStoreException failure) {
        entry(owner).failure = Optional.of(failure);
    }

    /** Nothing more will be said. */
    public synchronized void isOver() {
        isOver = true;
        notifyAll();
    }

    /** Waits until an owner's writer has begun so many commits more, and says how long the last one before took. */
    public synchronized Duration awaitIntents(NumberedOwner owner, int more) {
        Entry entry = entry(owner);
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

    public synchronized long intended(NumberedOwner owner) {
        return entry(owner).intended;
    }

    public synchronized long acknowledged(NumberedOwner owner) {
        return entry(owner).acknowledged;
    }

    public synchronized Optional<RosterStoreException> failure(NumberedOwner owner) {
        return entry(owner).failure;
    }
}

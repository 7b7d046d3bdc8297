package org.rosterstore.tck;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rosterstore.BareJid;
import org.rosterstore.Revision;
import org.rosterstore.RosterStore;

/** Reads of what another handle has written: fresh at once, or within the bound that the store states. */
final class Eventually {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    /** The first answer that is as hoped for; else the answer to a read that began when the bound was over. */
    static <T> T read(Trial trial, Supplier<T> read, Predicate<T> hopedFor) {
        return read(trial.store(), read, hopedFor);
    }

    /** The same by what this handle states. */
    static <T> T read(RosterStore store, Supplier<T> read, Predicate<T> hopedFor) {
        Duration bound = store.describe().freshness().bound().orElse(Duration.ZERO);
        long begin = System.nanoTime();
        while (true) {
            boolean last = System.nanoTime() - begin >= bound.toNanos();
            T answer = read.get();
            if (last || hopedFor.test(answer)) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Another handle, through which a commit can be seen. */
    static RosterStore handle(Trial trial, BareJid owner, Revision committed) {
        RosterStore handle = trial.anotherHandle();
        Revision seen = read(trial, () -> handle.load(owner).revision(), committed::equals);
        trial.expectEqual("the revision that another handle reads is", committed, seen);
        return handle;
    }
}

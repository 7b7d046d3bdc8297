package org.rosterstore.tck.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.Unreadable;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.OwnerState;
import org.rosterstore.tck.StoreFixture;

/**
 * What the handles of one {@link ZooStore} share: a state for each owner, first in a buffer and durable once it is synced.
 * It can be taken away, restarted, and damaged. Safe for use by many threads.
 */
final class Disk {

    private final Map<String, OwnerState> buffer = new ConcurrentHashMap<>();
    private final Map<String, OwnerState> durable = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final NavigableSet<BareJid> owners = new ConcurrentSkipListSet<>();
    private final List<FeedDispatcher> feeds = new CopyOnWriteArrayList<>();
    private final AtomicInteger commits = new AtomicInteger();
    private volatile boolean isAway;

    Optional<OwnerState> read(String key) {
        OwnerState state = buffer.get(key);
        return Optional.ofNullable(state == null ? durable.get(key) : state);
    }

    /** Keeps a state in the buffer, and its owner in the list of those that exist. */
    void write(String key, OwnerState state) {
        buffer.put(key, state);
        if (state.exists()) {
            owners.add(state.owner());
        } else {
            owners.remove(state.owner());
        }
    }

    /** Makes what is in the buffer durable; no reader finds it in neither place. */
    void sync(String key) {
        OwnerState state = buffer.get(key);
        if (state != null) {
            durable.put(key, state);
            buffer.remove(key);
        }
    }

    /** What a writer holds while it reads, decides and writes. */
    Object lock(String key) {
        return locks.computeIfAbsent(key, it -> new Object());
    }

    /** Some of the owners that exist, in their order. */
    Catalog.Page page(Optional<String> mark, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page of " + size);
        }
        List<BareJid> some = new ArrayList<>();
        for (BareJid owner :
                mark.map(last -> owners.tailSet(BareJid.stored(last), false)).orElse(owners)) {
            if (some.size() == size) {
                return new Catalog.Page(some, Optional.of(some.get(size - 1).toString()));
            }
            some.add(owner);
        }
        return new Catalog.Page(some, Optional.empty());
    }

    void attach(FeedDispatcher feed) {
        feeds.add(feed);
    }

    void detach(FeedDispatcher feed) {
        feeds.remove(feed);
    }

    /** Tells every handle that an owner has been committed to. */
    void announce(BareJid owner) {
        feeds.forEach(feed -> feed.changed(owner));
    }

    /** Tells every handle that any owner may have changed. */
    void interrupt() {
        feeds.forEach(FeedDispatcher::interrupted);
    }

    /** Whether a commit gets through to the disk: during an outage every second does. */
    boolean takesCommit() {
        return !isAway || commits.getAndIncrement() % 2 == 0;
    }

    /** Whether replies get back: during an outage none does. */
    boolean answers() {
        return !isAway;
    }

    /** Takes the disk away until the result is closed. */
    StoreFixture.Outage.Restoration fail() {
        isAway = true;
        return () -> isAway = false;
    }

    /** A power cut: what was not synced is gone. */
    void restart() {
        buffer.clear();
    }

    /** Damages the record of one contact: an octet is flipped that makes it unreadable, and nothing else. */
    void corrupt(BareJid owner, BareJid contact) {
        OwnerState whole = read(owner.toString()).orElseThrow();
        Set<BareJid> expected = unreadable(whole);
        expected.add(contact);
        byte[] bytes = whole.toBytes();
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] ^= 1;
            OwnerState damaged = OwnerState.of(bytes);
            if (unreadable(damaged).equals(expected)) {
                buffer.remove(owner.toString());
                durable.put(owner.toString(), damaged);
                return;
            }
            bytes[i] ^= 1;
        }
    }

    private static Set<BareJid> unreadable(OwnerState state) {
        return state.roster().unreadable().stream()
                .map(Unreadable::contact)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

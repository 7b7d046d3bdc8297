package org.rosterstore.memory;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;
import org.rosterstore.BareJid;
import org.rosterstore.Catalog;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.spi.FeedDispatcher;
import org.rosterstore.spi.OwnerState;

/**
 * The owners and their states. A commit replaces one state by another: by compare-and-set in the common case, and under the
 * owner's lock when another writer was faster (so that a large edit is not overtaken for ever) or when the owner begins or
 * ends (so that the list of owners keeps step).
 */
final class Storage {

    private static final int PAGE = 10_000;

    private final Clock clock;
    private final Map<BareJid, OwnerState> states = new ConcurrentHashMap<>();
    private final NavigableSet<BareJid> existing = new ConcurrentSkipListSet<>();
    private final Queue<OwnerState> marks = new ConcurrentLinkedQueue<>();
    private final List<FeedDispatcher> feeds = new CopyOnWriteArrayList<>();

    Storage(Clock clock) {
        this.clock = clock;
    }

    /** The owner's state; that of an unknown owner where there is none, or only a mark that has expired. */
    OwnerState state(BareJid owner) {
        return effective(owner, states.get(owner));
    }

    private OwnerState effective(BareJid owner, @Nullable OwnerState stored) {
        return stored == null || stored.isExpired(clock.instant())
                ? OwnerState.none(owner, TreePMap.empty(), Storage::successor)
                : stored;
    }

    Revision revision(BareJid owner) {
        return state(owner).revision();
    }

    CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        OwnerState before = state(owner);
        OwnerState.Step step = before.commit(edit, condition, clock.instant());
        if (step.after() != before) {
            boolean lives = before.exists() && step.after().exists();
            if (!lives || !states.replace(owner, before, step.after())) {
                step = commitLocked(owner, edit, condition);
            }
            feeds.forEach(feed -> feed.changed(owner));
        }
        return step.result();
    }

    private OwnerState.Step commitLocked(BareJid owner, RosterEdit edit, Condition condition) {
        AtomicReference<OwnerState.Step> taken = new AtomicReference<>();
        states.compute(owner, (jid, stored) -> {
            OwnerState before = effective(jid, stored);
            OwnerState.Step step = before.commit(edit, condition, clock.instant());
            taken.set(step);
            if (step.after() == before) {
                return stored;
            }
            if (step.after().exists()) {
                existing.add(jid);
            } else {
                existing.remove(jid);
                marks.add(step.after());
            }
            return step.after();
        });
        dropExpiredMarks();
        return requireNonNull(taken.get(), "compute has run its function");
    }

    private void dropExpiredMarks() {
        OwnerState oldest = marks.peek();
        while (oldest != null && oldest.isExpired(clock.instant())) {
            if (marks.remove(oldest)) {
                states.remove(oldest.owner(), oldest);
            }
            oldest = marks.peek();
        }
    }

    Catalog.Page page(Optional<String> mark, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page of " + size);
        }
        List<BareJid> owners = new ArrayList<>();
        NavigableSet<BareJid> rest =
                mark.map(last -> existing.tailSet(BareJid.stored(last), false)).orElse(existing);
        for (BareJid owner : rest) {
            if (owners.size() == Math.min(size, PAGE)) {
                return new Catalog.Page(
                        owners, Optional.of(owners.get(owners.size() - 1).toString()));
            }
            owners.add(owner);
        }
        return new Catalog.Page(owners, Optional.empty());
    }

    void attach(FeedDispatcher feed) {
        feeds.add(feed);
    }

    void detach(FeedDispatcher feed) {
        feeds.remove(feed);
    }

    /** The map is a persistent one from the beginning: see {@link #effective}. */
    private static Map<BareJid, Contact> successor(
            Map<BareJid, Contact> contacts, Map<BareJid, Optional<Contact>> changes) {
        PMap<BareJid, Contact> after = (PMap<BareJid, Contact>) contacts;
        for (Map.Entry<BareJid, Optional<Contact>> change : changes.entrySet()) {
            Optional<Contact> contact = change.getValue();
            after = contact.isPresent() ? after.plus(change.getKey(), contact.get()) : after.minus(change.getKey());
        }
        return after;
    }
}

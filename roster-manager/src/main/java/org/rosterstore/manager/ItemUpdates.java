package org.rosterstore.manager;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.RosterItem;

/**
 * What a client asks its server to change in the items of its roster: for each contact one change after the other. For one
 * thread at a time.
 *
 * <p>A roster set replaces the name and the groups of an item (RFC 6121, 2.4.1). One that is to change only the name has the
 * groups in it that this client knows, and so undoes what another client of the account has set meanwhile. It shows: the
 * push of what the other one has set comes before that of this one. Then the change is made once more, to what the other
 * one has set.
 */
final class ItemUpdates {

    /** So often is a change made in all, if the item was always an old one. */
    private static final int ROUNDS = 3;

    private final Function<RosterQuery, CompletableFuture<Iq>> set;
    private final Function<BareJid, Optional<RosterItem>> stored;
    private final Executor work;

    /** By contact; the first one is on its way. */
    private final Map<BareJid, Queue<Change>> changes = new HashMap<>();

    /** Where the server is known to be ahead of what is stored; empty for an item that it has removed. */
    private final Map<BareJid, Optional<RosterItem>> ahead = new HashMap<>();

    ItemUpdates(
            Function<RosterQuery, CompletableFuture<Iq>> set,
            Function<BareJid, Optional<RosterItem>> stored,
            Executor work) {
        this.set = set;
        this.stored = stored;
        this.work = work;
    }

    CompletableFuture<Void> update(BareJid contact, UnaryOperator<RosterItem> change) {
        return add(new Change(contact, change));
    }

    CompletableFuture<Void> remove(BareJid contact) {
        return add(new Change(contact, null));
    }

    private CompletableFuture<Void> add(Change change) {
        Queue<Change> queue = changes.computeIfAbsent(change.contact, contact -> new ArrayDeque<>());
        queue.add(change);
        if (queue.size() == 1) {
            send(change, known(change.contact));
        }
        return change.done;
    }

    private Optional<RosterItem> known(BareJid contact) {
        Optional<RosterItem> item = ahead.get(contact);
        return item != null ? item : stored.apply(contact);
    }

    private void send(Change change, Optional<RosterItem> old) {
        try {
            change.prepare(old);
        } catch (RuntimeException e) {
            end(change, e);
            return;
        }
        var unused = set.apply(new RosterQuery(Optional.empty(), List.of(change.item())))
                .whenComplete((answer, failure) -> answered(change, failure));
    }

    private void answered(Change change, @Nullable Throwable failure) {
        if (failure != null) {
            end(change, failure);
        } else if (change.overlooked.isPresent() && change.rounds < ROUNDS && change.isOutdated()) {
            send(change, change.overlooked);
        } else {
            if (!change.isPushed) {
                ahead.put(change.contact, change.wanted);
            }
            end(change, null);
        }
    }

    private void end(Change change, @Nullable Throwable failure) {
        Queue<Change> queue = changes.get(change.contact);
        if (queue == null || queue.poll() != change) {
            throw new IllegalStateException("a change has ended that was not the first of its contact");
        }
        if (queue.isEmpty()) {
            changes.remove(change.contact);
        } else {
            work.execute(() -> send(queue.element(), known(change.contact)));
        }
        if (failure == null) {
            change.done.complete(null);
        } else {
            change.done.completeExceptionally(failure);
        }
    }

    /** The server says what it has; whether that is stored here as well. */
    void pushed(BareJid contact, Optional<RosterItem> item, boolean isStored) {
        if (isStored) {
            ahead.remove(contact);
        } else {
            ahead.put(contact, item);
        }
        Queue<Change> queue = changes.get(contact);
        if (queue != null) {
            queue.element().pushed(item);
        }
    }

    /** The server has said what it has of everybody, and that is stored. */
    void replaced() {
        ahead.clear();
    }

    /** One that is to be made: of the name and the groups of an item, or its removal. */
    private static final class Change {

        private final BareJid contact;
        private final @Nullable UnaryOperator<RosterItem> operator;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private int rounds;

        /** What the server was asked for. */
        private Optional<RosterItem> wanted = Optional.empty();

        /** Whether the server has pushed that. */
        private boolean isPushed;

        /** What the server has pushed before. */
        private Optional<RosterItem> overlooked = Optional.empty();

        private Change(BareJid contact, @Nullable UnaryOperator<RosterItem> operator) {
            this.contact = contact;
            this.operator = operator;
        }

        private void prepare(Optional<RosterItem> old) {
            rounds++;
            wanted = changed(old);
            isPushed = false;
            overlooked = Optional.empty();
        }

        private Optional<RosterItem> changed(Optional<RosterItem> old) {
            if (operator == null) {
                return Optional.empty();
            }
            RosterItem item = old.orElseGet(() -> RosterItem.of(contact));
            RosterItem changed = operator.apply(item);
            if (!changed.withName(item.name()).withGroups(item.groups()).equals(item)) {
                throw new IllegalArgumentException("a client sets the name and the groups of an item, and nothing else"
                        + " (RFC 6121, 2.1.2). For its subscription see subscribe, unsubscribe, approve and cancel; for"
                        + " its end see remove");
            }
            return Optional.of(changed);
        }

        private RosterQuery.Item item() {
            return wanted.map(item -> new RosterQuery.Item(
                            contact.toString(), item.name(), List.copyOf(item.groups()), "", false, false))
                    .orElseGet(() -> new RosterQuery.Item(contact.toString(), "", List.of(), "remove", false, false));
        }

        private void pushed(Optional<RosterItem> item) {
            if (isSame(item, wanted)) {
                isPushed = true;
            } else if (!isPushed) {
                overlooked = item;
            }
        }

        /** Whether the change, made to what was overlooked, is another than the one that was sent. */
        private boolean isOutdated() {
            try {
                return !isSame(changed(overlooked), wanted);
            } catch (RuntimeException e) {
                return false; // it cannot be made to that
            }
        }

        private static boolean isSame(Optional<RosterItem> one, Optional<RosterItem> other) {
            Set<String> noGroups = Set.of();
            return one.isPresent() == other.isPresent()
                    && one.map(RosterItem::name).equals(other.map(RosterItem::name))
                    && List.copyOf(one.map(RosterItem::groups).orElse(noGroups))
                            .equals(List.copyOf(other.map(RosterItem::groups).orElse(noGroups)));
        }
    }
}

package org.rosterstore.tck;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Outcome;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStoreException;

/**
 * Counts in an owner of its own, where nobody else writes, so that it is known after any failure what must be there. Each
 * commit replaces all items, and every part of it bears its number.
 */
final class SteadyWriter {

    /** What became of a writer's last commit. */
    enum Fate {
        /** It was acknowledged. */
        ACKNOWLEDGED,
        /** It failed, and is known not to have been applied. */
        NOT_APPLIED,
        /** Its outcome was unknown, and it was found to have been applied. */
        FOUND,
        /** Its outcome was unknown, and it was not found. */
        NOT_FOUND
    }

    private final Trial trial;
    private final BareJid owner;
    private final List<BareJid> contacts;
    private Revision reached = Revision.NONE;
    private int acknowledged;
    private @Nullable RuntimeException failure;

    /** A writer whose commits hold so many items. */
    SteadyWriter(Trial trial, int contacts) {
        this.trial = trial;
        this.owner = trial.owner();
        this.contacts = Cast.crowd(contacts);
        trial.unmodelled(owner); // a commit that was not acknowledged may be in it
    }

    /** Commits until that fails, or it is time to end. */
    void writeUntil(RosterStore store, BooleanSupplier isOver, Runnable onCommit) {
        while (failure == null && !isOver.getAsBoolean()) {
            try {
                commit(store);
                onCommit.run();
            } catch (RosterStoreException | IllegalStateException e) {
                failure = e;
            }
        }
    }

    private void commit(RosterStore store) {
        CommitResult result = store.commit(owner, edit(acknowledged + 1), Condition.at(reached));
        if (!(result instanceof Committed committed)) {
            throw trial.fail("a commit at %s, where nobody else writes".formatted(reached), result);
        }
        reached = committed.revision();
        acknowledged++;
    }

    /** What the last call failed with, if it failed. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Compares what is there with what must be, and repeats the commit if its outcome is unknown. */
    Fate settle(RosterStore store) {
        boolean isOpen = failure != null && isUnknown(failure);
        long expected = reached.counter() + (isOpen ? 1 : 0); // another handle may be behind, as far as it states
        Roster roster = Eventually.read(
                store,
                () -> Patience.untilItWorks(trial, "load", () -> store.load(owner)),
                it -> it.revision().counter() >= expected);
        boolean isOneOn =
                isOpen && isAt(roster, acknowledged + 1) && roster.revision().counter() == reached.counter() + 1;
        trial.expect(
                isOneOn || (isAt(roster, acknowledged) && roster.revision().equals(reached)),
                "the whole state of the %d commits of %d items that were acknowledged, at %s%s"
                        .formatted(
                                acknowledged,
                                contacts.size(),
                                reached,
                                isOpen ? ", or of one more, which failed with " + failure : ""),
                roster);
        if (isOpen) {
            expectOnce(store, roster, isOneOn);
            failure = null;
            return isOneOn ? Fate.FOUND : Fate.NOT_FOUND;
        }
        Fate fate = failure == null ? Fate.ACKNOWLEDGED : Fate.NOT_APPLIED;
        failure = null;
        return fate;
    }

    private static boolean isUnknown(RuntimeException failure) {
        return !(failure instanceof RosterStoreException e) || e.outcome() == Outcome.UNKNOWN;
    }

    private void expectOnce(RosterStore store, Roster found, boolean isOneOn) {
        if (failure instanceof RosterStoreException e) {
            Condition retry = Condition.retrying(e.attempt().orElseThrow());
            Committed once = new Committed(reached.next(retry.commit().orElseThrow()));
            for (int i = 0; i < 2; i++) {
                trial.expectEqual(
                        "to a retry the answer",
                        once,
                        Patience.untilItWorks(
                                trial, "a retry", () -> store.commit(owner, edit(acknowledged + 1), retry)));
            }
            acknowledged++;
            reached = once.revision();
            Roster roster = Patience.load(trial, store, owner, reached);
            trial.expect(
                    isAt(roster, acknowledged) && roster.revision().equals(reached),
                    "after the retries the whole state of %d commits, at %s".formatted(acknowledged, reached),
                    roster);
        } else if (isOneOn) {
            acknowledged++;
            reached = found.revision();
        }
    }

    private RosterEdit edit(int number) {
        String text = "" + number;
        return RosterEdit.replaceItems(contacts.stream()
                        .map(contact -> RosterItem.of(contact).withName(text))
                        .toList())
                .and(RosterEdit.extra(contacts.get(0), "number", text))
                .and(RosterEdit.ver(text));
    }

    private boolean isAt(Roster roster, int number) {
        if (number == 0) {
            return roster.revision().equals(Revision.NONE) && roster.contacts().isEmpty();
        }
        String text = "" + number;
        return roster.ver().equals(Optional.of(text))
                && roster.unreadable().isEmpty()
                && roster.contacts().keySet().equals(Set.copyOf(contacts))
                && roster.contacts().values().stream()
                        .allMatch(
                                contact -> contact.item().map(RosterItem::name).equals(Optional.of(text)))
                && isNumbered(roster.contact(contacts.get(0)), text);
    }

    private static boolean isNumbered(Contact first, String text) {
        return text.equals(first.extras().get("number"));
    }
}

package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;

/** Runs commands on fresh owners of a store and on a model of each, in lock step. */
final class Sequence {

    private record Done(RosterEdit edit, Condition condition, Revision revision) {}

    /** One owner: in the store, in the model, and what was done to it. */
    private static final class Subject {
        final BareJid owner;
        final Model model;
        final List<Done> done = new ArrayList<>();

        Subject(BareJid owner) {
            this.owner = owner;
            this.model = new Model(owner);
        }
    }

    private final Trial trial;
    private final RosterStore store;
    private final Map<Integer, Subject> subjects = new HashMap<>();

    private Sequence(Trial trial) {
        this.trial = trial;
        this.store = trial.store();
    }

    /** Runs the commands; the breach that they show, or null. */
    static @Nullable Nonconformity run(Trial trial, List<? extends Command> commands) {
        Sequence sequence = new Sequence(trial);
        try {
            commands.forEach(sequence::step);
            return null;
        } catch (Nonconformity e) {
            return e;
        } catch (RuntimeException e) {
            return new Nonconformity(Clause.SEQUENCE_MODEL, "no failure", e);
        } finally {
            sequence.erase();
        }
    }

    private void step(Command command) {
        Subject subject = subjects.computeIfAbsent(command.owner(), it -> new Subject(trial.passingOwner()));
        if (command instanceof Command.Commit commit) {
            commit(subject, commit);
        } else if (command instanceof Command.Repeat repeat && repeat.back() < subject.done.size()) {
            repeat(subject, subject.done.get(subject.done.size() - 1 - repeat.back()));
        }
        compare(subject);
    }

    private void commit(Subject subject, Command.Commit command) {
        long id = Revision.newCommitId();
        Condition condition = condition(subject, command).withCommit(id);
        CommitResult result = store.commit(subject.owner, command.edit(), condition);
        if (command.edit().erases() && subject.done.isEmpty()) {
            Model.Answer answer = subject.model.answer(condition);
            expect(
                    answer == Model.Answer.CONFLICT ? new Conflict(Revision.NONE) : new Committed(Revision.NONE),
                    result);
            return;
        }
        switch (subject.model.answer(condition)) {
            case CONFLICT -> expect(new Conflict(subject.model.revision()), result);
            case COMMITTED -> applied(subject, command.edit(), condition, result);
            case EITHER -> {
                if (result instanceof Committed) {
                    applied(subject, command.edit(), condition, result);
                } else {
                    expect(new Conflict(subject.model.revision()), result);
                }
            }
        }
    }

    private static void applied(Subject subject, RosterEdit edit, Condition condition, CommitResult result) {
        long id = condition.commit().orElseThrow();
        if (!(result instanceof Committed committed) || committed.revision().commit() != id) {
            throw breach("Committed under the id %016x".formatted(id), result);
        }
        subject.model.commit(edit, committed.revision());
        subject.done.add(new Done(edit, condition, committed.revision()));
    }

    private void repeat(Subject subject, Done done) {
        expect(new Committed(done.revision()), store.commit(subject.owner, done.edit(), done.condition()));
    }

    private static Condition condition(Subject subject, Command.Commit command) {
        Revision present = subject.model.revision();
        Revision earlier = subject.done.size() < 2
                ? Revision.NONE
                : subject.done.get(subject.done.size() - 2).revision();
        return switch (command.expectation()) {
            case NOTHING -> Condition.none();
            case PRESENT -> Condition.at(present);
            case EARLIER -> Condition.at(earlier);
            case FOREIGN -> Condition.at(new Revision(Math.max(1, present.counter()), ~present.commit() | 1));
            case CONTACT -> Condition.unchanged(subject.model.contact(command.contact()));
            case CONTACT_EARLIER -> Condition.unchanged(Contact.absent(command.contact(), earlier));
        };
    }

    /** After every step: the owner as a whole, and each way to read a part of it. */
    private void compare(Subject subject) {
        subject.model.compareRoster(store.load(subject.owner));
        expect(subject.model.revision(), store.revision(subject.owner));
        Optional<BareJid> first = Stream.concat(subject.model.contacts().stream(), Stream.of(subject.owner))
                .findFirst();
        subject.model.compareContact(Clause.SEQUENCE_MODEL, store.find(subject.owner, first.orElseThrow()));
    }

    private static void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw breach(expected.toString(), actual);
        }
    }

    private static Nonconformity breach(String expected, Object actual) {
        return new Nonconformity(Clause.SEQUENCE_MODEL, expected, actual.toString());
    }

    private void erase() {
        for (Subject subject : subjects.values()) {
            try {
                store.erase(subject.owner);
            } catch (RuntimeException e) {
                // The breach is what matters; if there was none, erasing is verified by tests of its own.
            }
        }
    }
}

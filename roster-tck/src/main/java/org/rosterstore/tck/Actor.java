package org.rosterstore.tck;

import static org.rosterstore.tck.Cast.JULIET;
import static org.rosterstore.tck.Cast.NURSE;
import static org.rosterstore.tck.Cast.ROMEO;
import static org.rosterstore.tck.Cast.named;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStoreException;

/** A caller that draws its next call from a few kinds, by what it has read and done before. For one thread. */
final class Actor {

    private static final List<BareJid> CONTACTS = List.of(JULIET, NURSE, ROMEO);

    /** A commit that may be sent again. */
    record Sent(RosterEdit edit, Condition condition) {}

    private final String name;
    private final Recorder.Caller calls;
    private final SplittableRandom random;
    private final Sent common;
    private final List<Sent> open = new ArrayList<>();
    private Sent last;
    private Roster read;
    private Revision seen;
    private int commits;

    /**
     * An actor at its beginning.
     *
     * @param calls its way to the store
     * @param common a commit that others may send as well
     * @param read what it knows of the owner
     */
    Actor(String name, Recorder.Caller calls, SplittableRandom random, Sent common, Roster read) {
        this.name = name;
        this.calls = calls;
        this.random = random;
        this.common = common;
        this.last = common;
        this.read = read;
        this.seen = read.revision();
    }

    /** Makes a call. */
    void act() {
        int kind = random.nextInt(100);
        if (kind < 22) {
            load();
        } else if (kind < 32) {
            calls.find(any());
        } else if (kind < 40) {
            seen = calls.revision();
        } else if (kind < 56) {
            commit(Condition.none());
        } else if (kind < 72) {
            commit(Condition.at(seen));
        } else if (kind < 86) {
            commit(Condition.unchanged(read.contact(any())));
        } else if (kind < 91) {
            sendCommon();
        } else if (kind < 96) {
            send(last);
        } else {
            seen = calls.erase();
        }
    }

    void load() {
        read = calls.load();
        seen = read.revision();
    }

    /** The revision that it has come across last. */
    Revision seen() {
        return seen;
    }

    void sendCommon() {
        send(common);
    }

    /** Commits something that can be told from all else. */
    void commit(Condition expectation) {
        last = new Sent(edit(), expectation.withCommit(Revision.newCommitId()));
        send(last);
    }

    private void send(Sent commit) {
        try {
            CommitResult result = calls.commit(commit.edit(), commit.condition());
            seen = result instanceof Committed committed ? committed.revision() : ((Conflict) result).actual();
        } catch (RosterStoreException e) {
            e.attempt().ifPresent(attempt -> open.add(new Sent(commit.edit(), retrying(commit, attempt))));
            throw e;
        }
    }

    private static Condition retrying(Sent commit, Attempt attempt) {
        return commit.condition().attempt().isPresent() ? commit.condition() : Condition.retrying(attempt);
    }

    /** The commits whose outcome it was not told. */
    List<Sent> open() {
        return List.copyOf(open);
    }

    CommitResult again(Sent commit) {
        return calls.commit(commit.edit(), commit.condition());
    }

    private RosterEdit edit() {
        commits++;
        BareJid one = any();
        BareJid other = CONTACTS.get((CONTACTS.indexOf(one) + 1) % CONTACTS.size());
        return switch (random.nextInt(10)) {
            case 0 -> RosterEdit.remove(one);
            case 1 -> RosterEdit.replaceItems(List.of(named(one, text())));
            case 2, 3 -> RosterEdit.put(named(one, text()));
            case 4, 5 -> RosterEdit.put(named(one, text())).and(RosterEdit.remove(other));
            case 6, 7 -> RosterEdit.put(named(one, text())).and(RosterEdit.ver(text()));
            default -> RosterEdit.put(named(one, text())).and(RosterEdit.put(named(other, text())));
        };
    }

    private String text() {
        return name + commits;
    }

    private BareJid any() {
        return CONTACTS.get(random.nextInt(CONTACTS.size()));
    }
}

package org.rosterstore.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Committed;
import org.rosterstore.Condition;
import org.rosterstore.Contact;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStoreException;

/** Counts in an owner of its own until a commit fails: item, extra and ver of each commit bear its number. */
final class CountingWriter {

    /** How many write at once when an outage catches them. */
    static final int COUNT = 4;

    private static final int COMMITS_BEFORE = 3;
    private static final BareJid CONTACT = BareJid.stored("counter@verona.example");

    private final Trial trial;
    private final BareJid owner;
    private final CountDownLatch underWay = new CountDownLatch(1);
    private volatile boolean isOut;
    private Revision reached = Revision.NONE;
    private int acknowledged;
    private @Nullable RosterStoreException failure;

    private CountingWriter(Trial trial) {
        this.trial = trial;
        this.owner = trial.owner();
        trial.unmodelled(owner); // a commit that was not acknowledged may be in it
    }

    /** Some writers that were at it when the storage went away. It is back when this returns. */
    static List<CountingWriter> caughtByAnOutage(Trial trial) {
        List<CountingWriter> writers = new ArrayList<>();
        List<FutureTask<Boolean>> runs = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            CountingWriter writer = new CountingWriter(trial);
            FutureTask<Boolean> run = new FutureTask<>(writer::run, true);
            writers.add(writer);
            runs.add(run);
            Thread thread = new Thread(run, "roster-tck writer");
            thread.setDaemon(true);
            thread.start();
        }
        writers.forEach(CountingWriter::awaitUnderWay);
        StoreFixture.Outage.Restoration restoration =
                trial.fixture().outage().orElseThrow().begin();
        try {
            writers.forEach(writer -> writer.isOut = true);
            for (FutureTask<Boolean> run : runs) {
                Patience.result(trial, "a commit without storage", run);
            }
        } finally {
            restoration.close();
        }
        return writers;
    }

    private void awaitUnderWay() {
        try {
            if (!underWay.await(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw trial.fail("%d commits within %s".formatted(COMMITS_BEFORE, Patience.LIMIT), "they hang");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while commits were made", e);
        }
    }

    private void run() {
        try {
            while (acknowledged < COMMITS_BEFORE) {
                commit();
            }
        } finally {
            underWay.countDown();
        }
        while (failure == null) {
            boolean mustFail = isOut;
            try {
                commit();
                trial.expect(!mustFail, "a commit without storage throws a RosterStoreException", reached);
            } catch (RosterStoreException e) {
                failure = e;
            }
        }
    }

    private void commit() {
        CommitResult result = trial.store().commit(owner, pending(), Condition.at(reached));
        if (!(result instanceof Committed committed)) {
            throw trial.fail("a commit at %s, where nobody else writes".formatted(reached), result);
        }
        reached = committed.revision();
        acknowledged++;
    }

    BareJid owner() {
        return owner;
    }

    /** How many commits were acknowledged. */
    int acknowledged() {
        return acknowledged;
    }

    /** Where the last of them led. */
    Revision reached() {
        return reached;
    }

    /** The commit that was not acknowledged. */
    RosterEdit pending() {
        String number = "" + (acknowledged + 1);
        return RosterEdit.put(RosterItem.of(CONTACT).withName(number))
                .and(RosterEdit.extra(CONTACT, "number", number))
                .and(RosterEdit.ver(number));
    }

    /** How it failed. */
    RosterStoreException failure() {
        if (failure == null) {
            throw new IllegalStateException("no commit has failed yet");
        }
        return failure;
    }

    /** Whether each part of the roster is of the commit with this number. */
    boolean isAt(Roster roster, int number) {
        Optional<String> expected = Optional.of("" + number);
        Contact contact = roster.contact(CONTACT);
        return contact.item().map(RosterItem::name).equals(expected)
                && Optional.ofNullable(contact.extras().get("number")).equals(expected)
                && roster.ver().equals(expected);
    }
}

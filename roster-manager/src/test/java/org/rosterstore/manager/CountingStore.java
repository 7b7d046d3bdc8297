package org.rosterstore.manager;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Contact;
import org.rosterstore.Feed;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.ForwardingRosterStore;

/** Counts what it is asked, fails when it is told to, and signals what was committed when it is told to. */
final class CountingStore extends ForwardingRosterStore {

    private int reads;
    private int writes;
    private Optional<Integer> writesLeft = Optional.empty();
    private boolean isCommittedBeforeItFails;
    private boolean losesNextAnswer;
    private boolean hasFeed = true;
    private final List<Consumer<? super Feed.Signal>> listeners = new ArrayList<>();

    CountingStore(RosterStore store) {
        super(store);
    }

    int reads() {
        return reads;
    }

    int writes() {
        return writes;
    }

    void forget() {
        reads = 0;
        writes = 0;
    }

    /** From now on so many commits, and no more. */
    void failAfter(int commits) {
        writesLeft = Optional.of(commits);
        isCommittedBeforeItFails = false;
    }

    /** From now on so many commits are answered; of those after them the answers are lost. */
    void loseAnswersAfter(int commits) {
        writesLeft = Optional.of(commits);
        isCommittedBeforeItFails = true;
    }

    /** The next commit is made, and its answer is lost. */
    void loseNextAnswer() {
        losesNextAnswer = true;
    }

    /** Like a store that cannot say what others do. */
    CountingStore withoutFeed() {
        hasFeed = false;
        return this;
    }

    int listeners() {
        return listeners.size();
    }

    /** Says that an owner may have changed, to all who want to know. */
    void signal(BareJid owner) {
        Feed.Changed changed = new Feed.Changed(owner, delegate().revision(owner));
        List.copyOf(listeners).forEach(listener -> listener.accept(changed));
    }

    /** Says that anything may have changed. */
    void interrupt() {
        List.copyOf(listeners).forEach(listener -> listener.accept(new Feed.Interrupted()));
    }

    @Override
    public Optional<Feed> feed() {
        return Optional.of(signals()).filter(it -> hasFeed);
    }

    private Feed signals() {
        return new Feed() {
            @Override
            public Registration subscribe(Consumer<? super Signal> listener) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }

            @Override
            public Duration latency() {
                return Duration.ofSeconds(1);
            }
        };
    }

    void work() {
        writesLeft = Optional.empty();
    }

    @Override
    public Roster load(BareJid owner) {
        reads++;
        return super.load(owner);
    }

    @Override
    public Contact find(BareJid owner, BareJid contact) {
        reads++;
        return super.find(owner, contact);
    }

    @Override
    public Revision revision(BareJid owner) {
        reads++;
        return super.revision(owner);
    }

    @Override
    public Map<BareJid, Roster> loadAll(Collection<BareJid> owners) {
        reads++;
        return super.loadAll(owners);
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        if (writesLeft.isPresent() && writesLeft.get() == 0) {
            if (isCommittedBeforeItFails) {
                return lost(owner, edit, condition);
            }
            throw new StoreUnavailableException("out of order");
        }
        if (losesNextAnswer) {
            losesNextAnswer = false;
            return lost(owner, edit, condition);
        }
        writesLeft = writesLeft.map(left -> left - 1);
        writes++;
        return super.commit(owner, edit, condition);
    }

    private CommitResult lost(BareJid owner, RosterEdit edit, Condition condition) {
        Attempt attempt = condition
                .attempt()
                .orElseGet(() -> new Attempt(
                        condition.expectation(),
                        Revision.newCommitId(),
                        delegate().revision(owner)));
        boolean again = condition.attempt().isPresent();
        CommitResult result = super.commit(owner, edit, again ? condition : condition.withCommit(attempt.commit()));
        if (result instanceof Conflict) {
            return result;
        }
        throw StoreUnavailableException.unknownOutcome("the answer was lost", attempt);
    }
}

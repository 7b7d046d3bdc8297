package org.rosterstore.manager;

import java.util.Random;
import org.rosterstore.Attempt;
import org.rosterstore.BareJid;
import org.rosterstore.CommitResult;
import org.rosterstore.Condition;
import org.rosterstore.Conflict;
import org.rosterstore.Revision;
import org.rosterstore.Roster;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterStore;
import org.rosterstore.StoreUnavailableException;
import org.rosterstore.spi.ForwardingRosterStore;

/** Fails by chance in every way in which a store may: before it does something, after it has, and without knowing which. */
final class UnluckyStore extends ForwardingRosterStore {

    private final Random random;
    private final int oneIn;
    private boolean isLucky;

    UnluckyStore(RosterStore store, Random random, int oneIn) {
        super(store);
        this.random = random;
        this.oneIn = oneIn;
    }

    void beLucky() {
        isLucky = true;
    }

    private boolean fails() {
        return !isLucky && random.nextInt(oneIn) == 0;
    }

    @Override
    public Roster load(BareJid owner) {
        if (fails()) {
            throw new StoreUnavailableException("bad luck");
        }
        return super.load(owner);
    }

    @Override
    public Revision revision(BareJid owner) {
        return load(owner).revision();
    }

    @Override
    public CommitResult commit(BareJid owner, RosterEdit edit, Condition condition) {
        if (!fails()) {
            return super.commit(owner, edit, condition);
        }
        if (random.nextBoolean()) {
            throw new StoreUnavailableException("bad luck");
        }
        Attempt attempt = condition
                .attempt()
                .orElseGet(() -> new Attempt(
                        condition.expectation(),
                        Revision.newCommitId(),
                        delegate().revision(owner)));
        if (random.nextBoolean()) {
            boolean again = condition.attempt().isPresent();
            CommitResult result = super.commit(owner, edit, again ? condition : condition.withCommit(attempt.commit()));
            if (result instanceof Conflict) {
                return result;
            }
        }
        throw StoreUnavailableException.unknownOutcome("bad luck", attempt);
    }
}

package org.rosterstore.spi;

import java.util.Arrays;
import java.util.Optional;
import org.rosterstore.Condition;
import org.rosterstore.Revision;

/**
 * The ids of an owner's last commits, by which a repeated commit is recognised. Immutable. It holds at most
 * {@value #CAPACITY}: an id must be known while {@value Condition#REMEMBERED_COMMITS} others have followed it.
 */
public final class CommitIds {

    static final int CAPACITY = Condition.REMEMBERED_COMMITS + 1;

    private static final CommitIds NONE = new CommitIds(0, new long[0]);

    private final long counter;
    private final long[] ids;

    private CommitIds(long counter, long[] ids) {
        this.counter = counter;
        this.ids = ids;
    }

    /**
     * The ids before the first commit.
     *
     * @return no ids
     */
    public static CommitIds none() {
        return NONE;
    }

    /**
     * The ids that a store has kept.
     *
     * @param counter the counter of the newest commit
     * @param ids what {@link #toArray()} gave: the newest ids, oldest first; copied
     * @return the ids
     * @throws IllegalArgumentException if no commits can have led to them
     */
    public static CommitIds of(long counter, long... ids) {
        boolean counts = ids.length <= counter && counter < Long.MAX_VALUE && (ids.length > 0 || counter == 0);
        if (!counts || ids.length > CAPACITY || Arrays.stream(ids).anyMatch(id -> id == 0)) {
            throw new IllegalArgumentException("%d ids at commit %d".formatted(ids.length, counter));
        }
        return new CommitIds(counter, ids.clone());
    }

    CommitIds append(long id) {
        int dropped = Math.max(0, ids.length + 1 - CAPACITY);
        long[] extended = Arrays.copyOfRange(ids, dropped, ids.length + 1);
        extended[extended.length - 1] = id;
        return new CommitIds(counter + 1, extended);
    }

    /**
     * The revision that the newest commit led to.
     *
     * @return the revision, {@link Revision#NONE} before the first commit
     */
    public Revision revision() {
        return counter == 0 ? Revision.NONE : new Revision(counter, ids[ids.length - 1]);
    }

    /**
     * Which of the commits has an id.
     *
     * @param id a commit's id
     * @return the revision that it led to, or empty if no remembered commit has that id
     */
    public Optional<Revision> find(long id) {
        for (int i = ids.length - 1; i >= 0; i--) {
            if (ids[i] == id) {
                return Optional.of(new Revision(counter - (ids.length - 1 - i), id));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a revision is one of this owner's, and every commit since is remembered.
     *
     * @param revision the revision
     * @return true if so
     */
    public boolean knows(Revision revision) {
        long since = counter - revision.counter();
        if (revision.equals(Revision.NONE)) {
            return since == ids.length;
        }
        return since >= 0 && since < ids.length && ids[ids.length - 1 - (int) since] == revision.commit();
    }

    int count() {
        return ids.length;
    }

    /**
     * What to store, together with the revision's counter.
     *
     * @return the ids, oldest first; a copy
     */
    public long[] toArray() {
        return ids.clone();
    }
}

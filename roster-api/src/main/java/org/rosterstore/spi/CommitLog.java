package org.rosterstore.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rosterstore.BareJid;
import org.rosterstore.Condition;
import org.rosterstore.History;
import org.rosterstore.Revision;

/**
 * The recent commits of one owner: their ids, by which a repeated commit is recognised, and, for those since the last cut,
 * the contacts that each touched. Immutable.
 */
final class CommitLog {

    /** The id of a commit must be known when {@value Condition#REMEMBERED_COMMITS} others have followed it. */
    private static final int CAPACITY = Condition.REMEMBERED_COMMITS + 1;

    static final CommitLog EMPTY = new CommitLog(0, new long[0], List.of());

    private final long last;
    private final long[] ids;
    private final List<Set<BareJid>> touched;

    /** Ids and touched contacts are those of the newest commits, oldest first; {@code last} counts the newest. */
    CommitLog(long last, long[] ids, List<Set<BareJid>> touched) {
        this.last = last;
        this.ids = ids;
        this.touched = touched;
    }

    CommitLog append(long id, Set<BareJid> contacts) {
        if (contacts.size() > History.CONTACTS) {
            return appendCut(id);
        }
        List<Set<BareJid>> kept = touched.size() < History.COMMITS ? touched : touched.subList(1, History.COMMITS);
        List<Set<BareJid>> extended = new ArrayList<>(kept.size() + 1);
        extended.addAll(kept);
        extended.add(Set.copyOf(contacts));
        return new CommitLog(last + 1, appended(id), extended);
    }

    /** Appends a commit of which it is not known what it touched. */
    CommitLog appendCut(long id) {
        return new CommitLog(last + 1, appended(id), List.of());
    }

    private long[] appended(long id) {
        int dropped = Math.max(0, ids.length + 1 - CAPACITY);
        long[] extended = Arrays.copyOfRange(ids, dropped, ids.length + 1);
        extended[extended.length - 1] = id;
        return extended;
    }

    Revision revision() {
        return last == 0 ? Revision.NONE : new Revision(last, ids[ids.length - 1]);
    }

    Optional<Revision> find(long id) {
        for (int i = ids.length - 1; i >= 0; i--) {
            if (ids[i] == id) {
                return Optional.of(new Revision(last - (ids.length - 1 - i), id));
            }
        }
        return Optional.empty();
    }

    /** Whether the revision is one of this owner's, and every commit since is remembered. */
    boolean knows(Revision revision) {
        long since = last - revision.counter();
        if (revision.equals(Revision.NONE)) {
            return since == ids.length;
        }
        return since >= 0 && since < ids.length && ids[ids.length - 1 - (int) since] == revision.commit();
    }

    /** The contacts touched since the revision, or empty if that is not known. */
    Optional<Set<BareJid>> touchedSince(Revision revision) {
        if (!knows(revision) || last - revision.counter() > touched.size()) {
            return Optional.empty();
        }
        int since = (int) (last - revision.counter());
        Set<BareJid> contacts = new HashSet<>();
        touched.subList(touched.size() - since, touched.size()).forEach(contacts::addAll);
        return Optional.of(contacts);
    }

    long[] ids() {
        return ids.clone();
    }

    List<Set<BareJid>> touched() {
        return touched;
    }
}

package org.rosterstore;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The ability to tell that something has changed, whoever changed it. Signals name owner and revision; contents are read
 * from the store. Safe for use by many threads.
 *
 * <p>Every commit, of any process, is followed within {@link #latency()} by a {@link Changed} of its owner at or past its
 * revision, unless an {@link Interrupted} says that anything may have changed. Several commits may be merged into one
 * signal, and a signal may be repeated; the revisions of one owner never go back. An erasure is signalled as the commit
 * that it is.
 */
public interface Feed {

    /** What a subscriber is told. */
    sealed interface Signal permits Changed, Interrupted {}

    /**
     * An owner has been committed to.
     *
     * @param owner whose roster it is
     * @param revision a revision that the owner has reached
     */
    record Changed(BareJid owner, Revision revision) implements Signal {

        /** Checks for null. */
        public Changed {
            requireNonNull(owner, "owner");
            requireNonNull(revision, "revision");
        }
    }

    /** Signals may have been lost: any owner may have changed. What is signalled after this is complete again. */
    record Interrupted() implements Signal {}

    /** An end to being told. */
    interface Registration extends AutoCloseable {

        /**
         * Ends it. Once this returns the listener is not called any more, unless this is called by the listener itself.
         * Closing again does nothing.
         */
        @Override
        void close();
    }

    /**
     * Begins to tell about commits to any owner that are made from now on. Closing the store ends it.
     *
     * @param listener called for one signal at a time, in order, on a thread of the store. It should return quickly: a
     *     listener that cannot keep up is told {@link Interrupted} in place of what did not fit. What it throws is logged
     *     and harms nobody else.
     * @return what ends it
     * @throws RosterStoreException if the store cannot be reached
     * @throws IllegalStateException if the store is closed
     */
    Registration subscribe(Consumer<? super Signal> listener);

    /**
     * How long after a commit its signal comes at the latest, where nothing is interrupted.
     *
     * @return a positive time
     */
    Duration latency();
}

package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;

/**
 * How the kit comes to a store. One method is needed; the hooks unlock more clauses.
 *
 * <p>The kit uses owners of its own with random names and erases them, and touches no others: it may be pointed at a store
 * that is in use. For {@link DiscoveredStoreTest} an implementation is named in
 * {@code META-INF/services/org.rosterstore.tck.StoreFixture}.
 */
public interface StoreFixture {

    /**
     * Opens a handle. All handles are on the same storage, and several are open at a time; the kit closes each.
     *
     * @return a new handle
     */
    RosterStore open();

    /**
     * What to call the store in reports. No secret may be in it.
     *
     * @return a name
     */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * The hook for durable stores.
     *
     * @return the hook, or empty if what the store keeps ends with its last handle
     */
    default Optional<Reopening> reopening() {
        return Optional.empty();
    }

    /**
     * The hook for damage to a record.
     *
     * @return the hook, or empty if records cannot be damaged one by one
     */
    default Optional<Corruption> corruption() {
        return Optional.empty();
    }

    /**
     * The hook for storage that fails.
     *
     * @return the hook, or empty if the storage cannot be taken away
     */
    default Optional<Outage> outage() {
        return Optional.empty();
    }

    /** What a durable store outlives. */
    @FunctionalInterface
    interface Reopening {

        /** Called when all handles are closed: drops whatever is kept outside of the durable storage. */
        void reopen();
    }

    /** Damages what is stored. */
    @FunctionalInterface
    interface Corruption {

        /**
         * Changes the stored record of a contact behind the store's back, so that it cannot be decoded.
         *
         * @param owner whose roster
         * @param contact whose record
         */
        void corrupt(BareJid owner, BareJid contact);
    }

    /** Takes the storage away. */
    @FunctionalInterface
    interface Outage {

        /**
         * Makes the storage unreachable for all handles.
         *
         * @return what brings it back
         */
        Restoration begin();

        /** The end of an outage. */
        @FunctionalInterface
        interface Restoration extends AutoCloseable {

            /** Makes the storage reachable again. */
            @Override
            void close();
        }
    }

    /**
     * A fixture that opens handles by URI, without hooks.
     *
     * @param uri a store URI, of a scheme whose handles share their storage
     * @return the fixture
     */
    static StoreFixture ofUri(String uri) {
        return new UriFixture(requireNonNull(uri, "uri"), Thread.currentThread().getContextClassLoader());
    }
}

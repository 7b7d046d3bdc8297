package org.rosterstore.tck;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
     * The hook for storage that fails. Where there is none, but {@link #relaying()} is provided, the kit takes the storage
     * away by refusing connections.
     *
     * @return the hook, or empty if the storage cannot be taken away
     */
    default Optional<Outage> outage() {
        return Optional.empty();
    }

    /**
     * The hook for networks that fail.
     *
     * @return the hook, or empty if the store is not reached by TCP
     */
    default Optional<Relaying> relaying() {
        return Optional.empty();
    }

    /**
     * The hook for the sudden death of a server.
     *
     * @return the hook, or empty if no process but this one keeps the data
     */
    default Optional<Killing> killing() {
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

    /** How to put a {@link Relay} between the store and its server. */
    interface Relaying {

        /**
         * Where the server listens; a server that is killed and started again does so at the same address.
         *
         * @return the address
         */
        InetSocketAddress server();

        /**
         * Opens a handle, on the same storage as {@link StoreFixture#open()}, all of whose connections go through a relay.
         *
         * @param relay the relay's address, in place of the server's
         * @return a new handle
         */
        RosterStore open(InetSocketAddress relay);

        /**
         * After which time a call of such a handle fails that is not answered. A short one saves time: the kit waits for it
         * again and again. It should be well over what the storage may need when all is well.
         *
         * @return the deadline, 5 s unless another was set when it was opened
         */
        default Duration deadline() {
            return Duration.ofSeconds(5);
        }

        /**
         * What must stand in no message.
         *
         * @return the passwords that such a handle is opened with
         */
        default Set<String> secrets() {
            return Set.of();
        }
    }

    /** Kills the server. */
    @FunctionalInterface
    interface Killing {

        /**
         * Kills the process that keeps the data, without a warning ({@code SIGKILL}), and starts it again, on what the dead
         * one has left, at the same address. Called while calls are under way. Returns when connections are accepted.
         */
        void killAndRestart();
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

package org.rosterstore.spi;

import java.util.Set;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/**
 * What makes a backend findable: the schemes that it opens. Found by {@link java.util.ServiceLoader}, so an implementation
 * is public, has a public constructor without parameters, and is named in {@code META-INF/services} and in the module's
 * {@code provides}. Its constructor does nothing: it is created whenever any store is opened.
 *
 * @see RosterStores#open(String)
 */
public interface RosterStoreProvider {

    /**
     * The schemes that this provider opens.
     *
     * @return lower-case schemes, without the colon
     */
    Set<String> schemes();

    /**
     * Opens a store. A backend's builder comes first: this translates the URI to it and does nothing else. The calling
     * thread's context class loader is the one that providers are looked for with, also by a prefix scheme.
     *
     * @param uri what to open; its scheme is one of {@link #schemes()}
     * @return a handle, which the caller closes
     * @throws org.rosterstore.StoreConfigurationException if the URI does not describe a store, an unknown option included
     * @throws org.rosterstore.RosterStoreException if the store cannot be opened
     */
    RosterStore open(StoreUri uri);
}

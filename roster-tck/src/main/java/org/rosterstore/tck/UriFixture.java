package org.rosterstore.tck;

import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.spi.StoreUri;

/** A store that is opened by URI; with a class loader of its own, since threads need not inherit the caller's. */
record UriFixture(String uri, ClassLoader loader) implements StoreFixture {

    @Override
    public RosterStore open() {
        return RosterStores.open(uri, loader);
    }

    @Override
    public String name() {
        return StoreUri.parse(uri).toString();
    }
}

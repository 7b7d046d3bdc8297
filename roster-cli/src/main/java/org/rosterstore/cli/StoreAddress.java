package org.rosterstore.cli;

import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.spi.StoreUri;

/**
 * A store that somebody has named. It shows itself without secrets.
 *
 * @param uri the URI, which may hold a password
 */
record StoreAddress(String uri) {

    /** A URI among the arguments, after a warning if it shows a password to everybody who can list processes. */
    static StoreAddress ofArgument(String uri, String argument, Terminal terminal) {
        StoreAddress address = new StoreAddress(uri);
        if (!address.toString().equals(uri)) {
            terminal.warn("the password in %s is seen by everybody who can list processes;".formatted(argument)
                    + " write passwordEnv=NAME or passwordFile=PATH into the URI, or set " + StoreOption.VARIABLE);
        }
        return address;
    }

    RosterStore open() {
        return RosterStores.open(uri);
    }

    @Override
    public String toString() {
        return StoreUri.parse(uri).toString();
    }
}

package org.rosterstore.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;
import org.rosterstore.spi.StoreUri;

/**
 * A store that somebody has named. It shows itself without secrets.
 *
 * @param uri the URI, which may hold a password
 */
record StoreAddress(String uri) {

    private static final String SQLITE = "sqlite";

    /** A URI among the arguments, after a warning if it shows a password to everybody who can list processes. */
    static StoreAddress ofArgument(String uri, String argument, Terminal terminal) {
        warnOfPassword(uri, argument, ", or set " + StoreOption.VARIABLE, terminal);
        return new StoreAddress(uri);
    }

    /** Warns if a URI among the arguments shows a password to everybody who can list processes. */
    static void warnOfPassword(String uri, String argument, String otherwise, Terminal terminal) {
        if (!StoreUri.parse(uri).toString().equals(uri)) {
            terminal.warn("the password in %s is seen by everybody who can list processes;".formatted(argument)
                    + " write passwordEnv=NAME or passwordFile=PATH into the URI" + otherwise);
        }
    }

    /** A store in a file. */
    static StoreAddress of(Path file) {
        return new StoreAddress(
                SQLITE + ":" + file.toString().replace("%", "%25").replace("?", "%3F"));
    }

    /** Opens it to write. A file that is not there is made, and that is said. */
    RosterStore open(Terminal terminal) {
        Optional<Path> missing = missing();
        missing.map(file -> file.toAbsolutePath().getParent())
                .filter(Files::notExists)
                .ifPresent(directory -> {
                    throw new CommandFailure(ExitCode.USAGE, "%s: there is no directory %s".formatted(this, directory));
                });
        RosterStore store = RosterStores.open(uri);
        if (missing.isPresent()) {
            terminal.err().line(Ink.DIM, SafeText.of("made the store " + this));
        }
        return store;
    }

    /** Opens what is there. A misspelled file is not made, and does not look like a store without owners. */
    RosterStore openExisting() {
        missing().ifPresent(file -> {
            throw new CommandFailure(
                    ExitCode.USAGE, this + ": there is no such file; what writes (put, import, copy) makes it");
        });
        return RosterStores.open(uri);
    }

    /** The file that the store is to be in, and that is not there. */
    private Optional<Path> missing() {
        StoreUri parsed = StoreUri.parse(uri);
        return Optional.of(parsed.path())
                .filter(path -> parsed.scheme().equals(SQLITE) && parsed.hosts().isEmpty() && !path.isEmpty())
                .map(Path::of)
                .filter(Files::notExists);
    }

    @Override
    public String toString() {
        return StoreUri.parse(uri).toString();
    }
}

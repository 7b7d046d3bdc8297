package org.rosterstore.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/**
 * The store of who names none: a SQLite file in the user's data directory, which nobody else may read.
 *
 * @param file where it is, or is made by the first command that puts something there
 */
record DefaultStore(Path file) {

    /** Where this system keeps the data of a user's programs. */
    static DefaultStore of(Map<String, String> environment, String system) {
        return new DefaultStore(data(environment, system.toLowerCase(Locale.ROOT))
                .resolve("roster-store")
                .resolve("rosters.db"));
    }

    private static Path data(Map<String, String> environment, String system) {
        if (system.startsWith("windows")) {
            return absolute(environment, "LOCALAPPDATA")
                    .orElseGet(() -> home(environment, "USERPROFILE").resolve(Path.of("AppData", "Local")));
        }
        if (system.startsWith("mac")) {
            return home(environment, "HOME").resolve(Path.of("Library", "Application Support"));
        }
        return absolute(environment, "XDG_DATA_HOME")
                .orElseGet(() -> home(environment, "HOME").resolve(Path.of(".local", "share")));
    }

    /** What {@code ~} is to the shell, which Java does not ask about it. */
    private static Path home(Map<String, String> environment, String variable) {
        return absolute(environment, variable).orElseGet(() -> Path.of(System.getProperty("user.home")));
    }

    /** The XDG specification wants a path that is not absolute to be ignored. */
    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    StoreAddress address() {
        return StoreAddress.of(file);
    }

    boolean isThere() {
        return Files.exists(file);
    }

    /** Opens it, and makes it if it is not there, which is said. */
    RosterStore open(Terminal terminal) {
        boolean isNew = !isThere() && make();
        RosterStore store = RosterStores.open(address().uri());
        if (isNew) {
            terminal.err()
                    .line(
                            Ink.DIM,
                            SafeText.of("made %s, where rosters are kept unless --store or %s names another store"
                                    .formatted(file, StoreOption.VARIABLE)));
        }
        return store;
    }

    /** Makes an empty file, which to SQLite is an empty database. Of several processes one has made it. */
    private boolean make() {
        try {
            Files.createDirectories(file.resolveSibling(""), onlyForOwner("rwx------"));
            Files.createFile(file, onlyForOwner("rw-------"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileAttribute<?>[] onlyForOwner(String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

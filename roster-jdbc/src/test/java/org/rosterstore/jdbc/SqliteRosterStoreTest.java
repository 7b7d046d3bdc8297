package org.rosterstore.jdbc;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.rosterstore.RosterStore;
import org.rosterstore.tck.Ability;
import org.rosterstore.tck.Conformance;
import org.rosterstore.tck.RosterStoreTck;

/** The contract, all of it, on SQLite. */
class SqliteRosterStoreTest extends RosterStoreTck {

    @TempDir
    static Path directory;

    private static Path file() {
        return directory.resolve("rosters of the kit.db");
    }

    @Override
    public RosterStore open() {
        return JdbcRosterStore.sqlite(file()).open();
    }

    @Override
    public Optional<Reopening> reopening() {
        return Optional.of(() -> {}); // all there is, is in the file
    }

    @Override
    public Optional<Corruption> corruption() {
        return Optional.of(new DamagedRow(() -> DriverManager.getConnection("jdbc:sqlite:" + file())));
    }

    @Override
    protected Conformance configure(Conformance kit) {
        return kit.strict(true).require(EnumSet.allOf(Ability.class));
    }
}

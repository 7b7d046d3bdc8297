package org.rosterstore.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.rosterstore.BareJid;
import org.rosterstore.RosterStore;
import org.rosterstore.RosterStores;

/** A durable store, and the people in it; the command is run on it. To be registered as an extension, with which it ends. */
final class Verona implements AfterEachCallback {

    static final BareJid ROMEO = BareJid.of("romeo@montague.example");
    static final BareJid BENVOLIO = BareJid.of("benvolio@montague.example");
    static final BareJid JULIET = BareJid.of("juliet@capulet.example");
    static final BareJid NURSE = BareJid.of("nurse@capulet.example");
    static final BareJid TYBALT = BareJid.of("tybalt@capulet.example");

    private final TemporaryDirectory directory;
    private final Path file;
    private final RosterStore store;
    private Console console = new Console();

    Verona() {
        try {
            directory = TemporaryDirectory.make("verona");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = directory.path().resolve("rosters.db");
        store = RosterStores.open(uri());
    }

    String uri() {
        return "sqlite:" + file;
    }

    RosterStore store() {
        return store;
    }

    /** Where the last command spoke. */
    Console console() {
        return console;
    }

    /** Runs a command of these words on the store. */
    int run(String... words) {
        return run(new Console(), words);
    }

    int run(Console on, String... words) {
        console = on;
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--store", uri()));
        return console.run(arguments.toArray(String[]::new));
    }

    String out() {
        return console.out();
    }

    String err() {
        return console.err();
    }

    /** Damages the record of a contact, so that it cannot be decoded any more. */
    void damage(BareJid owner, BareJid contact) throws SQLException {
        execute(
                "UPDATE roster_contact SET subscription = 'maybe' WHERE contact = ?"
                        + " AND owner_id = (SELECT id FROM roster_owner WHERE owner = ?)",
                contact,
                owner);
    }

    /** Damages what all that there is of an owner hangs on. */
    void damage(BareJid owner) throws SQLException {
        execute("UPDATE roster_owner SET recent_ids = x'00' WHERE owner = ?", owner);
    }

    private void execute(String sql, BareJid... jids) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < jids.length; i++) {
                statement.setString(i + 1, jids[i].toString());
            }
            if (statement.executeUpdate() != 1) {
                throw new AssertionError("nothing was there to damage");
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        store.close();
        directory.close();
    }
}

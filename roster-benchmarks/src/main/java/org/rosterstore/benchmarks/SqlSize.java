package org.rosterstore.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.jdbc.JdbcRosterStore;

/**
 * A million contacts in 20,000 rosters in one SQLite file: what they take on the disk, that all are there, and that opening
 * the file reads not a page more than it does of an empty one. What is read is counted by the system: {@code /proc/self/io}, on Linux.
 */
public final class SqlSize {

    private static final int CONTACTS = 50;
    private static final int PAGE = 4_096;
    private static final int SAMPLE = 1_000;
    private static final long SEED = 20_261_128;
    private static final Pattern READ = Pattern.compile("rchar: ([0-9]+)");

    private final Findings findings = new Findings("sql");
    private final Path empty;
    private final Path full;

    private SqlSize(Place place) {
        this.empty = place.resolve("empty.db");
        this.full = place.resolve("full.db");
    }

    /**
     * Prints counts; ends with 1 if opening reads what is stored.
     *
     * @param arguments the number of rosters; 20,000 if it is left out
     * @throws IOException if the system does not count
     * @throws SQLException if the driver fails
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        int owners = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        Findings findings;
        try (Place place = Place.make()) {
            SqlSize program = new SqlSize(place);
            program.fill(owners);
            program.open();
            program.check(owners);
            findings = program.findings;
        }
        findings.end();
    }

    private static RosterStore store(Path file) {
        return JdbcRosterStore.sqlite(file).open();
    }

    private static List<RosterItem> items(int owner) {
        return People.from(owner * 7, CONTACTS);
    }

    private void fill(int owners) throws IOException, SQLException {
        store(empty).close();
        long begin = System.nanoTime();
        try (RosterStore store = store(full)) {
            for (int owner = 0; owner < owners; owner++) {
                store.commit(People.owner(owner), RosterEdit.replaceItems(items(owner)));
            }
        }
        long contacts = (long) owners * CONTACTS;
        findings.number("rosters", owners);
        findings.number("contacts", contacts);
        findings.number("fill-milliseconds", (System.nanoTime() - begin) / 1_000_000);
        findings.number("file-bytes", Files.size(full));
        findings.number("bytes-a-contact", Files.size(full) / contacts);
        tables(contacts);
    }

    /** Which tables and indexes these are. */
    private void tables(long contacts) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + full);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC");
                ResultSet table = select.executeQuery()) {
            while (table.next()) {
                System.out.printf(
                        Locale.ROOT,
                        "%s: %.1f bytes a contact%n",
                        table.getString(1),
                        (double) table.getLong(2) / contacts);
            }
        }
    }

    private void open() throws IOException {
        long ofEmpty = readByOpening(empty);
        long ofFull = readByOpening(full);
        findings.number("open-empty-bytes-read", ofEmpty);
        findings.number("open-bytes-read", ofFull);
        findings.hold(
                ofFull < ofEmpty + PAGE,
                "opening reads %d bytes of a full file, and %d of an empty one".formatted(ofFull, ofEmpty));
    }

    /** The least of three: the virtual machine reads files too, classes for one. */
    private static long readByOpening(Path file) throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = read();
            try (RosterStore store = store(file)) {
                least = Math.min(least, read() - before);
            }
        }
        return least;
    }

    /** What this process has read until now, from a disk or from what the system holds of it. */
    private static long read() throws IOException {
        Matcher read = READ.matcher(Files.readString(Path.of("/proc/self/io")));
        if (!read.find()) {
            throw new IOException("no rchar in /proc/self/io");
        }
        return Long.parseLong(read.group(1));
    }

    /** How many there are, and each of a sample. */
    private void check(int owners) {
        try (RosterStore store = store(full)) {
            long found = store.catalog().orElseThrow().owners().count();
            findings.hold(found == owners, "%d owners, not %d".formatted(found, owners));
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < SAMPLE; i++) {
                compare(store, random.nextInt(owners));
            }
            findings.number("compared", SAMPLE);
        }
    }

    private void compare(RosterStore store, int number) {
        BareJid owner = People.owner(number);
        var actual = store.load(owner).contacts().values().stream()
                .map(contact -> contact.item().orElseThrow())
                .collect(Collectors.toSet());
        findings.hold(actual.equals(items(number).stream().collect(Collectors.toSet())), "the contacts of " + owner);
    }
}

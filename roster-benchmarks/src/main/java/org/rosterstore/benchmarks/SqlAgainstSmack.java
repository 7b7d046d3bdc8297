package org.rosterstore.benchmarks;

import java.util.List;
import java.util.Locale;
import org.rosterstore.RosterItem;
import org.rosterstore.jdbc.JdbcRosterStore;
import org.rosterstore.jdbc.UnsyncedSqlite;

/**
 * SQLite against Smack's {@code DirectoryRosterStore}, in turn on one disk, best of three: add one, remove one, load all,
 * replace all under other names. Smack's store never syncs. Ours does at every commit; without its syncs it must be ahead at
 * everything.
 */
public final class SqlAgainstSmack {

    private static final int ROUNDS = 3;

    /** Of so many one round warms up enough, and a reset takes Smack long. */
    private static final int MANY = 10_000;

    private final Findings findings = new Findings("sql");
    private final Place place;

    private SqlAgainstSmack(Place place) {
        this.place = place;
    }

    /**
     * Prints a table and ratios; ends with 1 if the store is behind without syncs.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Findings findings;
        try (Place place = Place.make()) {
            SqlAgainstSmack program = new SqlAgainstSmack(place);
            program.compare();
            findings = program.findings;
        }
        findings.end();
    }

    private void compare() {
        System.out.println(
                "| contacts | operation | Smack, us | SQLite unsynced, us | Smack / unsynced | SQLite, us | Smack / SQLite |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int contacts : new int[] {100, 1_000, MANY}) {
            compare(contacts);
        }
    }

    private void compare(int contacts) {
        List<RosterItem> items = People.from(0, contacts);
        List<List<RosterItem>> editions = List.of(
                items, items.stream().map(it -> it.withName(it.name() + " jr.")).toList());
        try (RosterFile smack = new SmackRoster(place.resolve("smack-" + contacts), editions);
                RosterFile unsynced =
                        new StoredRoster(UnsyncedSqlite.open(place.resolve(contacts + "-unsynced.db")), editions);
                RosterFile sqlite = new StoredRoster(
                        JdbcRosterStore.sqlite(place.resolve(contacts + ".db")).open(), editions)) {
            List<RosterTimes> all = List.of(
                    new RosterTimes(smack, contacts),
                    new RosterTimes(unsynced, contacts),
                    new RosterTimes(sqlite, contacts));
            rounds(contacts < MANY ? 2 : 1, all);
            all.forEach(RosterTimes::forget);
            rounds(ROUNDS, all);
            for (RosterTimes.Operation operation : RosterTimes.Operation.values()) {
                report(
                        contacts,
                        operation,
                        all.stream().map(it -> it.best(operation)).toList());
            }
        }
    }

    private void rounds(int rounds, List<RosterTimes> all) {
        for (int i = 0; i < rounds; i++) {
            for (RosterTimes each : all) {
                place.settle();
                each.round();
            }
        }
    }

    private void report(int contacts, RosterTimes.Operation operation, List<Double> best) {
        String word = operation.name().toLowerCase(Locale.ROOT);
        double unsynced = best.get(0) / best.get(1);
        double synced = best.get(0) / best.get(2);
        System.out.printf(
                Locale.ROOT,
                "| %,d | %s | %,.0f | %,.0f | %.2f | %,.0f | %.2f |%n",
                contacts,
                word,
                best.get(0),
                best.get(1),
                unsynced,
                best.get(2),
                synced);
        findings.atLeast(1, "smack.%d.%s.unsynced".formatted(contacts, word), unsynced);
        findings.ratio("smack.%d.%s".formatted(contacts, word), synced);
    }
}

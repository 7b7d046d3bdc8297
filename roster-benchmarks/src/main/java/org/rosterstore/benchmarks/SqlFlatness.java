package org.rosterstore.benchmarks;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rosterstore.BareJid;
import org.rosterstore.RosterEdit;
import org.rosterstore.RosterItem;
import org.rosterstore.RosterStore;
import org.rosterstore.jdbc.JdbcRosterStore;
import org.rosterstore.jdbc.UnsyncedSqlite;

/**
 * What a commit of one contact and a load cost in SQLite as rosters grow, and what they cost with the bare driver. A commit to
 * 100,000 contacts may take 1.3 times what one to 100 takes, with syncs and without.
 */
public final class SqlFlatness {

    private static final int SMALL = 100;
    private static final int LARGE = 100_000;
    private static final double FLAT = 1.3;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 3;

    /** In a round, to each roster. */
    private static final int COMMITS = 1_000;

    /** Rosters that are loaded at once, and contacts in each. */
    private static final int MANY = 1_000;

    private static final int FEW = 20;

    private final Findings findings = new Findings("sql");
    private final Place place;

    private SqlFlatness(Place place) {
        this.place = place;
    }

    /**
     * Prints times and ratios; ends with 1 if a commit is not flat.
     *
     * @param arguments none
     * @throws SQLException if the bare driver fails
     */
    public static void main(String[] arguments) throws SQLException {
        Findings findings;
        try (Place place = Place.make()) {
            SqlFlatness program = new SqlFlatness(place);
            program.commits("unsynced", UnsyncedSqlite.open(place.resolve("unsynced.db")), false);
            program.commits(
                    "synced", JdbcRosterStore.sqlite(place.resolve("synced.db")).open(), true);
            program.loads();
            findings = program.findings;
        }
        findings.end();
    }

    /** Two rosters in one file, and with the bare driver the same two in another. */
    private void commits(String name, RosterStore store, boolean synced) throws SQLException {
        try (store;
                RawSqlite raw = new RawSqlite(place.resolve(name + "-raw.db"), synced)) {
            Puts small = new Puts(store, raw, SMALL);
            Puts large = new Puts(store, raw, LARGE);
            double flat = Double.MAX_VALUE;
            double bare = Double.MAX_VALUE;
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                place.settle();
                small.begin();
                large.begin();
                for (int i = 0; i < COMMITS; i++) {
                    small.next();
                    large.next();
                }
                if (round >= 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "commit, %s, us: %,.0f at %,d contacts, %,.0f at %,d; bare driver %,.0f and %,.0f%n",
                            name,
                            small.own.median(),
                            SMALL,
                            large.own.median(),
                            LARGE,
                            small.bare.median(),
                            large.bare.median());
                    flat = Math.min(flat, large.own.median() / small.own.median());
                    bare = Math.min(bare, large.own.median() / large.bare.median());
                }
            }
            findings.atMost(FLAT, "commit.flat." + name, flat);
            findings.ratio("commit.bare." + name, bare);
        }
    }

    /** Puts of contacts that are there, each with a name that is new. */
    private static final class Puts {

        private final RosterStore store;
        private final RawSqlite raw;
        private final int contacts;
        private Stopwatch own = new Stopwatch();
        private Stopwatch bare = new Stopwatch();
        private int puts;

        Puts(RosterStore store, RawSqlite raw, int contacts) throws SQLException {
            this.store = store;
            this.raw = raw;
            this.contacts = contacts;
            List<RosterItem> items = People.from(0, contacts);
            store.commit(People.owner(contacts), RosterEdit.replaceItems(items));
            raw.fill(contacts, items);
        }

        void begin() {
            own = new Stopwatch();
            bare = new Stopwatch();
        }

        /** The contacts in an order that is far from that of the table. */
        void next() {
            puts++;
            RosterItem item =
                    People.number((int) (puts * 0x9E3779B1L % contacts)).withName("Name No. " + puts);
            RosterEdit edit = RosterEdit.put(item);
            own.time(() -> store.commit(People.owner(contacts), edit));
            bare.time(() -> raw.put(contacts, item));
        }
    }

    private void loads() throws SQLException {
        try (RosterStore store =
                        JdbcRosterStore.sqlite(place.resolve("load.db")).open();
                RawSqlite raw = new RawSqlite(place.resolve("load-raw.db"), true)) {
            for (int contacts : new int[] {1_000, 10_000}) {
                List<RosterItem> items = People.from(0, contacts);
                store.commit(People.owner(contacts), RosterEdit.replaceItems(items));
                raw.fill(contacts, items);
                load(
                        "load." + contacts,
                        20_000 / contacts,
                        () -> store.load(People.owner(contacts)),
                        () -> raw.load(contacts));
            }
            List<BareJid> owners =
                    IntStream.range(0, MANY).mapToObj(People::owner).toList();
            for (int owner = 0; owner < MANY; owner++) {
                List<RosterItem> items = People.from(owner, FEW);
                store.commit(owners.get(owner), RosterEdit.replaceItems(items));
                raw.fill(LARGE + owner, items);
            }
            load("load-all", 3, () -> store.loadAll(owners), () -> {
                for (int owner = 0; owner < MANY; owner++) {
                    raw.load(LARGE + owner);
                }
            });
        }
    }

    private void load(String name, int calls, Runnable own, Runnable bare) {
        double owns = Double.MAX_VALUE;
        double bares = Double.MAX_VALUE;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            Stopwatch owned = new Stopwatch();
            Stopwatch bared = new Stopwatch();
            for (int i = 0; i < calls; i++) {
                owned.time(own);
                bared.time(bare);
            }
            owns = Math.min(owns, owned.median());
            bares = Math.min(bares, bared.median());
        }
        System.out.printf(Locale.ROOT, "%s, us: %,.0f; bare driver %,.0f%n", name, owns, bares);
        findings.ratio(name + ".bare", owns / bares);
    }
}

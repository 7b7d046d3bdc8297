package org.rosterstore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often it was killed and what came of it. The property {@code roster.test.kills} says how often it is to be, and
 * {@code roster.test.kills.record} in which directory a line for each kill is kept: a run that was broken off goes on there.
 */
public final class Kills {

    private static final int FEW = 3;

    /** So many show both outcomes, or something is wrong with how they are aimed. */
    private static final int MANY = 20;

    private static final int SMALL_COMMITS_BEFORE = 20;
    private static final int COMMITS_BEFORE = 4;
    private static final Pattern LINE =
            Pattern.compile("seed (-?\\d+) inside (\\d) found (\\d+) absent (\\d+) of (.*)");

    private final String name;
    private final int wanted;
    private final Path record;
    private final long seed;
    private final Random random;
    private final Map<NumberedOwner, Long> reached = new EnumMap<>(NumberedOwner.class);
    private int kills;
    private int inside;
    private int found;
    private int absent;

    private Kills(String name, Path directory) throws IOException {
        this.name = name;
        this.wanted = Integer.getInteger("roster.test.kills", FEW);
        this.record = Path.of(System.getProperty("roster.test.kills.record", directory.toString()))
                .resolve(name + ".kills");
        this.seed = Long.getLong("roster.test.kills.seed", System.nanoTime());
        this.random = new Random(seed);
        for (NumberedOwner owner : NumberedOwner.values()) {
            reached.put(owner, 0L);
        }
        for (String line : Files.exists(record) ? Files.readAllLines(record) : List.<String>of()) {
            add(line);
        }
    }

    /** What was killed before is counted, as far as it is recorded; the directory is for the record if none is named. */
    public static Kills of(String name, Path directory) throws IOException {
        return new Kills(name, directory);
    }

    private void add(String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            kills++;
            inside += Integer.parseInt(matcher.group(2));
            found += Integer.parseInt(matcher.group(3));
            absent += Integer.parseInt(matcher.group(4));
        }
    }

    /** Chance may want some more for both outcomes; not many. */
    public boolean areDone() {
        boolean saysEnough = kills < MANY || (found > 0 && absent > 0);
        return kills >= 2 * wanted || (kills >= wanted && saysEnough);
    }

    public Random random() {
        return random;
    }

    /** The number that each owner is at. */
    public Map<NumberedOwner, Long> reached() {
        return reached;
    }

    /** Who writes until the next kill: somebody alone, or all at once, perhaps without the one whose commits are large. */
    public Map<NumberedOwner, Long> writers() {
        Map<NumberedOwner, Long> writers = new EnumMap<>(reached);
        switch (random.nextInt(6)) {
            case 0, 1 -> writers.keySet().retainAll(List.of(NumberedOwner.ROMEO));
            case 2 -> writers.remove(NumberedOwner.CAPULET);
            case 3 -> writers.keySet().retainAll(List.of(NumberedOwner.CAPULET));
            default -> {}
        }
        return writers;
    }

    /** Returns at a random time within some commit of one of the writers. */
    public void awaitMoment(Journal journal, Map<NumberedOwner, Long> writers) {
        List<NumberedOwner> owners = List.copyOf(writers.keySet());
        NumberedOwner owner = owners.get(random.nextInt(owners.size()));
        Duration length = journal.awaitIntents(
                owner,
                2 + random.nextInt(writers.containsKey(NumberedOwner.CAPULET) ? COMMITS_BEFORE : SMALL_COMMITS_BEFORE));
        double part =
                random.nextBoolean() ? random.nextDouble() : 0.7 + 0.3 * random.nextDouble(); // it ends with the sync
        LockSupport.parkNanos((long) (part * length.toNanos())); // this is the random moment
    }

    /** One more: how many of the commits that it interrupted were found afterwards, and how many were not. */
    public void add(int nowFound, int nowAbsent, String server) throws IOException {
        String line = "seed %d inside %d found %d absent %d of %s"
                .formatted(seed, nowFound + nowAbsent > 0 ? 1 : 0, nowFound, nowAbsent, server);
        add(line);
        Files.write(record, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public String toString() {
        return "%s: %d kills, %d of them inside of a commit; of the interrupted commits %d were found and %d were not; none lost, none torn; seed %d"
                .formatted(name, kills, inside, found, absent, seed);
    }

    /** Prints what was done, and checks that it says something. */
    public void finish() {
        System.out.println("kills " + this);
        assertThat(2 * inside)
                .as("twice the kills inside of a commit: %s", this)
                .isGreaterThanOrEqualTo(kills);
        if (kills >= MANY) {
            assertThat(found).as("what was found: %s", this).isPositive();
            assertThat(absent).as("what was not found: %s", this).isPositive();
        }
    }
}

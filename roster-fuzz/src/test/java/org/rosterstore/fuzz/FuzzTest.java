package org.rosterstore.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks for inputs that break a promise, guided by the coverage of the code. Prints what was done; fails with the file of the
 * input. That file belongs into the corpus when its cause is mended.
 *
 * <p>System properties: {@code fuzz.seconds}, how long for each target, 20 if it is not set, and 0 for the corpora only;
 * {@code fuzz.targets}, their names with commas between, all if it is not set; {@code fuzz.record}, a directory for one JSON
 * file a target, none if it is not set.
 */
@Execution(ExecutionMode.CONCURRENT)
class FuzzTest {

    /** Fewer mean that the fuzzer did not do its work. */
    private static final int FEWEST_EXECUTIONS = 3_000;

    /** How often more time is given on a machine that has much else to do, each time more of it. */
    private static final int MOST_ROUNDS = 6;

    static List<Target> targets() {
        return Target.chosen();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothingIsFound(Target target) throws IOException {
        long seconds = Long.getLong("fuzz.seconds", 20);
        Optional<String> gap = Jazzer.gap(seconds);
        if (gap.isPresent()) {
            Jazzer.report("fuzz " + target, gap.get());
            return;
        }
        Path directory = Path.of("target", "fuzz", target.toString()).toAbsolutePath();
        long seed = 1L + new Random().nextInt(Integer.MAX_VALUE);
        FuzzRun run = FuzzRun.of(target, directory, Optional.empty(), seconds, seed);
        long spent = seconds;
        for (int round = 2;
                run.exitCode() == 0 && run.executions() < FEWEST_EXECUTIONS && round <= MOST_ROUNDS;
                round++) {
            run = run.and(FuzzRun.of(target, directory, Optional.empty(), round * seconds, seed + round));
            spent += round * seconds;
        }
        System.out.println(summary(target, spent, seed, run));
        record(target, spent, seed, run);

        assertThat(run.finding())
                .as("an input that breaks a promise of %s, to be kept in %s:%n%s", target, target.corpus(), run.end())
                .isEmpty();
        assertThat(run.exitCode())
                .as("Jazzer's exit code; it said:%n%s", run.end())
                .isZero();
        assertThat(run.executions())
                .as("executions in %d s; Jazzer said:%n%s", spent, run.end())
                .isGreaterThanOrEqualTo(FEWEST_EXECUTIONS);
        assertThat(run.coverage()).as("edges reached").isGreaterThan(100);
    }

    private static String summary(Target target, long seconds, long seed, FuzzRun run) {
        return String.format(
                Locale.ROOT,
                "fuzz %s: %,d executions in %,d s from %d inputs, %,d edges and %,d features reached, seed %d%s",
                target,
                run.executions(),
                seconds,
                target.inputs().size(),
                run.coverage(),
                run.features(),
                seed,
                run.finding().map(input -> ", FOUND " + input).orElse(""));
    }

    /** What ci/long collects; a run that was broken off is to be done again. */
    private static void record(Target target, long seconds, long seed, FuzzRun run) throws IOException {
        String directory = System.getProperty("fuzz.record", "");
        boolean ended = run.exitCode() == 0 || run.finding().isPresent();
        if (!directory.isEmpty() && ended) {
            Files.writeString(
                    Files.createDirectories(Path.of(directory)).resolve(target + ".json"),
                    String.format(
                            Locale.ROOT,
                            "{\"target\": \"%s\", \"seconds\": %d, \"seed\": %d, \"executions\": %d, \"edges\": %d,"
                                    + " \"features\": %d, \"exit\": %d}%n",
                            target,
                            seconds,
                            seed,
                            run.executions(),
                            run.coverage(),
                            run.features(),
                            run.exitCode()));
        }
    }
}

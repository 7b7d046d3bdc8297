package org.rosterstore.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each target finds the mistakes that were planted for it, and no input of its corpus finds them alone. */
@Execution(ExecutionMode.CONCURRENT)
class PlantedDefectTest {

    private static final long MOST_SECONDS = 120;
    private static final long SEED = 20_261_122;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void isFound(PlantedDefect defect) throws IOException {
        Optional<String> gap = Jazzer.gap(Long.getLong("fuzz.seconds", 20));
        if (gap.isPresent()) {
            Jazzer.report("planted defect " + defect, gap.get());
            return;
        }
        Path classes = defect.compiled(directory);
        FuzzRun run = FuzzRun.of(defect.target(), directory, Optional.of(classes), MOST_SECONDS, SEED);
        System.out.println(String.format(
                Locale.ROOT,
                "fuzz %s: planted defect %s %s after %,d executions",
                defect.target(),
                defect,
                run.finding().isPresent() ? "found" : "NOT FOUND",
                run.executions()));

        assertThat(run.finding())
                .as("what finds %s; Jazzer said:%n%s", defect, run.end())
                .isPresent();
        assertThat(run.executions())
                .as("executions; as many as there are inputs would mean that the corpus finds it alone")
                .isGreaterThan(defect.target().inputs().size());
    }
}

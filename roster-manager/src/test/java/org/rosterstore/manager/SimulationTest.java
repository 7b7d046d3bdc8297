package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rosterstore.manager.Simulation.Fault;

/**
 * Whatever happens, both sides agree in the end. {@code -Droster.test.simulation.first=SEED} and
 * {@code -Droster.test.simulation.seeds=1} play one seed again; {@code -Droster.test.simulation.record=FILE} notes those that
 * were played, and does not play them once more.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("roster.test.simulation.first", 1);
    private static final int SEEDS = Integer.getInteger("roster.test.simulation.seeds", 100);
    private static final Optional<Path> RECORD = Optional.ofNullable(
                    System.getProperty("roster.test.simulation.record"))
            .map(Path::of);

    @Test
    void bothSidesAgreeInTheEnd() throws IOException {
        long stanzas = 0;
        for (long seed = FIRST + recorded(); seed < FIRST + SEEDS; seed++) {
            long ofSeed = new Simulation(seed, Fault.NONE).run();
            assertThat(ofSeed).isGreaterThan(1_000);
            stanzas += ofSeed;
            record("seed %d stanzas %d".formatted(seed, ofSeed));
        }

        System.out.printf(
                "simulation: %d bots, %d seeds from %d, %,d stanzas%n", Simulation.BOTS, SEEDS, FIRST, stanzas);
    }

    private static int recorded() throws IOException {
        return RECORD.isPresent() && Files.exists(RECORD.get())
                ? Files.readAllLines(RECORD.get()).size()
                : 0;
    }

    private static void record(String line) throws IOException {
        if (RECORD.isPresent()) {
            Files.write(RECORD.get(), List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    @Test
    void aSeedCanBePlayedAgain() {
        assertThat(new Simulation(42, Fault.NONE).run()).isEqualTo(new Simulation(42, Fault.NONE).run());
    }

    @Test
    void aPlantedLoopIsCaught() {
        assertThatThrownBy(() -> new Simulation(1, new Fault(presence -> false, true)).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 1")
                .hasMessageContaining("an endless loop?");
    }

    @Test
    void disagreementIsCaught() {
        Fault deaf = new Fault(presence -> presence.type() == Presence.Type.UNSUBSCRIBED, false);

        assertThatThrownBy(() -> new Simulation(1, deaf).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 1")
                .hasMessageContaining("who is NONE to it");
    }
}

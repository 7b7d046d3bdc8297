package org.rosterstore.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rosterstore.manager.Simulation.Fault;

/**
 * Whatever happens, both sides agree in the end. {@code -Droster.test.simulation.first=SEED} and
 * {@code -Droster.test.simulation.seeds=1} play one seed again.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("roster.test.simulation.first", 1);
    private static final int SEEDS = Integer.getInteger("roster.test.simulation.seeds", 100);

    @Test
    void bothSidesAgreeInTheEnd() {
        long stanzas = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            stanzas += new Simulation(seed, Fault.NONE).run();
        }

        System.out.printf(
                "simulation: %d bots, %d seeds from %d, %,d stanzas%n", Simulation.BOTS, SEEDS, FIRST, stanzas);
        assertThat(stanzas).isGreaterThan(SEEDS * 1_000L);
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

package org.rosterstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstStepsTest {

    @Test
    void theFirstProgramRuns() {
        assertThat(FirstSteps.run("memory:first")).isEqualTo("Juliet ❤ in Family");
    }
}

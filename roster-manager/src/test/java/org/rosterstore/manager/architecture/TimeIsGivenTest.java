package org.rosterstore.manager.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What time it is the caller says, so that tests can say it too. */
class TimeIsGivenTest {

    @Test
    void nobodyLooksAtTheClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(CompiledClasses.MAIN);
    }
}

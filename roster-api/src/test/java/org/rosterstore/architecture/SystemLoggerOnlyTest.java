package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** Where there is something to log it goes to the {@link System.Logger}, and from there to what the program chose. */
class SystemLoggerOnlyTest {

    @Test
    void noOtherLoggingIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache..", "ch.qos..")
                .check(CompiledClasses.MAIN);
    }
}

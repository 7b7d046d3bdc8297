package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** The interface for store authors builds on the contract, and of the contract only discovery knows it. */
class SpiDirectionTest {

    @Test
    void onlyDiscoveryKnowsTheSpi() {
        noClasses()
                .that()
                .resideInAPackage("org.rosterstore")
                .and()
                .doNotHaveSimpleName("RosterStores")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.rosterstore.spi")
                .check(CompiledClasses.MAIN);
    }
}

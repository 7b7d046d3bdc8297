package org.rosterstore.manager.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** A name says what a thing is in the terms of the field. */
class TellingNamesTest {

    @Test
    void noClassIsNamedAfterItsPlaceInTheCode() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(Abstract\\w*|\\w*(Impl|Utils?|Helper|Base))")
                .check(CompiledClasses.MAIN);
    }
}

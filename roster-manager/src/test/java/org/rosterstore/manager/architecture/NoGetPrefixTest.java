package org.rosterstore.manager.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import org.junit.jupiter.api.Test;

/** Accessors are named after what they give, as those of records are. */
class NoGetPrefixTest {

    @Test
    void noPublicMethodBeginsWithGet() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should()
                .haveNameMatching("get[A-Z].*")
                .check(CompiledClasses.MAIN);
    }
}

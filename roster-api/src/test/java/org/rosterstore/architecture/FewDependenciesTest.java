package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

/** Whoever uses the API takes the PRECIS library along and nothing else. */
class FewDependenciesTest {

    @Test
    void nothingButJavaPrecisAndJspecifyIsImported() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.xml..",
                        "rocks.xmpp.precis..",
                        "org.jspecify.annotations..",
                        "org.rosterstore..")
                .check(CompiledClasses.MAIN);
    }
}

package org.rosterstore.manager.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

/** Management knows stores through the API only, and no XMPP library. */
class ImportsGoOneWayTest {

    @Test
    void nothingButTheApiIsImported() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.xml..",
                        "org.jspecify.annotations..",
                        "org.rosterstore",
                        "org.rosterstore.xml",
                        "org.rosterstore.manager..")
                .check(CompiledClasses.MAIN);
    }
}

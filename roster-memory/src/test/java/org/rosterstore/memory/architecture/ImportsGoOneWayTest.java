package org.rosterstore.memory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

/** A backend knows the API and its own library: no other backend, no kit, no XMPP library. */
class ImportsGoOneWayTest {

    @Test
    void nothingButTheApiAndPersistentMapsIsImported() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "org.pcollections..",
                        "org.rosterstore",
                        "org.rosterstore.spi",
                        "org.rosterstore.memory..")
                .check(CompiledClasses.MAIN);
    }
}

package org.rosterstore.memory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

/** A backend knows the API and its own libraries: no other backend, no kit, no XMPP library. */
class ImportsGoOneWayTest {

    @Test
    void nothingButTheApiAndItsTwoLibrariesIsImported() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.github.benmanes.caffeine.cache..",
                        "org.jspecify.annotations..",
                        "org.pcollections..",
                        "org.rosterstore",
                        "org.rosterstore.spi",
                        "org.rosterstore.memory..")
                .check(CompiledClasses.MAIN);
    }
}

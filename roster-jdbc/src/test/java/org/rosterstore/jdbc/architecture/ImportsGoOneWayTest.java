package org.rosterstore.jdbc.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A backend knows the API and its own libraries: no other backend, no kit, no XMPP library. */
class ImportsGoOneWayTest {

    @Test
    void nothingButTheApiAndItsOwnLibrariesIsImported() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql..",
                        "org.rosterstore",
                        "org.rosterstore.spi",
                        "org.rosterstore.jdbc",
                        "com.fasterxml.jackson.core..",
                        "com.zaxxer.hikari..",
                        "org.postgresql..",
                        "org.sqlite..",
                        "org.jspecify.annotations")
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }
}

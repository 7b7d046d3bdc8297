package org.rosterstore.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses command = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.rosterstore.cli");

    @Test
    void backendsAreReachedByUriOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..memory..", "..jdbc..", "..redis..", "..mongo..")
                .check(command);
    }

    @Test
    void nothingButTheCommandItselfIsPublic() {
        classes().that().arePublic().should().be(RosterCommand.class).check(command);
    }
}

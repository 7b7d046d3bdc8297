package org.rosterstore.portable;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The portable formats need the contract, the JDK, a parser of JSON and a client of Redis, and know no store. */
class DependenciesTest {

    @Test
    void onlyTheContractTheJdkAParserAndAClient() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.rosterstore",
                        "org.rosterstore.portable",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify..",
                        "org.rosterstore.spi",
                        "org.rosterstore.xml",
                        "redis.clients.jedis..",
                        "java..",
                        "javax.net.ssl",
                        "javax.xml..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.rosterstore.portable"));
    }
}

package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;

/** The reader of XML is nobody's in particular: it knows no roster, no stanza and no file. */
class XmlKnowsNoRosterTest {

    @Test
    void theReaderOfXmlDependsOnTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("org.rosterstore.xml")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.xml..", "org.jspecify.annotations..", "org.rosterstore.xml")
                .check(CompiledClasses.MAIN);
    }
}

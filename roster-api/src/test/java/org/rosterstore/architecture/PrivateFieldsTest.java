package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import org.junit.jupiter.api.Test;

/** State is nobody else's: what is not private is a constant. */
class PrivateFieldsTest {

    @Test
    void fieldsArePrivateOrConstant() {
        fields().that()
                .areNotPrivate()
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .check(CompiledClasses.MAIN);
    }
}

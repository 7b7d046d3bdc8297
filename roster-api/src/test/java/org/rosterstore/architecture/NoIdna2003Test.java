package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.net.IDN;
import org.junit.jupiter.api.Test;

/** {@code java.net.IDN} is IDNA 2003, which makes one owner of {@code straße.de} and {@code strasse.de}. */
class NoIdna2003Test {

    @Test
    void theOldIdnIsNotUsed() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(IDN.class).check(CompiledClasses.MAIN);
    }
}

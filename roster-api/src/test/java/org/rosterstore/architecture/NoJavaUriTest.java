package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Store URIs have a grammar of their own: {@code java.net.URI} refuses blanks and several hosts. */
class NoJavaUriTest {

    @Test
    void theUriOfJavaIsNotUsed() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(URI.class).check(CompiledClasses.MAIN);
    }
}

package org.rosterstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;
import org.rosterstore.RosterStoreException;
import org.rosterstore.spi.ForwardingRosterStore;

/** What is not an interface is not to be extended, but for the base of decorators. */
class NoOpenClassesTest {

    @Test
    void publicClassesAreFinal() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotBelongToAnyOf(RosterStoreException.class, ForwardingRosterStore.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CompiledClasses.MAIN);
    }
}

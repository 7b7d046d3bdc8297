package org.rosterstore.memory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;
import org.rosterstore.memory.InMemoryRosterStore;
import org.rosterstore.memory.MemoryRosterStoreProvider;

/** What is public is meant to be: the store, and what makes it findable. */
class FewPublicTypesTest {

    @Test
    void theRestIsPackagePrivate() {
        classes()
                .that()
                .doNotBelongToAnyOf(InMemoryRosterStore.class, MemoryRosterStoreProvider.class)
                .should()
                .notBePublic()
                .check(CompiledClasses.MAIN);
    }
}

package org.rosterstore.memory.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;
import org.rosterstore.memory.CacheRosterStoreProvider;
import org.rosterstore.memory.CacheStatistics;
import org.rosterstore.memory.CachedRosterStore;
import org.rosterstore.memory.InMemoryRosterStore;
import org.rosterstore.memory.MemoryRosterStoreProvider;

/** What is public is meant to be: the stores, what makes them findable, and the numbers of the cache. */
class FewPublicTypesTest {

    @Test
    void theRestIsPackagePrivate() {
        classes()
                .that()
                .doNotBelongToAnyOf(
                        InMemoryRosterStore.class,
                        MemoryRosterStoreProvider.class,
                        CachedRosterStore.class,
                        CacheStatistics.class,
                        CacheRosterStoreProvider.class)
                .should()
                .notBePublic()
                .check(CompiledClasses.MAIN);
    }
}

package org.rosterstore.jdbc.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rosterstore.jdbc.JdbcRosterStore;
import org.rosterstore.jdbc.PostgresBuilder;
import org.rosterstore.jdbc.PostgresRosterStoreProvider;
import org.rosterstore.jdbc.SqliteBuilder;
import org.rosterstore.jdbc.SqliteRosterStoreProvider;

/** What is public is meant to be: the store, its two builders, and what makes it findable. */
class FewPublicTypesTest {

    @Test
    void theRestIsPackagePrivate() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        classes()
                .that()
                .areTopLevelClasses() // those within an interface are public as far as that is
                .and()
                .doNotBelongToAnyOf(
                        JdbcRosterStore.class,
                        SqliteBuilder.class,
                        SqliteRosterStoreProvider.class,
                        PostgresBuilder.class,
                        PostgresRosterStoreProvider.class)
                .should()
                .notBePublic()
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }
}

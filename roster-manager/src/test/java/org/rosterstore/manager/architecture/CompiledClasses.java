package org.rosterstore.manager.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.rosterstore.manager.ComponentRosters;

/** What the rules are checked on. */
final class CompiledClasses {

    /** The classes that are published. */
    static final JavaClasses MAIN = besides(ComponentRosters.class);

    /** The classes of the tests. */
    static final JavaClasses TESTS = besides(CompiledClasses.class);

    private CompiledClasses() {}

    /** All classes that were compiled into the same folder as that one. */
    private static JavaClasses besides(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        try {
            Path folder = Path.of(type.getResource("/" + file).toURI());
            for (int depth = Path.of(file).getNameCount(); depth > 0; depth--) {
                folder = folder.getParent();
            }
            // What other classes are like inside is no matter of these rules, and takes long to read.
            ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPath(folder);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}

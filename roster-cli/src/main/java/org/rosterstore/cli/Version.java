package org.rosterstore.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "roster " + ofThis(), "Java %s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.name"))
        };
    }

    /** The version in the manifest of the jar that this class comes from. */
    private static String ofThis() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }
}

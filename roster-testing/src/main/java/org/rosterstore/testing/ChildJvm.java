package org.rosterstore.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process with the classes of this one, wherever they are found: as modules, or on the class path. */
public final class ChildJvm {

    private ChildJvm() {}

    public static ProcessBuilder of(Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"),
                Path.of("target", "test-classes").toAbsolutePath().toString());
    }
}

package org.rosterstore.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Runs this command in a new JVM with more on its class path, on the same standard streams. It ends with this one. */
final class ChildJvm {

    private ChildJvm() {}

    /** Runs it to its end and gives its exit status. */
    static int run(String classPath, List<String> arguments) throws IOException {
        check(classPath);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(properties());
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + classPath));
        command.add(RosterCommand.class.getName());
        command.addAll(arguments);
        return await(new ProcessBuilder(command).inheritIO().start());
    }

    private static void check(String classPath) {
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            String file = entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry;
            if (!file.isEmpty() && !Files.exists(Path.of(file))) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--classpath names %s, and there is no such file".formatted(file));
            }
        }
    }

    /** What the launcher has told of the terminal, and the encodings. */
    private static List<String> properties() {
        Properties properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("roster.terminal.") || name.endsWith(".encoding"))
                .filter(name -> !name.startsWith("sun."))
                .map(name -> "-D" + name + "=" + properties.getProperty(name))
                .toList();
    }

    private static int await(Process process) {
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            int exitCode = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return exitCode;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }
}

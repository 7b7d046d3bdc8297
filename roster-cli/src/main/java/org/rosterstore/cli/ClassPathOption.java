package org.rosterstore.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** {@code --classpath}, with which a command runs in a JVM of its own where the backends of others are found too. */
final class ClassPathOption {

    private static final String NAME = "--classpath";

    @Option(
            names = NAME,
            paramLabel = "JARS",
            description =
                    "Jars and class directories of a store that does not come with this command, as java -cp takes"
                            + " them. The command then runs in a JVM of its own.")
    @SuppressWarnings("UnusedVariable") // execute looks for it before the command itself runs
    private @Nullable String classPath;

    /** Runs what was parsed: here, or where more is on the class path. */
    static int execute(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        String classPath = command.hasMatchedOption(NAME) ? command.matchedOptionValue(NAME, "") : "";
        if (classPath.isEmpty()) {
            return new CommandLine.RunLast().execute(parsed);
        }
        try {
            return ChildJvm.run(classPath, withoutClassPath(parsed.originalArgs()));
        } catch (CommandFailure | IOException e) {
            throw new ExecutionException(command.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> withoutClassPath(List<String> arguments) {
        List<String> left = new ArrayList<>();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals(NAME)) {
                words.next();
            } else if (!word.startsWith(NAME + "=")) {
                left.add(word);
            }
        }
        return left;
    }
}

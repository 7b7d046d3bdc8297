package org.rosterstore.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** What cannot be tested on this machine: printed, and written to {@code target/coverage-gaps.txt}. */
public final class Gap {

    private static final Path GAPS = Path.of("target", "coverage-gaps.txt");

    private Gap() {}

    public static boolean hasProgram(String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(directory -> Path.of(directory, name))
                .anyMatch(Files::isExecutable);
    }

    public static void report(String what) {
        String line = "not covered: " + what;
        System.out.println(line);
        try {
            Files.createDirectories(GAPS.toAbsolutePath().getParent());
            Files.write(GAPS, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the test if there is a gap, which is told. */
    public static void unless(boolean covered, String what) {
        if (!covered) {
            report(what);
            Assumptions.abort(what);
        }
    }
}

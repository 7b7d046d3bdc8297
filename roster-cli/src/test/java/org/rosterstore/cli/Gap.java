package org.rosterstore.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What cannot be tested on this machine: printed, and written to {@code target/coverage-gaps.txt}. */
final class Gap {

    private static final Path GAPS = Path.of("target", "coverage-gaps.txt");

    private Gap() {}

    static boolean hasProgram(String name) {
        return programs(System.getenv().getOrDefault("PATH", ""), name)
                .findAny()
                .isPresent();
    }

    private static Stream<Path> programs(String path, String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable);
    }

    /** Whether there is a gap, which is then told. */
    static boolean unless(boolean covered, String what) throws IOException {
        if (!covered) {
            String line = "not covered: " + what;
            System.out.println(line);
            Files.createDirectories(GAPS.toAbsolutePath().getParent());
            Files.write(GAPS, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return !covered;
    }
}

package org.rosterstore.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether Jazzer can run here. Where it cannot, the corpora are all that is tried, and that is said. */
final class Jazzer {

    /** The newest Java on which this version of Jazzer has been seen to work. */
    private static final int NEWEST_JAVA = 25;

    private static final Path GAPS = Path.of("target", "coverage-gaps.txt");

    private Jazzer() {}

    /** Why nothing is fuzzed, or empty. */
    static Optional<String> gap(long seconds) {
        if (seconds == 0) {
            return Optional.of("not covered: the corpus only, as fuzz.seconds is 0");
        }
        int java = Runtime.version().feature();
        if (java > NEWEST_JAVA) {
            return Optional.of("not covered: the corpus only, as Jazzer is known to work up to Java %d and this is %d"
                    .formatted(NEWEST_JAVA, java));
        }
        String platform = platform();
        if (Jazzer.class.getResource("/com/code_intelligence/jazzer/driver/jazzer_driver_" + platform) == null) {
            return Optional.of("not covered: the corpus only, as Jazzer has no driver for " + platform);
        }
        return Optional.empty();
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.startsWith("mac") ? "macos" : system.startsWith("windows") ? "windows" : system;
        return os + "_" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");
    }

    static void report(String what, String gap) throws IOException {
        String line = what + ": " + gap;
        System.out.println(line);
        Files.write(GAPS, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

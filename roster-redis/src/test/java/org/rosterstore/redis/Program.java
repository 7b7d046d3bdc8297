package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rosterstore.testing.Gap;

/** Programs of the machine that some tests need: whoever has them not, has a gap. */
final class Program {

    private final List<String> command;

    private Program(List<String> command) {
        this.command = command;
    }

    /** The one that a property names, else the one of this name on the PATH; else the test ends with a gap. */
    static Program orGap(String property, String usual, List<String> trying, String what) {
        String name = System.getProperty(property, "").isEmpty() ? usual : System.getProperty(property);
        boolean works;
        try {
            Process process = start(concat(List.of(name), trying));
            process.getOutputStream().close();
            process.getInputStream().readAllBytes();
            works = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            works = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Gap.unless(works, what);
        return new Program(List.of(name));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The same with arguments. */
    Program with(String... arguments) {
        return new Program(concat(command, List.of(arguments)));
    }

    /** What it says, given some input; it must end well. */
    String says(String input) {
        try {
            Process process = start(command);
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

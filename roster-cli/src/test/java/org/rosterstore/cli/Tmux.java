package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Terminals of 100 columns, at which somebody types and looks. They end with the test. */
final class Tmux implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PROMPT = "$ ";

    private final Path socket;
    private int terminals;

    /** A server of a test's own, which keeps its socket in a directory. */
    Tmux(Path directory) {
        socket = directory.resolve("tmux");
    }

    /** Opens a terminal with a shell whose prompt is a dollar. */
    Terminal open(String shell) throws Exception {
        Terminal terminal = new Terminal("terminal" + ++terminals);
        run("-f", "/dev/null", "-u", "new-session", "-d", "-s", terminal.name, "-x", "100", "-y", "40", shell);
        terminal.waitFor(PROMPT);
        return terminal;
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("tmux %s: %s", List.of(arguments), said)
                .isZero();
        return said;
    }

    @Override
    public void close() throws Exception {
        if (terminals > 0) {
            run("kill-server");
        }
    }

    /** One of them. */
    final class Terminal {

        private final String name;

        private Terminal(String name) {
            this.name = name;
        }

        void type(String text) throws Exception {
            run("send-keys", "-t", name, "-l", "--", text);
        }

        void press(String key) throws Exception {
            run("send-keys", "-t", name, key);
        }

        /** Types a command after clearing the screen, so that nothing on it is of an earlier one. */
        void command(String line) throws Exception {
            type("clear; " + line);
            press("Enter");
        }

        String screen() throws Exception {
            return run("capture-pane", "-p", "-J", "-t", name);
        }

        void waitFor(String text) throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            String screen = screen();
            while (!screen.contains(text)) {
                if (System.nanoTime() > end) {
                    fail("no “%s” on the screen:%n%s", text, screen);
                }
                screen = screen();
            }
        }
    }
}

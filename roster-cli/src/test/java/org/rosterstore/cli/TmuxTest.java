package org.rosterstore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a real terminal, typed at by a user: questions, progress, Ctrl-C, width. */
class TmuxTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private boolean started;

    @AfterEach
    void end() throws Exception {
        if (started) {
            tmux("kill-server");
        }
    }

    @Test
    void aUserAtATerminal() throws Exception {
        if (Gap.unless(Gap.hasProgram("tmux"), "the command on a real terminal: there is no tmux on the PATH")) {
            return;
        }
        start();
        type("roster put romeo@montague.example juliet@capulet.example --name 'Juliet ❤' --group Capulets");
        waitFor("juliet@capulet.example added");
        type("roster show romeo@montague.example");
        waitFor("1 contacts, 0 pending requests");
        type("roster erase romeo@montague.example");
        waitFor("Erase romeo@montague.example, with 1 contacts and 0 pending requests? [y/N]");
        type("n");
        waitFor("roster: nothing was erased");
        type("clear; roster watch; echo status $?");
        waitFor("watching files:");
        try (FileRosterStore store = new FileRosterStore(directory.resolve("store"))) {
            store.erase(Verona.ROMEO);
        }
        waitFor("romeo@montague.example at 2-");
        tmux("send-keys", "-t", "roster", "C-c");
        waitFor("status 130");
        type("clear; roster owners; echo status $?");
        waitFor("status 0");
        assertThat(screen()).doesNotContain("romeo@");
    }

    private void start() throws Exception {
        Files.createDirectory(directory.resolve("store"));
        List<String> command = OtherJvm.command();
        command.addAll(
                1,
                List.of("in", "out", "err").stream()
                        .map(stream -> "-Droster.terminal." + stream + "=true")
                        .toList());
        command.add(1, "-Droster.terminal.columns=100");
        String quoted = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path shell = Files.writeString(
                directory.resolve("shell"),
                "export ROSTER_STORE='files:%s' PS1='$ '%nroster() { %s \"$@\"; }%n"
                        .formatted(directory.resolve("store"), quoted));
        tmux(
                "-f",
                "/dev/null",
                "-u",
                "new-session",
                "-d",
                "-s",
                "roster",
                "-x",
                "100",
                "-y",
                "30",
                "bash --noprofile --rcfile '" + shell + "' -i");
        started = true;
        waitFor("$ ");
    }

    private void type(String line) throws Exception {
        tmux("send-keys", "-t", "roster", "-l", line);
        tmux("send-keys", "-t", "roster", "Enter");
    }

    private String screen() throws Exception {
        return tmux("capture-pane", "-p", "-J", "-t", "roster");
    }

    private void waitFor(String text) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String screen = screen();
        while (!screen.contains(text)) {
            if (System.nanoTime() > end) {
                fail("no “%s” on the screen:%n%s", text, screen);
            }
            screen = screen();
        }
    }

    /** A server of this test's own. */
    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", directory.resolve("tmux").toString()));
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
}

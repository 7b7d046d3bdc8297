package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell that makes a directory, starts one program in it, again and again, and sends that signals. When its input ends, which
 * is when this process does, however that happens, it kills the program and removes the directory.
 */
final class Keeper implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' HUP INT TERM
            directory=$(mktemp -d "$0/roster-redis.XXXXXX") && cd "$directory" || exit
            pwd
            program=
            while read -r word; do
                case $word in
                    start) : >log; "$@" >>log 2>&1 </dev/null & program=$!; echo "$program";;
                    *) kill -s "$word" "$program"; [ "$word" != KILL ] || wait "$program"; echo "$word";;
                esac
            done
            [ -z "$program" ] || { kill -s KILL "$program"; wait "$program"; }
            cd /
            rm -rf "$directory"
            """;

    private final Path directory;
    private final Process shell;
    private final OutputStream words;
    private final BufferedReader answers;

    /** Makes the directory, and does not start the program yet. */
    Keeper(String... command) throws IOException {
        List<String> keeping = new ArrayList<>(List.of("sh", "-c", SCRIPT, System.getProperty("java.io.tmpdir")));
        keeping.addAll(List.of(command));
        this.shell = new ProcessBuilder(keeping)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.words = shell.getOutputStream();
        this.answers = shell.inputReader(UTF_8);
        this.directory = Path.of(answer());
    }

    Path directory() {
        return directory;
    }

    /** Starts the program; one that was started before is dead. What it says is in {@link #log()}. */
    ProcessHandle start() throws IOException {
        long id = Long.parseLong(ask("start"));
        return ProcessHandle.of(id).orElseThrow(() -> new IOException("process %d is no more".formatted(id)));
    }

    /** Sends a signal: KILL, after which it is dead, STOP, CONT. */
    void signal(String name) throws IOException {
        ask(name);
    }

    private synchronized String ask(String word) throws IOException {
        words.write((word + '\n').getBytes(UTF_8));
        words.flush();
        return answer();
    }

    private String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null) {
            throw new EOFException("the shell has ended");
        }
        return answer;
    }

    /** What the program has said since it was last started. */
    String log() {
        try (InputStream log = Files.newInputStream(directory.resolve("log"))) {
            return new String(log.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the program and removes the directory. */
    @Override
    public void close() {
        try {
            words.close();
            shell.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

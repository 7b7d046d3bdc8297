package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.rosterstore.testing.Gap;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** One server of a group on this machine that somebody else has started, as {@code ci/with-redis} does. */
record GroupMember(String host, int port) {

    private static final String RESTART =
            "cd \"$1\" && { \"$0\" \"$1/conf\" >>\"$1/log\" 2>&1 </dev/null & echo \"$!\" >\"$1/pid\"; }";

    /** From two elements of a reply. */
    static GroupMember of(Object host, Object port) {
        String number = port instanceof Long ? port.toString() : text(port);
        return new GroupMember(text(host), Integer.parseInt(number));
    }

    static String text(Object reply) {
        return new String((byte[]) reply, UTF_8);
    }

    Object ask(String command, String... arguments) {
        CommandArguments all = new CommandArguments(Command.valueOf(command));
        Arrays.stream(arguments).forEach(all::add);
        try (RawRedis redis = new RawRedis("redis://%s:%d".formatted(host, port))) {
            return redis.ask(0, all);
        }
    }

    Map<String, String> info(String section) {
        return text(ask("INFO", section))
                .lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1)));
    }

    /** Its process, which must be asked for while it answers. */
    Running running() {
        Map<String, String> said = info("server");
        return new Running(
                Long.parseLong(said.get("process_id")),
                Path.of(said.get("config_file")).getParent());
    }

    /** A process, and the directory where it has its configuration. */
    record Running(long process, Path directory) {

        void pause() {
            signal("STOP");
        }

        void resume() {
            signal("CONT");
        }

        private void signal(String name) {
            run("kill", "-s", name, String.valueOf(process));
        }

        void kill() {
            ProcessHandle handle = ProcessHandle.of(process).orElseThrow();
            handle.destroyForcibly();
            handle.onExit().join();
        }

        /** Starts it again, as {@code ci/redis-servers} has started it, so that it ends with the others. */
        void start() {
            run("sh", "-c", RESTART, program(), directory.toString());
        }

        private static void run(String... command) {
            try {
                int status = new ProcessBuilder(command).inheritIO().start().waitFor();
                if (status != 0) {
                    throw new IOException("%s ended with %d".formatted(String.join(" ", command), status));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** With what a killed one is started again; if that is not known, which is told, the test that asks is skipped. */
    static String program() {
        String program = System.getProperty("roster.test.redis.bin", "");
        Gap.unless(!program.isEmpty(), "a killed Redis of a group, since roster.test.redis.bin names no program");
        return program;
    }
}

package org.rosterstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.RedisExecProvider;

/**
 * A Redis of the tests' own, spoken to in the protocol's form for people. It ends with this process, however that ends,
 * and leaves nothing behind.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private final Process server;
    private final Process watch;

    /** Starts one with these arguments more. */
    public EmbeddedRedis(String... arguments) throws IOException {
        directory = Files.createTempDirectory("embedded-redis");
        port = freePort();
        List<String> command = new ArrayList<>(List.of(program().toString(), "--bind", "127.0.0.1"));
        command.addAll(List.of("--port", "" + port, "--dir", directory.toString(), "--save", ""));
        command.addAll(List.of(arguments));
        server = start(command.toArray(String[]::new));
        // Ends the server when its input ends, which is when this process does.
        watch = start("sh", "-c", "cat; kill -9 \"$1\"; rm -rf \"$0\"", directory.toString(), "" + server.pid());
        await();
    }

    /** Copied to a directory that goes: what the library itself unpacks stays where this process is killed. */
    private Path program() throws IOException {
        boolean isMac = System.getProperty("os.name").startsWith("Mac");
        boolean isArm = System.getProperty("os.arch").equals("aarch64");
        String name = "/redis-server-%s-%s-%s"
                .formatted(RedisExecProvider.redisVersion, isMac ? "darwin" : "linux", isArm ? "arm64" : "amd64");
        Path program = directory.resolve("redis-server");
        try (InputStream embedded = RedisExecProvider.class.getResourceAsStream(name)) {
            if (embedded == null) {
                throw new IOException("no %s is embedded".formatted(name));
            }
            Files.copy(embedded, program);
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return program;
    }

    /** One that nobody listens at. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("redis.log").toFile()))
                .start();
    }

    private void await() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                say("PING");
                return;
            } catch (ConnectException e) {
                if (System.nanoTime() > end || !server.isAlive()) {
                    throw new IllegalStateException("Redis does not start: " + log(), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // it has no other way to say that it is there
            }
        }
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("redis.log"));
    }

    /** Says some lines, and gives the first line of each answer. */
    public List<String> say(String... lines) throws IOException {
        List<String> said = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            for (String line : lines) {
                socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
                said.add(answers.readLine());
            }
        }
        return said;
    }

    @Override
    public void close() {
        server.destroyForcibly();
        try {
            server.waitFor();
            watch.getOutputStream().close();
            watch.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

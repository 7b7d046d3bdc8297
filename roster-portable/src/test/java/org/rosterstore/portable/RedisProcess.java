package org.rosterstore.portable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.RedisExecProvider;

/**
 * A Redis of the tests' own, in memory alone and on the loopback alone. It ends with this process, however that ends, and
 * leaves nothing behind.
 */
final class RedisProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private final Process server;
    private final Process watch;
    private final RedisClient client;

    /** Starts one with these arguments more. */
    RedisProcess(String... arguments) throws IOException {
        directory = Files.createTempDirectory("sleek-redis");
        port = freePort();
        server = start(command(arguments));
        // Ends the server when its input ends, which is when this process does.
        watch = start(List.of(
                "sh", "-c", "cat; kill -9 \"$1\"; rm -rf \"$0\"", directory.toString(), String.valueOf(server.pid())));
        client = RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(DefaultJedisClientConfig.builder()
                        .timeoutMillis((int) PATIENCE.toMillis())
                        .build())
                .build();
        await();
    }

    private List<String> command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                "" + port,
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "no"));
        command.addAll(List.of(arguments));
        return command;
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return directory.resolve("redis.log");
    }

    private void await() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                client.ping();
                return;
            } catch (JedisException e) {
                if (System.nanoTime() > end || !server.isAlive()) {
                    throw new IllegalStateException("Redis does not start: " + Files.readString(log()), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // it has no other way to say that it is there
            }
        }
    }

    /** Says a line to it, in the protocol's form for people, for commands of administrators. */
    void say(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
            String answer = answers.readLine();
            if (!answer.equals("+OK")) {
                throw new IllegalStateException(line + ": " + answer);
            }
        }
    }

    int port() {
        return port;
    }

    /** To write with. */
    RedisClient client() {
        return client;
    }

    /** Where the reader finds it. */
    String uri() {
        return uri("");
    }

    /** The same, with user and password before the host, and an {@code @}. */
    String uri(String user) {
        return "redis+sleek://%s127.0.0.1:%d".formatted(user, port);
    }

    @Override
    public void close() {
        client.close();
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

package org.rosterstore.tck.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rosterstore.BareJid;

/** A {@link WireServer} as a process of its own, which ends with this one. */
final class WireProcess implements WireHost {

    private final Path directory;
    private final String password;
    private Process process;

    WireProcess(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    @Override
    public int start(int port) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx256m",
                        "-cp",
                        Stream.of(WireServer.class, BareJid.class)
                                .map(WireProcess::place)
                                .collect(Collectors.joining(System.getProperty("path.separator"))),
                        WireServer.class.getName(),
                        directory.toString(),
                        "" + port,
                        password)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the wire server did not start");
        }
        return Integer.parseInt(line);
    }

    /** The directory or jar that a class comes from: in a patched module its code source would not tell. */
    private static String place(Class<?> type) {
        String resource = "/" + type.getName().replace('.', '/') + ".class";
        String url = String.valueOf(type.getResource(resource));
        String root = url.substring(0, url.length() - resource.length());
        String file = root.startsWith("jar:") ? root.substring("jar:".length(), root.length() - 1) : root;
        return Path.of(URI.create(file)).toString();
    }

    /** {@code SIGKILL}, where there are signals. */
    @Override
    public void kill() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process died", e);
        }
    }
}

package org.rosterstore.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.embedded.RedisExecProvider;

/** The redis-server, a static executable, that comes in a library's jar. */
final class EmbeddedProgram {

    private EmbeddedProgram() {}

    /** Copies it to a directory; what the library itself unpacks would stay behind where this process is killed. */
    static Path copyTo(Path directory) throws IOException {
        String name = "redis-server-%s-%s-%s".formatted(RedisExecProvider.redisVersion, system(), processor());
        try (InputStream program = RedisExecProvider.class.getResourceAsStream("/" + name)) {
            if (program == null) {
                throw new IOException("no %s is embedded".formatted(name));
            }
            Path copy = directory.resolve("redis-server");
            Files.copy(program, copy);
            if (!copy.toFile().setExecutable(true)) {
                throw new IOException("%s cannot be made executable".formatted(copy));
            }
            return copy;
        }
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}

package org.rosterstore.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A script that servers run. They know it by its SHA-1 once they have seen its text. */
enum Script {
    /** A commit of few changes. */
    COMMIT("usual", "owner", "commit"),
    /** The end of a commit of many. */
    SWAP("owner", "swap"),
    /** What has changed since a revision. */
    SINCE("owner", "since"),
    /** A sign of life for those who listen. */
    BEAT("beat"),
    /** Whether the user may do what the others do. */
    CHECK("check");

    private final String text;
    private final String sha;

    Script(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(resource(part + ".lua"));
        }
        this.text = all.toString();
        this.sha = HexFormat.of().formatHex(sha1(text));
    }

    private static String resource(String name) {
        try (InputStream in = requireNonNull(Script.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** What runs it on a server that has seen it before. */
    CommandArguments call(byte[][] keys, byte[]... arguments) {
        return command(Command.EVALSHA, sha, keys, arguments);
    }

    /** What runs it on any server. */
    CommandArguments callWithText(byte[][] keys, byte[]... arguments) {
        return command(Command.EVAL, text, keys, arguments);
    }

    private static CommandArguments command(Command command, String script, byte[][] keys, byte[][] arguments) {
        CommandArguments all = new CommandArguments(command).add(script).add(keys.length);
        for (byte[] key : keys) {
            all.add(key);
        }
        for (byte[] argument : arguments) {
            all.add(argument);
        }
        return all;
    }
}

package org.rosterstore.jdbc;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The scripts that lead from each version of the tables to the next. */
final class Schema {

    private Schema() {}

    /** Runs the scripts after a version, 0 where there are no tables yet, up to another, in the caller's transaction. */
    static void make(Session session, String dialect, int from, int to) throws SQLException {
        for (int version = from + 1; version <= to; version++) {
            for (String sql : script(dialect, version)) {
                session.executeOnce(sql);
            }
        }
    }

    /** The statements that lead to a version from the one before. */
    static List<String> script(String dialect, int version) {
        String name = "%s-%d.sql".formatted(dialect, version);
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(script.split(";\n", -1))
                    .filter(sql -> !sql.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.rosterstore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection, and the statements that were prepared on it, which live as long as this. For one thread at a time. */
final class Session implements AutoCloseable {

    /** What is done before the database is asked something. */
    interface Preparation {
        void run() throws SQLException;
    }

    private static final String CONNECTION_FAILURE = "08006";

    private final Connection connection;
    private final Preparation preparation;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection, Preparation preparation) {
        this.connection = connection;
        this.preparation = preparation;
    }

    Connection connection() {
        return connection;
    }

    /** A statement whose parameters are to be set, all of them, and that the caller does not close. */
    PreparedStatement prepare(String sql) throws SQLException {
        preparation.run();
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        } else {
            statement.clearBatch(); // of a transaction that failed
        }
        return statement;
    }

    void execute(String sql) throws SQLException {
        prepare(sql).execute();
    }

    /** Sends a batch. Where assertions are on, pgjdbc ends one whose connection is lost with an AssertionError. */
    void executeBatch(PreparedStatement statement) throws SQLException {
        preparation.run();
        try {
            statement.executeBatch();
        } catch (AssertionError e) {
            throw new SQLNonTransientConnectionException("the connection was lost", CONNECTION_FAILURE, e);
        }
    }

    /** Executes what is not to be kept. */
    void executeOnce(String sql) throws SQLException {
        preparation.run();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row; null if there is none. */
    @Nullable
    String text(String sql) throws SQLException {
        try (ResultSet row = prepare(sql).executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** The first column of the only row. */
    long number(String sql) throws SQLException {
        try (ResultSet row = prepare(sql).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Ends the statements, and leaves the connection. */
    void closeStatements() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            closeStatements();
        }
    }
}

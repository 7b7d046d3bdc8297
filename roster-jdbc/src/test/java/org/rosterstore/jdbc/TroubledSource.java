package org.rosterstore.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections of another source, on which some calls fail. */
final class TroubledSource implements DataSource {

    /** A call of a connection that fails once: before it is made, or after it. */
    record Trouble(String method, String state, boolean after) {}

    private final DataSource source;
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();

    TroubledSource(DataSource source) {
        this.source = source;
    }

    /** The next call of a method fails so often. */
    void fail(int times, String method, String state, boolean after) {
        for (int i = 0; i < times; i++) {
            troubles.add(new Trouble(method, state, after));
        }
    }

    boolean isOver() {
        return troubles.isEmpty();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = source.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Trouble trouble = troubles.peek();
                    boolean fails = trouble != null && trouble.method().equals(method.getName());
                    if (fails) {
                        troubles.remove();
                    }
                    if (fails && !trouble.after()) {
                        throw new SQLException("made to fail", trouble.state());
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (fails) {
                            throw new SQLException("made to fail", trouble.state());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw new UnsupportedOperationException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}

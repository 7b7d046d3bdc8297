package org.rosterstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What drivers do that callers need not know. */
class SessionTest {

    private static <T> T failing(Class<T> type, Throwable failure) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw failure;
        }));
    }

    @Test
    void anAssertionErrorOfTheDriverWithinABatchIsALostConnection() {
        AssertionError failure = new AssertionError("getAutoCommit() should not throw");
        Session session = new Session(failing(Connection.class, failure), () -> {});
        assertThatThrownBy(() -> session.executeBatch(failing(PreparedStatement.class, failure)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"))
                .hasCause(failure);
    }
}

package dev.bursar.server.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Breaks the connection to the database at a chosen statement; the commit counts as one. */
public final class Faults {
    private static final String CONNECTION_LOST = "08006";

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    Faults() {}

    /** The n-th statement from now on fails instead of being run. @param n 1: the next */
    public void failAt(int n) {
        left.set(n);
    }

    public void none() {
        left.set(Integer.MAX_VALUE);
    }

    DataSource on(DataSource pool) {
        return proxy(
                DataSource.class,
                pool,
                (method, result) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, this::statements)
                        : result);
    }

    private Object statements(Method method, Object result) {
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement, (any, value) -> value);
        }
        return result instanceof Statement statement
                ? proxy(Statement.class, statement, (any, value) -> value)
                : result;
    }

    private interface Wrapping {
        Object wrap(Method method, Object result);
    }

    private <T> T proxy(Class<T> type, T target, Wrapping wrapping) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().startsWith("execute") || method.getName().equals("commit")) {
                count();
            }
            @Nullable Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            return result == null ? null : wrapping.wrap(method, result);
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void count() throws SQLException {
        if (left.decrementAndGet() == 0) {
            throw new SQLException("the connection broke, as the test wanted", CONNECTION_LOST);
        }
    }
}

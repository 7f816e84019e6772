package io.kmigrate.exposed;

import io.kmigrate.message.StepMessages;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The migration's connection as code steps see it: its transaction and its life belong to the executor.
 * Exposed sets isolation and autocommit and closes what it is given, at every transaction (1.6.1): those
 * calls do nothing here.
 */
final class GuardedConnection implements InvocationHandler {
    private final Connection connection;
    private Consumer<String> sqlCheck = sql -> {};
    private boolean insideBlock;
    private boolean rolledBack;

    GuardedConnection(Connection connection) {
        this.connection = connection;
    }

    Connection proxy() {
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    /** @param check hears each statement of the block before it is sent, and throws where it must not run */
    void enterBlock(Consumer<String> check) {
        sqlCheck = check;
        insideBlock = true;
        rolledBack = false;
    }

    void leaveBlock() {
        sqlCheck = sql -> {};
        insideBlock = false;
    }

    /** True when something inside the block asked for a rollback, an Exposed transaction that failed included. */
    boolean wasRolledBack() {
        return rolledBack;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close", "setAutoCommit", "setReadOnly", "setTransactionIsolation", "setHoldability", "abort" -> {
                return null;
            }
            case "getAutoCommit" -> {
                return false;
            }
            case "commit" -> {
                return commit();
            }
            case "rollback" -> {
                if (arguments == null || arguments.length == 0) {
                    rolledBack |= insideBlock;
                    return null;
                }
                return pass(method, arguments);
            }
            case "prepareStatement", "prepareCall" -> {
                return prepare(method, arguments);
            }
            case "createStatement" -> {
                return GuardedStatement.of((Statement) pass(method, arguments), (Connection) proxy, sqlCheck);
            }
            default -> {
                return pass(method, arguments);
            }
        }
    }

    private @Nullable Object prepare(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            sqlCheck.accept(sql);
        }
        return pass(method, arguments);
    }

    private @Nullable Object commit() throws SQLException {
        if (insideBlock) {
            throw new SQLException(StepMessages.commitInDataStep());
        }
        return null;
    }

    private @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}

package io.kmigrate.exposed;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A statement of a code step: its SQL is looked at before it is sent. */
final class GuardedStatement implements InvocationHandler {
    private final Statement statement;
    private final Connection connection;
    private final Consumer<String> sqlCheck;

    private GuardedStatement(Statement statement, Connection connection, Consumer<String> sqlCheck) {
        this.statement = statement;
        this.connection = connection;
        this.sqlCheck = sqlCheck;
    }

    /** @param connection what the statement says it belongs to */
    static Statement of(@Nullable Statement statement, Connection connection, Consumer<String> sqlCheck) {
        Statement guarded = Objects.requireNonNull(statement);
        return (Statement) Proxy.newProxyInstance(
                Statement.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                new GuardedStatement(guarded, connection, sqlCheck));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("getConnection")) {
            return connection;
        }
        boolean runs =
                method.getName().startsWith("execute") || method.getName().equals("addBatch");
        if (runs && arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            sqlCheck.accept(sql);
        }
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}

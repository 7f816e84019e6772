package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.TextParameters;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.SqlString;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jetbrains.exposed.v1.core.IColumnType;
import org.jetbrains.exposed.v1.core.Key;
import org.jetbrains.exposed.v1.core.Transaction;
import org.jetbrains.exposed.v1.core.statements.api.PreparedStatementApi;
import org.jetbrains.exposed.v1.core.transactions.TransactionsKt;
import org.jetbrains.exposed.v1.jdbc.statements.jdbc.JdbcPreparedStatementImpl;
import org.jspecify.annotations.Nullable;

/**
 * An Exposed column type that stands for a type of ours which Exposed has no word for: a custom type, an
 * enumeration kept by the database, JSON as text. It describes; rows are read and written as text, in the way of
 * the database of the {@link MigrationConnection} that the code runs on.
 */
@API(status = INTERNAL, since = "0.1")
public final class SchemaColumnType implements IColumnType<String> {
    /** Where a transaction keeps how its database takes texts. */
    static final Key<TextParameters> PARAMETERS = new Key<>();

    private final ColumnType described;
    private boolean nullable;

    public SchemaColumnType(ColumnType described) {
        this.described = described;
    }

    @Override
    public boolean getNullable() {
        return nullable;
    }

    /** Exposed says so after it made the column. */
    @Override
    public void setNullable(boolean isNullable) {
        nullable = isNullable;
    }

    public ColumnType described() {
        return described;
    }

    @Override
    public String sqlType() {
        return described.toString();
    }

    @Override
    public String valueFromDB(Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value instanceof Clob clob ? text(clob) : value.toString();
    }

    private static String text(Clob clob) {
        try {
            return clob.getSubString(1, Math.toIntExact(clob.length()));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String nonNullValueToString(String value) {
        return parameters()
                .map(parameters -> parameters.literal(described, value))
                .orElseGet(() -> SqlString.of(value));
    }

    @Override
    public String parameterMarker(@Nullable String value) {
        return parameters().map(parameters -> parameters.marker(described)).orElse("?");
    }

    @Override
    public void setParameter(PreparedStatementApi statement, int index, @Nullable Object value) {
        boolean untyped = parameters()
                .filter(parameters -> parameters.isUntyped(described))
                .isPresent();
        if (untyped && value instanceof String && statement instanceof JdbcPreparedStatementImpl jdbc) {
            setUntyped(jdbc, index, value);
        } else {
            IColumnType.super.setParameter(statement, index, value);
        }
    }

    private static void setUntyped(JdbcPreparedStatementImpl statement, int index, Object value) {
        try {
            statement.getStatement().setObject(index, value, Types.OTHER);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Of the transaction that the code is in; empty while a table is only read. */
    private static Optional<TextParameters> parameters() {
        Transaction current = TransactionsKt.currentTransactionOrNull();
        return Optional.ofNullable(current).map(transaction -> transaction.getUserData(PARAMETERS));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SchemaColumnType type && described.equals(type.described) && nullable == type.nullable;
    }

    @Override
    public String toString() {
        return sqlType();
    }

    @Override
    public int hashCode() {
        return Objects.hash(described, nullable);
    }
}

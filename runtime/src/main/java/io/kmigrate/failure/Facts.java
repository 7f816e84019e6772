package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.STABLE;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a failure in the database beside its sentence. Each is null where it is not known. None holds a
 * password.
 *
 * @param operation the operation that failed, in one line
 * @param sql the statement that failed, as it was sent
 * @param databaseMessage the database's own message
 * @param sqlState the SQLSTATE, five characters
 * @param vendorCode the database's own number
 * @param state what the database has now: rolled back, kept, or not known
 * @param rows how many rows are in the way
 * @param keys those of ten of these rows at most, such as {@code id = 3}
 */
@API(status = STABLE, since = "0.1")
public record Facts(
        @Nullable String operation,
        @Nullable String sql,
        @Nullable String databaseMessage,
        @Nullable String sqlState,
        @Nullable Integer vendorCode,
        @Nullable String state,
        @Nullable Long rows,
        List<String> keys)
        implements Serializable {
    public static final Facts NONE = new Facts(null, null, null, null, null, null);

    public Facts {
        keys = List.copyOf(keys);
    }

    /** Of a failure that no rows are to blame for. */
    public Facts(
            @Nullable String operation,
            @Nullable String sql,
            @Nullable String databaseMessage,
            @Nullable String sqlState,
            @Nullable Integer vendorCode,
            @Nullable String state) {
        this(operation, sql, databaseMessage, sqlState, vendorCode, state, null, List.of());
    }

    private static final int SHOWN_CHARACTERS = 400;

    /**
     * What an exception tells: its message, and of the first {@link SQLException} behind it state and number. A failure
     * that names its rows has said that already.
     */
    public static Facts of(Throwable cause) {
        if (cause instanceof MigrationException known
                && !known.problems().get(0).facts().keys().isEmpty()) {
            return known.problems().get(0).facts();
        }
        SQLException sql = Causes.first(cause, SQLException.class).orElse(null);
        if (sql == null) {
            return new Facts(null, null, message(cause), null, null, null);
        }
        Integer code = sql.getErrorCode() == 0 ? null : sql.getErrorCode();
        return new Facts(null, null, message(cause), sql.getSQLState(), code, null);
    }

    private static String message(Throwable cause) {
        String message = cause instanceof MigrationException known
                ? known.problems().get(0).message()
                : Causes.message(cause);
        return message == null ? cause.getClass().getName() : message;
    }

    public Facts withOperation(String value) {
        return new Facts(value, sql, databaseMessage, sqlState, vendorCode, state, rows, keys);
    }

    public Facts withSql(@Nullable String value) {
        return new Facts(operation, value, databaseMessage, sqlState, vendorCode, state, rows, keys);
    }

    public Facts withState(String value) {
        return new Facts(operation, sql, databaseMessage, sqlState, vendorCode, value, rows, keys);
    }

    public Facts withRows(long number, List<String> shown) {
        return new Facts(operation, sql, databaseMessage, sqlState, vendorCode, state, number, shown);
    }

    /** Without what {@code mask} takes out of a text. */
    public Facts masked(UnaryOperator<String> mask) {
        return new Facts(
                operation,
                sql == null ? null : mask.apply(sql),
                databaseMessage == null ? null : mask.apply(databaseMessage),
                sqlState,
                vendorCode,
                state,
                rows,
                keys.stream().map(mask).toList());
    }

    /** For people: label and text of what a text layout shows below the sentence, each in one line. */
    public List<Detail> details() {
        List<Detail> details = new ArrayList<>();
        if (databaseMessage != null) {
            details.add(new Detail("reason", databaseMessage.replaceAll("\\s*\\R\\s*", "; ")));
        }
        if (sql != null) {
            details.add(new Detail("statement", shortened(sql.strip().replaceAll("\\s+", " "))));
        }
        if (!keys.isEmpty()) {
            details.add(new Detail("rows", String.join("; ", keys)));
        }
        if (state != null) {
            details.add(new Detail("state", state));
        }
        return details;
    }

    private static String shortened(String line) {
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + " …";
    }

    /** One line below a sentence. */
    public record Detail(String label, String text) {}
}

package io.kmigrate.sql;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Snapshot;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How SQL text is read: by its gist, as rules need it, or to the letter, so that operations can take its place.
 *
 * @param schema the tables that the statement finds; null where it is read by its gist
 * @param folding what the database makes of a name that is not quoted
 */
record Reading(Dialect dialect, @Nullable Snapshot schema, UnaryOperator<String> folding) {
    /** Rules compare names with those of scripts, whatever the case in which they are written. */
    static Reading forRules(Dialect dialect) {
        boolean isUpper = new Grammar(dialect.name()).foldsUp();
        return new Reading(
                dialect, null, name -> isUpper ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT));
    }

    /** The words of a statement. To the letter, an executable comment is not one of them, so that it stays as it is. */
    SqlTokens tokens(String sql) {
        return new SqlTokens(sql, dialect.sessions().transactionWords().rules(), folding, !isExact());
    }

    boolean isExact() {
        return schema != null;
    }

    /** Tables that the statement finds; none where it is read by its gist. */
    Snapshot tables() {
        return schema == null ? Snapshot.empty() : schema;
    }

    ColumnType type(String text) {
        return isExact() ? dialect.type(text) : SqlTypes.of(text);
    }

    Grammar grammar() {
        return new Grammar(dialect.name());
    }
}

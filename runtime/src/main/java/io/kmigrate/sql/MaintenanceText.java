package io.kmigrate.sql;

import io.kmigrate.dialect.LiveTables;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements that tidy up, lock or empty whole tables. */
record MaintenanceText(SqlTokens sql, String head) {
    private static final List<String> WEAK = List.of("IN ACCESS SHARE", "IN ROW SHARE", "IN ROW EXCLUSIVE");

    private SqlStatement one(Kind kind, TableName table, boolean isOnline) {
        return SqlStatement.of(new SqlAction(kind, table, isOnline, head));
    }

    /** Empty for a statement of another kind. */
    Optional<SqlStatement> read() {
        return Optional.ofNullable(statement());
    }

    private @Nullable SqlStatement statement() {
        if (sql.accept("TRUNCATE")) {
            sql.accept("TABLE");
            return each(Kind.TRUNCATE);
        }
        if (sql.accept("VACUUM")) {
            boolean isFull = isOn(sql.parenthesis(), "FULL");
            isFull |= sql.accept("FULL");
            passWords("FREEZE", "VERBOSE", "ANALYZE");
            return isFull ? each(Kind.REWRITE) : SqlStatement.HARMLESS;
        }
        if (sql.accept("CLUSTER")) {
            return cluster();
        }
        if (sql.accept("OPTIMIZE")) {
            passWords("NO_WRITE_TO_BINLOG", "LOCAL", "TABLE", "TABLES");
            return each(Kind.REWRITE);
        }
        if (sql.accept("REINDEX")) {
            return reindex();
        }
        if (sql.accept("LOCK")) {
            return lock();
        }
        if (sql.accept("REFRESH MATERIALIZED VIEW")) {
            boolean isOnline = sql.accept("CONCURRENTLY");
            boolean isEmptied = sql.has("NO DATA");
            return isEmptied ? SqlStatement.HARMLESS : one(Kind.REFRESH, sql.table(), isOnline);
        }
        return null;
    }

    /** The index comes first in the old words. */
    private SqlStatement cluster() {
        sql.parenthesis();
        passWords("VERBOSE");
        if (sql.has("ON")) {
            sql.until("ON");
            sql.accept("ON");
        }
        return each(Kind.REWRITE);
    }

    /** Weak locks of PostgreSQL stop neither readers nor writers. */
    private SqlStatement lock() {
        sql.acceptAny("TABLES", "TABLE");
        boolean isWeak = WEAK.stream().anyMatch(sql::has);
        return isWeak ? SqlStatement.HARMLESS : each(Kind.LOCK_TABLE);
    }

    /** An index stands for its table. Other objects than both have many. */
    private SqlStatement reindex() {
        boolean isOnline = isOn(sql.parenthesis(), "CONCURRENTLY");
        boolean isMany = sql.acceptAny("SCHEMA", "DATABASE", "SYSTEM");
        sql.acceptAny("TABLE", "INDEX");
        isOnline |= sql.accept("CONCURRENTLY");
        TableName table = isMany || !sql.seesName() ? LiveTables.EVERY : sql.table();
        return one(Kind.REINDEX, table, isOnline);
    }

    /** Whether an option is named, and not said to be off. */
    private static boolean isOn(SqlTokens options, String word) {
        return options.parts().stream().anyMatch(option -> option.accept(word) && !option.seesAny("FALSE", "OFF", "0"));
    }

    private void passWords(String... words) {
        while (sql.acceptAny(words)) {
            // All of them that come.
        }
    }

    /** One for each table that is named; where none is, for all there are. */
    private SqlStatement each(Kind kind) {
        List<SqlAction> actions = new ArrayList<>();
        for (SqlTokens part : sql.parts()) {
            part.accept("ONLY");
            if (part.seesName()) {
                actions.add(new SqlAction(kind, part.table(), false, head));
            }
        }
        return actions.isEmpty() ? one(kind, LiveTables.EVERY, false) : SqlStatement.of(actions);
    }
}

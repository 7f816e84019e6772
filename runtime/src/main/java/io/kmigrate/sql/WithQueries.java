package io.kmigrate.sql;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The queries that WITH names, before the statement that uses them. */
final class WithQueries {
    private final SqlTokens sql;
    private final Map<String, SqlTokens> queries;
    private final Map<String, SqlTokens> own = new LinkedHashMap<>();

    /** @param outer those of a statement around it */
    WithQueries(SqlTokens sql, Map<String, SqlTokens> outer) {
        this.sql = sql;
        this.queries = new HashMap<>(outer);
    }

    /** All of them, by their names in small letters. Passes them where they come next. */
    Map<String, SqlTokens> read() {
        if (sql.pass("WITH")) {
            sql.pass("RECURSIVE");
            do {
                one();
            } while (sql.pass(","));
        }
        return queries;
    }

    /** Those of this place alone. */
    Set<Map.Entry<String, SqlTokens>> own() {
        return own.entrySet();
    }

    private void one() {
        String name = sql.name().toLowerCase(Locale.ROOT);
        sql.parenthesis();
        if (!sql.pass("AS")) {
            return;
        }
        boolean isSaid = sql.pass("NOT MATERIALIZED") || sql.pass("MATERIALIZED");
        SqlTokens query = sql.parenthesis();
        queries.put(name, query);
        own.put(name, query);
        if (isSaid || sql.sees("SEARCH") || sql.sees("CYCLE")) {
            sql.before(",", "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE", "(");
        }
    }
}

package io.kmigrate.sql;

import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that a FROM, a USING or the head of an UPDATE lists, with the names that the statement gives them.
 *
 * @param queries those that WITH names, by their names in small letters
 */
record TableRefs(Map<String, SqlTokens> queries) {
    /** Words that may follow a table, where another name for it could. */
    private static final Set<String> NO_ALIAS = Set.of(
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "OUTER",
            "CROSS",
            "NATURAL",
            "STRAIGHT_JOIN",
            "ON",
            "USING",
            "PARTITION",
            "WITH",
            "FORCE",
            "USE",
            "IGNORE",
            "TABLESAMPLE",
            "NOT",
            "INDEXED");

    /** Schemas in which no user keeps rows. */
    private static final Set<String> OF_SERVER =
            Set.of("information_schema", "pg_catalog", "performance_schema", "sys");

    /**
     * One of them.
     *
     * @param table empty for a query or a function in its place
     * @param alias the name that follows it; otherwise its own
     */
    record Ref(Optional<TableName> table, Optional<SqlTokens> query, String alias) {}

    List<Ref> read(SqlTokens list) {
        List<Ref> refs = new ArrayList<>();
        while (!list.isEnd()) {
            one(list, refs);
            list.before(",", "JOIN", "STRAIGHT_JOIN", "APPLY");
            list.skip();
        }
        return refs;
    }

    private void one(SqlTokens list, List<Ref> refs) {
        boolean hasWord = list.pass("ONLY") || list.pass("LATERAL");
        if (list.sees("(")) {
            SqlTokens inner = list.parenthesis();
            if (isQuery(inner)) {
                refs.add(new Ref(Optional.empty(), Optional.of(inner), alias(list, "")));
            } else {
                List<Ref> nested = read(inner);
                refs.addAll(hasWord && nested.size() == 1 ? List.of(renamed(nested.get(0), list)) : nested);
            }
        } else if (list.seesName()) {
            refs.add(named(list));
        }
    }

    private static Ref renamed(Ref ref, SqlTokens list) {
        return new Ref(ref.table(), ref.query(), alias(list, ref.alias()));
    }

    private Ref named(SqlTokens list) {
        TableName table = table(list);
        boolean isFunction = list.sees("(");
        list.parenthesis();
        list.pass("*");
        String alias = alias(list, table.name());
        SqlTokens query = table.schema() == null ? queries.get(table.name().toLowerCase(Locale.ROOT)) : null;
        boolean isTable = !isFunction && query == null && !isOfServer(table);
        return new Ref(
                isTable ? Optional.of(table) : Optional.empty(),
                Optional.ofNullable(query).map(SqlTokens::copy),
                alias);
    }

    /** In a list of what is deleted, MySQL has a table as all of its columns, too. */
    private static TableName table(SqlTokens list) {
        TableName table = list.table();
        String schema = table.schema();
        return table.name().isEmpty() && schema != null ? TableName.of(schema) : table;
    }

    private static boolean isOfServer(TableName table) {
        String schema = table.schema();
        return (schema != null && OF_SERVER.contains(schema.toLowerCase(Locale.ROOT)))
                || table.name().equalsIgnoreCase("dual");
    }

    private static String alias(SqlTokens list, String otherwise) {
        boolean isSaid = list.pass("AS");
        boolean isNext =
                list.seesName() && (isSaid || !NO_ALIAS.contains(list.next().toUpperCase(Locale.ROOT)));
        return isNext ? list.name() : otherwise;
    }

    static boolean isQuery(SqlTokens words) {
        return words.seesAny("SELECT", "WITH", "VALUES", "TABLE");
    }
}

package io.kmigrate.sql;

import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction.Kind;
import io.kmigrate.sql.TableRefs.Ref;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements that change rows: the tables whose rows change, and the condition that chooses them. */
final class RowChanges {
    /** What may stand between the verb and the table: MySQL's, SQLite's and those of standard SQL. */
    private static final String[] MANNERS = {
        "LOW_PRIORITY",
        "HIGH_PRIORITY",
        "DELAYED",
        "QUICK",
        "IGNORE",
        "OR IGNORE",
        "OR REPLACE",
        "OR ROLLBACK",
        "OR ABORT",
        "OR FAIL"
    };

    private static final String[] BEHIND_TABLES = {
        "WHERE", "ORDER BY", "LIMIT", "RETURNING", "OUTPUT", "OPTION", "FETCH"
    };

    private final SqlTokens sql;
    private final Reading reading;
    private final String head;
    private final Map<String, SqlTokens> queries;
    private final TableRefs tables;
    private final List<SqlAction> actions = new ArrayList<>();

    /** @param queries those that WITH names, by their names in small letters */
    RowChanges(SqlTokens sql, Reading reading, String head, Map<String, SqlTokens> queries) {
        this.sql = sql;
        this.reading = reading;
        this.head = head;
        this.queries = queries;
        this.tables = new TableRefs(queries);
    }

    /** Empty for a statement of another kind. */
    Optional<SqlStatement> read() {
        if (sql.accept("UPDATE")) {
            update();
        } else if (sql.accept("DELETE")) {
            delete();
        } else if (sql.accept("INSERT") || sql.accept("REPLACE")) {
            insert();
        } else if (sql.accept("MERGE")) {
            merge();
        } else {
            return Optional.empty();
        }
        return Optional.of(SqlStatement.of(actions));
    }

    /** Passes the words before a table; one that an assignment follows is the table. */
    private long manner() {
        while (!sql.seesBehind("SET") && !sql.seesBehind(".") && sql.acceptAny(MANNERS)) {
            // All of them that come.
        }
        return RowLimit.top(sql);
    }

    private void update() {
        long top = manner();
        List<Ref> named = tables.read(sql.before("SET"));
        sql.pass("SET");
        Set<String> changed =
                qualifiers(sql.before("FROM", "WHERE", "ORDER BY", "LIMIT", "RETURNING", "OUTPUT", "OPTION"));
        List<Ref> from = sql.pass("FROM") ? tables.read(sql.before(BEHIND_TABLES)) : List.of();
        boolean isOne = named.size() == 1 || changed.isEmpty();
        List<Ref> targets = named.stream()
                .filter(ref -> isOne || changed.contains(ref.alias().toLowerCase(Locale.ROOT)))
                .toList();
        changes(targets, from, top);
    }

    /** The tables before the columns that are set; none where a column stands without. */
    private static Set<String> qualifiers(SqlTokens assignments) {
        Set<String> names = new HashSet<>();
        for (SqlTokens assignment : assignments.parts()) {
            TableName column = assignment.table();
            String table = column.schema();
            if (table == null) {
                return Set.of();
            }
            names.add(table.toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private void delete() {
        long top = manner();
        sql.pass("FROM");
        top = Math.min(top, RowLimit.top(sql));
        List<Ref> named =
                tables.read(sql.before("USING", "FROM", "WHERE", "ORDER BY", "LIMIT", "RETURNING", "OUTPUT", "FETCH"));
        sql.before("USING", "FROM", "WHERE", "ORDER BY", "LIMIT");
        boolean hasMore = sql.pass("USING") || sql.pass("FROM");
        List<Ref> from = hasMore ? tables.read(sql.before(BEHIND_TABLES)) : List.of();
        changes(named, from, top);
    }

    /** @param from tables beside, which may give a target its name */
    private void changes(List<Ref> targets, List<Ref> from, long top) {
        sql.before(BEHIND_TABLES[0], "LIMIT");
        SqlTokens where = sql.pass("WHERE") ? sql.before(QueryRows.BEHIND_WHERE) : null;
        long limit = Math.min(top, RowLimit.of(sql.copy()));
        for (Ref target : targets) {
            Ref meant = meant(target, from);
            List<String> names = List.of(meant.alias());
            Optional<QueryRows.Source> source = meant.query()
                    .flatMap(query ->
                            new QueryRows(queries, reading).read(query).stream().findFirst());
            if (meant.table().isPresent()) {
                change(meant.table().get(), Condition.of(where, names, reading, limit));
            } else {
                // The rows of a query that WITH names, or that stands in the place of a table.
                source.ifPresent(rows ->
                        change(rows.table(), where == null ? rows.rows() : Condition.of(where, names, reading, limit)));
            }
        }
        sql.rest();
    }

    private static Ref meant(Ref target, List<Ref> from) {
        return from.stream()
                .filter(ref -> ref.alias().equalsIgnoreCase(target.alias()))
                .findFirst()
                .orElse(target);
    }

    private void change(TableName table, Condition rows) {
        actions.add(new SqlAction(Kind.CHANGE_ROWS, table, false, head, rows));
    }

    private void insert() {
        manner();
        sql.accept("INTO");
        TableName table = sql.table();
        if (table.name().isEmpty()) {
            return;
        }
        sql.before("SELECT", "WITH", "VALUES", "VALUE", "TABLE", "SET", "DEFAULT", "(");
        if (sql.sees("(") && !TableRefs.isQuery(sql.copy().parenthesis())) {
            sql.parenthesis();
            sql.before("SELECT", "WITH", "VALUES", "VALUE", "TABLE", "SET", "DEFAULT", "(");
        }
        if (sql.sees("WITH") && sql.seesBehind("(")) {
            // SQL Server's hint for the table.
            sql.pass("WITH");
            sql.parenthesis();
            sql.before("SELECT", "WITH", "VALUES", "TABLE", "DEFAULT", "(");
        }
        if (TableRefs.isQuery(sql) || sql.sees("(")) {
            copies(table, sql);
        }
        sql.rest();
    }

    private void copies(TableName into, SqlTokens query) {
        WithQueries with = new WithQueries(query, queries);
        List<QueryRows.Source> sources =
                query.sees("VALUES") ? List.of() : new QueryRows(with.read(), reading).read(query);
        if (!sources.isEmpty()) {
            actions.add(new SqlAction(Kind.CHANGE_SOME_ROWS, into, false, head));
        }
        for (QueryRows.Source source : sources) {
            actions.add(new SqlAction(Kind.COPY_ROWS, source.table(), false, head, source.rows()));
        }
    }

    private void merge() {
        RowLimit.top(sql);
        sql.accept("INTO");
        Ref target = tables.read(sql.before("USING", "KEY", "VALUES", "SELECT", "WITH", "(")).stream()
                .findFirst()
                .orElse(null);
        if (target == null) {
            return;
        }
        boolean changes = sql.contains("THEN UPDATE") || sql.contains("THEN DELETE");
        TableName table = target.table().orElse(null);
        if (table != null && changes) {
            change(table, Condition.all());
        } else if (table != null && sql.pass("USING")) {
            first(tables.read(sql.before("ON")))
                    .ifPresent(source -> actions.add(new SqlAction(Kind.COPY_ROWS, source, false, head)));
        } else if (table != null) {
            sql.before("VALUES", "SELECT", "WITH");
            copies(table, sql);
        }
        sql.rest();
    }

    private static Optional<TableName> first(List<Ref> refs) {
        return refs.isEmpty() ? Optional.empty() : refs.get(0).table();
    }
}

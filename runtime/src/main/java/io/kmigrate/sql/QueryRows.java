package io.kmigrate.sql;

import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables that the rows of a query come from. Of tables that are joined it is the first: the others follow its rows. */
record QueryRows(Map<String, SqlTokens> queries, Reading reading, int depth) {
    /** Queries in queries go no deeper than people look; a recursive one names itself. */
    private static final int DEEPEST = 5;

    /** Their one row is made of all others, and no one waits for it. */
    private static final Set<String> AGGREGATES = Set.of("COUNT (", "MAX (", "MIN (", "SUM (", "AVG (");

    private static final String[] JOINED = {"UNION", "EXCEPT", "INTERSECT", "MINUS"};

    static final String[] BEHIND_WHERE = {
        "GROUP",
        "HAVING",
        "WINDOW",
        "ORDER BY",
        "LIMIT",
        "OFFSET",
        "FETCH",
        "FOR",
        "RETURNING",
        "OUTPUT",
        "OPTION",
        "ON CONFLICT",
        "ON DUPLICATE"
    };

    QueryRows(Map<String, SqlTokens> queries, Reading reading) {
        this(queries, reading, 0);
    }

    private static final String[] BEHIND_FROM =
            Stream.concat(Stream.of("WHERE"), Stream.of(BEHIND_WHERE)).toArray(String[]::new);

    /** A table, and the rows of it that the query takes. */
    record Source(TableName table, Condition rows) {}

    List<Source> read(SqlTokens query) {
        List<Source> sources = new ArrayList<>();
        while (!query.isEnd()) {
            SqlTokens one = query.before(JOINED);
            while (one.sees("(")) {
                one = one.parenthesis();
            }
            one(one).ifPresent(sources::add);
            query.skip();
            query.pass("ALL");
            query.pass("DISTINCT");
        }
        return sources;
    }

    private Optional<Source> one(SqlTokens query) {
        if (query.pass("TABLE")) {
            return source(query, null, KeyRange.UNLIMITED);
        }
        long limit = RowLimit.of(query.copy());
        SqlTokens columns = query.before("FROM");
        query.pass("FROM");
        SqlTokens rest = query.copy();
        SqlTokens tables = rest.before(BEHIND_FROM);
        SqlTokens where = rest.pass("WHERE") ? rest.before(BEHIND_WHERE) : null;
        boolean isOneRow = !rest.sees("GROUP")
                && !columns.contains("OVER")
                && AGGREGATES.stream().anyMatch(columns::contains);
        return isOneRow ? Optional.empty() : source(tables, where, limit);
    }

    private Optional<Source> source(SqlTokens tables, @Nullable SqlTokens where, long limit) {
        List<TableRefs.Ref> refs = new TableRefs(queries).read(tables);
        if (refs.isEmpty()) {
            return Optional.empty();
        }
        TableRefs.Ref first = refs.get(0);
        Condition rows = Condition.of(where, List.of(first.alias()), reading, limit);
        if (first.table().isPresent()) {
            return first.table().map(table -> new Source(table, rows));
        }
        if (depth == DEEPEST) {
            return Optional.empty();
        }
        QueryRows deeper = new QueryRows(queries, reading, depth + 1);
        Optional<Source> inner =
                first.query().flatMap(query -> deeper.read(query).stream().findFirst());
        boolean isLimited = limit < KeyRange.UNLIMITED;
        return isLimited ? inner.map(found -> new Source(found.table(), rows)) : inner;
    }
}

package io.kmigrate.sql;

import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of an index, and what follows them. */
final class IndexText {
    private final SqlTokens sql;
    private final Reading reading;

    IndexText(SqlTokens sql, Reading reading) {
        this.sql = sql;
        this.reading = reading;
    }

    /** The index whose parenthesis comes next. */
    Index read(String name, boolean unique, @Nullable String method) {
        List<IndexColumn> columns = new ArrayList<>();
        for (SqlTokens part : sql.parenthesis().parts()) {
            columns.add(part(part));
        }
        Index index = Index.of(name, columns).withUnique(unique).withMethod(method);
        return reading.isExact() ? more(index) : index;
    }

    private Index more(Index index) {
        Index result = index;
        if (sql.accept("INCLUDE")) {
            result = result.withInclude(sql.list());
        }
        if (sql.accept("NULLS NOT DISTINCT")) {
            result = result.withNullsNotDistinct(true);
        }
        String method = method(sql);
        if (method != null) {
            result = result.withMethod(method);
        }
        if (sql.sees("WITH") || sql.sees("TABLESPACE")) {
            result = result.withOptions(Map.of(reading.dialect().name(), sql.until("WHERE")));
        }
        return sql.accept("WHERE") ? result.withWhere(sql.rest()) : result;
    }

    /** What a database does anyway is not said: PostgreSQL's and MySQL's trees. */
    static @Nullable String method(SqlTokens sql) {
        if (!sql.accept("USING")) {
            return null;
        }
        String name = sql.name();
        return name.equalsIgnoreCase("btree") ? null : name;
    }

    private IndexColumn part(SqlTokens part) {
        IndexColumn column = column(part);
        if (part.accept("DESC")) {
            column = column.descendingOrder();
        } else if (!part.accept("ASC")
                && reading.isExact()
                && part.seesName()
                && !part.sees("COLLATE")
                && !part.sees("NULLS")) {
            column = column.withOperatorClass(part.name());
            column = part.accept("DESC") ? column.descendingOrder() : column;
            part.accept("ASC");
        }
        if (part.accept("NULLS FIRST")) {
            return column.withNulls(IndexColumn.Nulls.FIRST);
        }
        return part.accept("NULLS LAST") ? column.withNulls(IndexColumn.Nulls.LAST) : column;
    }

    private IndexColumn column(SqlTokens part) {
        if (part.sees("(")) {
            return IndexColumn.expression(part.parenthesis().text());
        }
        if (!part.seesBehind("(")) {
            return IndexColumn.column(part.name());
        }
        if (!reading.isExact()) {
            return IndexColumn.column(part.text());
        }
        if (reading.grammar().indexesBeginnings()) {
            IndexColumn column = IndexColumn.column(part.name());
            String length = part.parenthesis().text();
            return length.matches("\\d{1,5}") ? column.withLength(Integer.valueOf(length)) : column;
        }
        return IndexColumn.expression(part.call());
    }
}

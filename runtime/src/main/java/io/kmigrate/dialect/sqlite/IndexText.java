package io.kmigrate.dialect.sqlite;

import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CREATE INDEX statement, read. */
final class IndexText {
    private final String sql;
    private final List<Token> tokens;
    private final int open;

    private IndexText(String sql) {
        this.sql = sql;
        this.tokens = Tokenizer.of(sql);
        int on = 0;
        while (!tokens.get(on).is("on")) {
            on++;
        }
        this.open = on + 2;
    }

    static Index parse(String name, String sql) {
        IndexText text = new IndexText(sql);
        List<IndexColumn> columns = new ArrayList<>();
        int close = text.columns(columns);
        boolean unique = text.tokens.get(1).is("unique");
        return Index.of(name, columns).withUnique(unique).withWhere(text.where(close));
    }

    /** The statement for an index of another name. */
    static String renamed(String sql, String quotedName) {
        IndexText text = new IndexText(sql);
        Token name = text.tokens.get(text.open - 3);
        return sql.substring(0, name.start()) + quotedName + sql.substring(name.end());
    }

    static String name(String sql) {
        IndexText text = new IndexText(sql);
        return text.tokens.get(text.open - 3).name();
    }

    /** True when the index reads {@code column}, in its parts or its predicate. */
    static boolean mentions(String sql, String column) {
        IndexText text = new IndexText(sql);
        return text.tokens.stream().skip(text.open).anyMatch(token -> token.names(column));
    }

    /** Adds the parts and gives the place of the closing parenthesis. */
    private int columns(List<IndexColumn> columns) {
        int depth = 0;
        int from = open + 1;
        for (int at = open; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0 || (depth == 1 && token.is(','))) {
                columns.add(part(tokens.subList(from, at)));
                from = at + 1;
            }
            if (depth == 0) {
                return at;
            }
        }
        return tokens.size();
    }

    private IndexColumn part(List<Token> part) {
        Token last = part.get(part.size() - 1);
        boolean descending = part.size() > 1 && last.is("desc");
        boolean hasOrder = descending || (part.size() > 1 && last.is("asc"));
        List<Token> term = hasOrder ? part.subList(0, part.size() - 1) : part;
        String text =
                sql.substring(term.get(0).start(), term.get(term.size() - 1).end());
        IndexColumn result = term.size() == 1 && term.get(0).isName()
                ? IndexColumn.column(term.get(0).name())
                : IndexColumn.expression(Parentheses.strip(text));
        return descending ? result.descendingOrder() : result;
    }

    private @Nullable String where(int close) {
        return close + 1 < tokens.size() && tokens.get(close + 1).is("where")
                ? sql.substring(tokens.get(close + 1).end()).strip()
                : null;
    }
}

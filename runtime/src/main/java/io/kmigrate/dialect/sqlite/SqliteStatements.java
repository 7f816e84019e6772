package io.kmigrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script at the semicolons that end statements: the driver runs the first statement of a text only. */
final class SqliteStatements {
    private final String sql;
    private final List<String> statements = new ArrayList<>();
    private final List<Token> current = new ArrayList<>();

    private SqliteStatements(String sql) {
        this.sql = sql;
    }

    static List<String> split(String sql) {
        SqliteStatements splitter = new SqliteStatements(sql);
        Tokenizer.of(sql).forEach(splitter::take);
        splitter.finish(sql.length());
        return splitter.statements;
    }

    private void take(Token token) {
        if (token.is(';') && !isInsideTrigger()) {
            finish(token.start());
        } else {
            current.add(token);
        }
    }

    private void finish(int end) {
        if (!current.isEmpty()) {
            statements.add(sql.substring(current.get(0).start(), end).strip());
            current.clear();
        }
    }

    /** A trigger's body ends with {@code ; END}, which no CASE in it can look like. */
    private boolean isInsideTrigger() {
        int size = current.size();
        return isTrigger()
                && !(size > 1
                        && current.get(size - 1).is("end")
                        && current.get(size - 2).is(';'));
    }

    private boolean isTrigger() {
        List<Token> head = current.stream()
                .limit(4)
                .filter(token -> !token.is("explain") && !token.is("temp") && !token.is("temporary"))
                .toList();
        return head.size() > 1 && head.get(0).is("create") && head.get(1).is("trigger");
    }
}

package io.kmigrate.execution;

import java.util.ArrayList;
import java.util.List;

/** A script while it is written. */
final class ScriptParts {
    private static final SqlScript.Part BREAK = new SqlScript.Part(SqlScript.Kind.BREAK, "");

    private final List<SqlScript.Part> parts = new ArrayList<>();

    /** @param sql without what ends a statement */
    void statement(String sql) {
        parts.add(new SqlScript.Part(SqlScript.Kind.STATEMENT, sql));
    }

    /** What the client reads as it stands. */
    void text(String text) {
        parts.add(new SqlScript.Part(SqlScript.Kind.TEXT, text));
    }

    void comment(String text) {
        parts.add(new SqlScript.Part(SqlScript.Kind.COMMENT, text));
    }

    /** Ends what belongs together. */
    void end() {
        parts.add(BREAK);
    }

    SqlScript script() {
        return new SqlScript(parts);
    }
}

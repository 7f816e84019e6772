package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/** What a database's own client is to do, in order. {@link SqlScriptPrinter} makes a text of it. */
@API(status = INTERNAL, since = "0.1")
public record SqlScript(List<Part> parts) {
    /** An empty line. */
    static final Part BREAK = new Part(Kind.BREAK, "");

    public SqlScript {
        parts = List.copyOf(parts);
    }

    /**
     * A statement, or words between statements.
     *
     * @param text SQL without what ends a statement, or the words of a comment
     */
    public record Part(Kind kind, String text) {}

    /** What a part is to the client. */
    public enum Kind {
        /** As it stands, such as the rows behind a statement. */
        TEXT,
        STATEMENT,
        COMMENT,
        BREAK
    }

    static Part statement(String sql) {
        return new Part(Kind.STATEMENT, sql);
    }

    static Part text(String text) {
        return new Part(Kind.TEXT, text);
    }

    static Part comment(String text) {
        return new Part(Kind.COMMENT, text);
    }
}

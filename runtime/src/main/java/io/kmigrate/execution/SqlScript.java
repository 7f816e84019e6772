package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/** What a database's own client is to do, in order. {@link SqlScriptPrinter} makes a text of it. */
@API(status = INTERNAL, since = "0.1")
public record SqlScript(List<Part> parts) {
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
        /** An empty line. */
        BREAK
    }
}

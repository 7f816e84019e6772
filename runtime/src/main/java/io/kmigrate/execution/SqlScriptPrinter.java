package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.VisibleText;
import org.apiguardian.api.API;

/** Writes scripts in the language of a database's own client. */
@API(status = INTERNAL, since = "0.1")
public final class SqlScriptPrinter {
    private final Dialect dialect;

    public SqlScriptPrinter(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The text; empty where there is nothing to do. */
    public String print(SqlScript script) {
        if (script.parts().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(header());
        script.parts().forEach(part -> text.append(line(part)).append('\n'));
        return text.toString();
    }

    /** A client that goes on after an error would run later revisions on half a schema. */
    private String header() {
        String command = dialect.script().command();
        StringBuilder text = new StringBuilder("-- SQL for " + dialect.name()
                + ", written by Kmigrate. Stop at the first error" + (command.isEmpty() ? "." : ": " + command) + '\n');
        dialect.script().header().forEach(line -> text.append(line).append('\n'));
        return text.append('\n').toString();
    }

    private String line(SqlScript.Part part) {
        return switch (part.kind()) {
            case STATEMENT -> dialect.script().statement(part.text().strip());
            case TEXT -> part.text();
            // A line break in a message must not end the comment.
            case COMMENT -> "-- " + VisibleText.line(part.text());
            case BREAK -> "";
        };
    }
}

package io.kmigrate.sql;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.schema.Snapshot;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Reads statements of SQL text to the letter, so that operations of a script can take their place. A name without quotes
 * becomes the one that the database makes of it, since scripts quote all names.
 */
@API(status = INTERNAL, since = "0.1")
public final class ExactReader {
    private final Dialect dialect;
    private final UnaryOperator<String> folding;

    /** @param folding what becomes of a name that is not quoted */
    public ExactReader(Dialect dialect, UnaryOperator<String> folding) {
        this.dialect = dialect;
        this.folding = folding;
    }

    /**
     * What was read of a statement.
     *
     * @param isWhole whether the operations do all that it does, and nothing else
     * @param isKnown whether the operations and actions are all that it does to tables, as far as rules ask
     */
    public record Read(SqlStatement statement, boolean isWhole, boolean isKnown) {}

    /**
     * Reads one statement.
     *
     * @param schema as the statement finds it
     */
    public Read read(String statement, Snapshot schema) {
        StatementReader reader = new StatementReader(statement, new Reading(dialect, schema, folding));
        SqlStatement read = reader.read();
        boolean isUnknown = read.actions().stream().anyMatch(action -> action.kind() == SqlAction.Kind.UNKNOWN);
        return new Read(read, reader.isWhole() && !read.operations().isEmpty(), !isUnknown);
    }
}

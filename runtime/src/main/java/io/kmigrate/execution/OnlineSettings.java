package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.OnlineMode;
import io.kmigrate.schema.LargeTable;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * When operations run in parts that let others work.
 *
 * @param mode where a script says nothing
 * @param large from which size on a table is large
 * @param command does what the server has no form of; null for nothing
 * @param text reads SQL text
 */
@API(status = INTERNAL, since = "0.1")
public record OnlineSettings(
        OnlineMode mode, LargeTable large, @Nullable OnlineCommand command, TextReader text) {
    /** In parts on large tables. */
    public static final OnlineSettings STANDARD =
            new OnlineSettings(OnlineMode.AUTO, LargeTable.STANDARD, null, (text, dialect) -> List.of());

    /** The same for a text, which no program reads. */
    OnlineSettings withoutCommand() {
        return new OnlineSettings(mode, large, null, text);
    }

    /** The form of an operation, by the command where the server has none. */
    OnlineForm form(Dialect dialect, Operation operation, Catalog before) {
        OnlineForm form = dialect.onlineForms().of(operation, before);
        return command == null ? form : form.byProgram();
    }

    /** How long a statement waits for a lock on a large table where nobody says how long: others wait behind it. */
    public static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    /** Tells what SQL text does to tables. */
    @FunctionalInterface
    public interface TextReader {
        /** In the words of scripts, as far as it has them, and without what lets others work as it is written. */
        List<Operation> read(Operation text, Dialect dialect);
    }
}

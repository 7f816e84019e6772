package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A statement of SQL text, as far as it can be read.
 *
 * @param operations what it does in the words of scripts
 * @param actions what it does that scripts have no words for
 */
@API(status = INTERNAL, since = "0.1")
public record SqlStatement(List<Operation> operations, List<SqlAction> actions) {
    /** One that leaves tables and their rows alone. */
    static final SqlStatement HARMLESS = new SqlStatement(List.of(), List.of());

    public SqlStatement {
        operations = List.copyOf(operations);
        actions = List.copyOf(actions);
    }

    static SqlStatement of(Operation... operations) {
        return new SqlStatement(List.of(operations), List.of());
    }

    static SqlStatement of(SqlAction action) {
        return new SqlStatement(List.of(), List.of(action));
    }
}

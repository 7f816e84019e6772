package io.kmigrate.sql;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A statement of SQL text, as far as it can be read.
 *
 * @param operations what it does in the words of scripts
 * @param actions what it does that scripts have no words for
 * @param isOnline whether it says that the server is to refuse it rather than to keep others waiting
 */
@API(status = INTERNAL, since = "0.1")
public record SqlStatement(List<Operation> operations, List<SqlAction> actions, boolean isOnline) {
    /** One that leaves tables and their rows alone. */
    static final SqlStatement HARMLESS = new SqlStatement(List.of(), List.of());

    public SqlStatement {
        operations = List.copyOf(operations);
        actions = List.copyOf(actions);
    }

    SqlStatement(List<Operation> operations, List<SqlAction> actions) {
        this(operations, actions, false);
    }

    SqlStatement asOnline(boolean saysSo) {
        return new SqlStatement(operations, actions, saysSo);
    }

    static SqlStatement of(Operation... operations) {
        return new SqlStatement(List.of(operations), List.of());
    }

    static SqlStatement of(SqlAction action) {
        return new SqlStatement(List.of(), List.of(action));
    }

    /** What all of them do, in their order. */
    static SqlStatement all(List<SqlStatement> statements) {
        return new SqlStatement(
                statements.stream().flatMap(one -> one.operations().stream()).toList(),
                statements.stream().flatMap(one -> one.actions().stream()).toList());
    }

    /** Whether nothing is known of it but its head. */
    boolean isUnknown() {
        return operations.isEmpty()
                && !actions.isEmpty()
                && actions.stream().allMatch(action -> action.kind() == SqlAction.Kind.UNKNOWN);
    }

    static SqlStatement of(List<SqlAction> actions) {
        return new SqlStatement(List.of(), actions);
    }
}

package io.kmigrate.lint;

import io.kmigrate.operation.Operation;
import java.util.List;

/**
 * A statement of SQL text, as far as it can be read.
 *
 * @param operations what it does in the words of scripts
 * @param actions what it does that scripts have no words for
 */
record SqlStatement(List<Operation> operations, List<SqlAction> actions) {
    static final SqlStatement HARMLESS = new SqlStatement(List.of(), List.of());

    SqlStatement {
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

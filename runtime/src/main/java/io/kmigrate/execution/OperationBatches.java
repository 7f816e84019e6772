package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.ScriptOperation;
import java.util.ArrayList;
import java.util.List;

/** Neighbouring operations that a dialect does in one go. */
final class OperationBatches {
    private OperationBatches() {}

    /** All operations in their order, each with those it joins. */
    static List<List<ScriptOperation>> of(List<ScriptOperation> operations, Dialect dialect) {
        List<List<ScriptOperation>> groups = new ArrayList<>();
        List<ScriptOperation> group = new ArrayList<>();
        for (ScriptOperation operation : operations) {
            if (!group.isEmpty() && !joins(group, operation, dialect)) {
                groups.add(List.copyOf(group));
                group.clear();
            }
            group.add(operation);
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }

    private static boolean joins(List<ScriptOperation> group, ScriptOperation operation, Dialect dialect) {
        // One that may be left out stays by itself.
        return operation.guard() == null
                && group.get(0).guard() == null
                && dialect.joins(plain(group), operation.operation());
    }

    static List<Operation> plain(List<ScriptOperation> group) {
        return group.stream().map(ScriptOperation::operation).toList();
    }
}

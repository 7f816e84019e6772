package io.kmigrate.lint;

import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.sql.SqlAction;
import java.util.ArrayList;
import java.util.List;

/** The revision whose operations are looked at, and how far it has come. */
final class RevisionTurn {
    private final Migration migration;
    private final List<Operation> done = new ArrayList<>();
    private final List<SqlAction> actions = new ArrayList<>();
    private final NewTables made = new NewTables();
    private final boolean isFirstRevision;
    private boolean isFirst = true;

    RevisionTurn(Migration migration, boolean isFirstRevision) {
        this.migration = migration;
        this.isFirstRevision = isFirstRevision;
    }

    Migration migration() {
        return migration;
    }

    List<Operation> operations() {
        return migration.up().stream().map(ScriptOperation::operation).toList();
    }

    void did(Operation operation) {
        done.add(operation);
        operation.accept(made);
    }

    /** The tables that the revision itself has made. */
    NewTables made() {
        return made;
    }

    void did(SqlAction action) {
        actions.add(action);
    }

    void pass() {
        isFirst = false;
    }

    boolean isFirstRevision() {
        return isFirstRevision;
    }

    boolean isFirst() {
        return isFirst;
    }

    List<Operation> done() {
        return List.copyOf(done);
    }

    List<SqlAction> actions() {
        return List.copyOf(actions);
    }
}

package io.kmigrate.operation;

import io.kmigrate.failure.Problem;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the operations' {@code apply} methods share: finding what they change, or saying why not. */
final class Replay {
    private Replay() {}

    /** {@code before} with one of its tables changed; unchanged when an opaque step may have made the table. */
    static Snapshot change(Snapshot before, TableName name, UnaryOperator<Table> change) {
        return before.table(name).map(change).map(before::with).orElseGet(() -> {
            require(before, false, "unknown-table", "there is no table " + name + tables(before));
            return before;
        });
    }

    /** Fails unless {@code holds}, or an opaque step may have made it so. */
    static void require(Snapshot before, boolean holds, String code, String message) {
        if (!holds && !before.isUncertain()) {
            throw new ReplayException(Problem.of(
                    code, message, "correct the name, or declare in the script what an earlier opaque step made"));
        }
    }

    static void requireColumns(Snapshot before, Table table, Collection<String> columns) {
        for (String column : columns) {
            require(
                    before,
                    table.column(column).isPresent(),
                    "unknown-column",
                    "table " + table.name() + " has no column " + column + "; it has "
                            + table.columns().stream()
                                    .map(existing -> existing.name())
                                    .collect(Collectors.joining(", ")));
        }
    }

    static void requireFreeConstraint(Snapshot before, Table table, @Nullable String name) {
        require(
                before,
                name == null || !table.constraintNames().contains(name),
                "duplicate-constraint",
                "table " + table.name() + " already has a constraint " + name);
    }

    private static String tables(Snapshot before) {
        return before.tables().isEmpty()
                ? ": no table exists at this revision"
                : "; there are "
                        + before.tables().stream()
                                .map(table -> table.name().toString())
                                .collect(Collectors.joining(", "));
    }
}

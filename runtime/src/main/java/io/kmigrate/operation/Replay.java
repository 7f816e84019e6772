package io.kmigrate.operation;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.NearNames;
import io.kmigrate.failure.Problem;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the operations' {@code apply} methods share: finding what they change, or saying why not. */
final class Replay {
    private Replay() {}

    /** {@code before} with one of its tables changed; unchanged when an opaque step may have made the table. */
    static Snapshot change(Snapshot before, TableName name, UnaryOperator<Table> change) {
        return before.table(name).map(change).map(before::with).orElseGet(() -> {
            require(
                    before,
                    false,
                    ErrorCode.UNKNOWN_TABLE,
                    "there is no table " + name + tables(before),
                    near(before, name));
            return before;
        });
    }

    /** Fails unless {@code holds}, or an opaque step may have made it so. */
    static void require(Snapshot before, boolean holds, ErrorCode code, String message) {
        require(before, holds, code, message, List.of());
    }

    /**
     * The same, with what may have been meant.
     *
     * @param near known names, the nearest first
     */
    static void require(Snapshot before, boolean holds, ErrorCode code, String message, List<String> near) {
        if (!holds && !before.isUncertain()) {
            String fix = "correct the name, or the script before it";
            throw new ReplayException(Problem.of(
                    code, message, near.isEmpty() ? fix : "did you mean \"" + near.get(0) + "\"? Otherwise " + fix));
        }
    }

    private static List<String> near(Snapshot before, TableName name) {
        return NearNames.of(
                name.toString(),
                before.tables().stream().map(table -> table.name().toString()).toList());
    }

    static void requireColumns(Snapshot before, Table table, Collection<String> columns) {
        List<String> known =
                table.columns().stream().map(existing -> existing.name()).toList();
        for (String column : columns) {
            require(
                    before,
                    table.column(column).isPresent(),
                    ErrorCode.UNKNOWN_COLUMN,
                    "table " + table.name() + " has no column " + column + "; it has " + String.join(", ", known),
                    NearNames.of(column, known));
        }
    }

    /** A table or a view. */
    static void requireRelation(Snapshot before, TableName name) {
        if (before.object(View.class, name).isEmpty()) {
            change(before, name, found -> found);
        }
    }

    static void requireConstraint(Snapshot before, Table table, String name) {
        List<String> known = ImpliedNames.given(table).constraintNames();
        require(
                before,
                known.contains(name),
                ErrorCode.UNKNOWN_CONSTRAINT,
                "table " + table.name() + " has no constraint " + name
                        + (known.isEmpty() ? "" : "; it has " + String.join(", ", known)),
                NearNames.of(name, known));
    }

    /** {@code before} with a table under another name, and the foreign keys that refer to it. */
    static Snapshot renamed(Snapshot before, TableName old, TableName name) {
        Snapshot moved = change(before, old, found -> found.withName(name));
        Snapshot result = before.table(old).isPresent() ? moved.without(old) : moved;
        for (Table other : result.tables()) {
            if (other.foreignKeys().stream()
                    .anyMatch(key -> key.referencedTable().equals(old))) {
                result = result.with(other.withForeignKeys(other.foreignKeys().stream()
                        .map(key -> key.referencedTable().equals(old)
                                ? key.withReference(name, key.referencedColumns())
                                : key)
                        .toList()));
            }
        }
        return result;
    }

    static Snapshot create(Snapshot before, SchemaObject object, boolean ifNotExists) {
        boolean exists = before.object(object.getClass(), object.name()).isPresent();
        if (exists && ifNotExists) {
            return before;
        }
        require(
                before,
                !exists,
                ErrorCode.DUPLICATE_OBJECT,
                what(object.getClass(), object.name()) + " already exists");
        return before.with(object);
    }

    static <T extends SchemaObject> Snapshot change(
            Snapshot before, Class<T> kind, TableName name, UnaryOperator<T> change) {
        return before.object(kind, name).map(change).map(before::with).orElseGet(() -> {
            require(
                    before,
                    false,
                    ErrorCode.UNKNOWN_OBJECT,
                    "there is no " + what(kind, name),
                    near(before, kind, name));
            return before;
        });
    }

    static Snapshot drop(Snapshot before, Class<? extends SchemaObject> kind, TableName name, boolean ifExists) {
        require(
                before,
                ifExists || before.object(kind, name).isPresent(),
                ErrorCode.UNKNOWN_OBJECT,
                "there is no " + what(kind, name),
                near(before, kind, name));
        return before.without(kind, name);
    }

    private static List<String> near(Snapshot before, Class<? extends SchemaObject> kind, TableName name) {
        return NearNames.of(
                name.toString(),
                before.objects().stream()
                        .filter(kind::isInstance)
                        .map(object -> object.name().toString())
                        .toList());
    }

    private static String what(Class<? extends SchemaObject> kind, TableName name) {
        String word = switch (kind.getSimpleName()) {
            case "DatabaseSchema" -> "schema ";
            case "DatabaseEnum" -> "type ";
            default -> kind.getSimpleName().toLowerCase(Locale.ROOT) + " ";
        };
        return word + name;
    }

    static void requireFreeConstraint(Snapshot before, Table table, @Nullable String name) {
        require(
                before,
                name == null || !table.constraintNames().contains(name),
                ErrorCode.DUPLICATE_CONSTRAINT,
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

package io.kmigrate.operation;

import io.kmigrate.failure.Problem;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the operations' {@code apply} methods share: finding what they change, or saying why not. */
final class Replay {
    private Replay() {}

    /** {@code before} with one of its tables changed; unchanged when an opaque step may have made the table. */
    static Snapshot change(Snapshot before, TableName name, UnaryOperator<Table> change) {
        return before.table(name).map(change).map(before::with).orElseGet(() -> {
            require(before, false, () -> SchemaMessages.unknownTable(name.toString(), tables(before)));
            return before;
        });
    }

    /** Fails unless {@code holds}, or an opaque step may have made it so. */
    static void require(Snapshot before, boolean holds, Supplier<Problem> problem) {
        if (!holds && !before.isUncertain()) {
            throw new ReplayException(problem.get());
        }
    }

    static void requireColumns(Snapshot before, Table table, Collection<String> columns) {
        for (String column : columns) {
            require(
                    before,
                    table.column(column).isPresent(),
                    () -> SchemaMessages.unknownColumn(
                            table.name().toString(),
                            column,
                            table.columns().stream().map(Column::name).toList()));
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
                () -> SchemaMessages.unknownConstraint(table.name().toString(), name, known));
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
                () -> SchemaMessages.duplicateObject(word(object.getClass()) + " " + object.name()));
        return before.with(object);
    }

    static <T extends SchemaObject> Snapshot change(
            Snapshot before, Class<T> kind, TableName name, UnaryOperator<T> change) {
        return before.object(kind, name).map(change).map(before::with).orElseGet(() -> {
            require(before, false, () -> unknown(before, kind, name));
            return before;
        });
    }

    static Snapshot drop(Snapshot before, Class<? extends SchemaObject> kind, TableName name, boolean ifExists) {
        require(before, ifExists || before.object(kind, name).isPresent(), () -> unknown(before, kind, name));
        return before.without(kind, name);
    }

    private static Problem unknown(Snapshot before, Class<? extends SchemaObject> kind, TableName name) {
        List<String> known = before.objects().stream()
                .filter(kind::isInstance)
                .map(object -> object.name().toString())
                .toList();
        return SchemaMessages.unknownObject(word(kind), name.toString(), known);
    }

    /** How messages call that kind of object. */
    private static String word(Class<? extends SchemaObject> kind) {
        return switch (kind.getSimpleName()) {
            case "DatabaseSchema" -> "schema";
            case "DatabaseEnum" -> "type";
            default -> kind.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    static void requireFreeConstraint(Snapshot before, Table table, @Nullable String name) {
        if (name != null) {
            require(
                    before,
                    !table.constraintNames().contains(name),
                    () -> SchemaMessages.duplicateConstraint(table.name().toString(), name));
        }
    }

    private static List<String> tables(Snapshot before) {
        return before.tables().stream().map(table -> table.name().toString()).toList();
    }
}

package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes keys, constraints and indexes from a table, and keeps an index for each foreign key that stays. */
final class KeyRemoval {
    private final MysqlRenderer renderer;
    private final Table table;
    private final TableKeys keys;

    private KeyRemoval(MysqlRenderer renderer, Table table) {
        this.renderer = renderer;
        this.table = table;
        this.keys = TableKeys.of(table, renderer.text(table.name()));
    }

    static KeyRemoval of(MysqlRenderer renderer, Table table) {
        return new KeyRemoval(renderer, table);
    }

    /** True where neither an index nor a unique constraint has the name. */
    boolean isMissing(String name) {
        return table.index(name).isEmpty() && !isUnique(name);
    }

    private boolean isUnique(String name) {
        return table.uniqueConstraints().stream().anyMatch(unique -> name.equals(unique.name()));
    }

    /** Drops an index. */
    List<String> index(String name) {
        return key(name, "DROP INDEX " + renderer.quote(name));
    }

    /** Where a foreign key leans on what is dropped, the index that InnoDB would have made takes its place. */
    private List<String> key(String name, String drop) {
        List<String> actions = new ArrayList<>(List.of(drop));
        for (ForeignKey key : keys.leaningOn(name)) {
            actions.add("ADD INDEX " + renderer.quote(String.valueOf(key.name())) + " ("
                    + String.join(
                            ", ", key.columns().stream().map(renderer::quote).toList()) + ")");
        }
        return renderer.together(table.name(), actions);
    }

    /** Drops a constraint of any kind. */
    List<String> constraint(DropConstraint operation) {
        String name = operation.name();
        Optional<ForeignKey> foreign = table.foreignKeys().stream()
                .filter(key -> name.equals(key.name()))
                .findFirst();
        if (foreign.isPresent()) {
            return foreignKey(foreign.get());
        }
        if (isUnique(name) || table.index(name).filter(found -> found.unique()).isPresent()) {
            return index(name);
        }
        PrimaryKey primary = table.primaryKey();
        if (primary != null && (name.equals(primaryKeyName()) || name.equals("PRIMARY"))) {
            return primaryKey(primary);
        }
        return other(operation);
    }

    private @Nullable String primaryKeyName() {
        PrimaryKey named = ImpliedNames.given(table).primaryKey();
        return named == null ? null : named.name();
    }

    private List<String> other(DropConstraint operation) {
        if (table.exclusionConstraints().stream()
                .anyMatch(constraint -> constraint.name().equals(operation.name()))) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.exclusion(renderer.flavourLabel(), operation.name()));
        }
        boolean isCheck = table.checkConstraints().stream()
                .anyMatch(check -> operation.name().equals(check.name()));
        if (operation.ifExists() && !isCheck) {
            return renderer.flavour().asksIfExists()
                    ? drop("DROP CONSTRAINT IF EXISTS " + renderer.quote(operation.name()))
                    : List.of();
        }
        return drop("DROP CONSTRAINT " + renderer.quote(operation.name()));
    }

    private List<String> drop(String action) {
        return renderer.together(table.name(), List.of(action));
    }

    /** The index made for a key goes with it, or is handed on to another key over the same columns. */
    private List<String> foreignKey(ForeignKey key) {
        List<String> actions = new ArrayList<>();
        actions.add("DROP FOREIGN KEY " + renderer.quote(String.valueOf(key.name())));
        keys.madeFor(key).ifPresent(made -> {
            Optional<ForeignKey> heir = keys.leaningOn(made.name()).stream()
                    .filter(other -> !other.equals(key))
                    .findFirst();
            actions.add(heir.map(other -> "RENAME INDEX " + renderer.quote(made.name()) + " TO "
                            + renderer.quote(String.valueOf(other.name())))
                    .orElseGet(() -> "DROP INDEX " + renderer.quote(made.name())));
        });
        return renderer.together(table.name(), actions);
    }

    private List<String> primaryKey(PrimaryKey key) {
        for (Column column : table.columns()) {
            if (column.autoIncrement() && key.columns().get(0).equals(column.name())) {
                throw new UnsupportedOperationByDialectException(
                        UnsupportedColumnMessages.droppedKeyOfNumbering(renderer.flavourLabel(), column.name()));
            }
        }
        return key("PRIMARY", "DROP PRIMARY KEY");
    }
}

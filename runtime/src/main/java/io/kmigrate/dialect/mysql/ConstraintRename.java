package io.kmigrate.dialect.mysql;

import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A new name for a constraint. Only keys that are indexes have a word for it; the others go and come in one
 * statement, so that the rule holds throughout.
 */
final class ConstraintRename {
    private final MysqlRenderer renderer;
    private final RenameConstraint operation;

    ConstraintRename(MysqlRenderer renderer, RenameConstraint operation) {
        this.renderer = renderer;
        this.operation = operation;
    }

    List<String> statements() {
        return renderer.table(operation.table())
                .flatMap(this::replacement)
                .orElseGet(() -> renderer.together(operation.table(), List.of(renameKey())));
    }

    private String renameKey() {
        return "RENAME INDEX " + renderer.quote(operation.name()) + " TO " + renderer.quote(operation.newName());
    }

    /** Empty for a unique constraint, and where nothing is known of the table. */
    private Optional<List<String>> replacement(Table table) {
        String name = operation.name();
        Optional<ForeignKey> foreign = table.foreignKeys().stream()
                .filter(key -> name.equals(key.name()))
                .findFirst();
        if (foreign.isPresent()) {
            return together(
                    "DROP FOREIGN KEY " + renderer.quote(name),
                    "ADD " + renderer.foreignKeyText(foreign.get().withName(operation.newName())));
        }
        Optional<CheckConstraint> check = table.checkConstraints().stream()
                .filter(found -> name.equals(found.name()))
                .findFirst();
        if (check.isPresent()) {
            return together(
                    "DROP CONSTRAINT " + renderer.quote(name),
                    "ADD "
                            + renderer.checkClause(table.name(), name)
                                    .map(clause -> "CONSTRAINT " + renderer.quote(operation.newName()) + " " + clause)
                                    .orElseGet(() ->
                                            renderer.checkText(check.get().withName(operation.newName()), table)));
        }
        PrimaryKey primary = table.primaryKey();
        boolean isPrimary = primary != null && (Objects.equals(name, primary.name()) || name.equals("PRIMARY"));
        return isPrimary && primary != null
                ? together("DROP PRIMARY KEY", "ADD " + renderer.primaryKey(primary.withName(operation.newName())))
                : Optional.empty();
    }

    private Optional<List<String>> together(String... actions) {
        return Optional.of(renderer.together(operation.table(), List.of(actions)));
    }
}

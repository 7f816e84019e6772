package io.kmigrate.dialect.mysql;

import io.kmigrate.operation.RenameColumn;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives a column its new name, with constraints that would forbid it out of the way meanwhile. */
final class ColumnRename {
    private final MysqlRenderer renderer;
    private final Unsupported unsupported;
    private final RenameColumn operation;
    private final List<String> drops = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();

    ColumnRename(MysqlRenderer renderer, Unsupported unsupported, RenameColumn operation) {
        this.renderer = renderer;
        this.unsupported = unsupported;
        this.operation = operation;
    }

    List<String> statements() {
        Optional<Table> known = renderer.table(operation.table());
        known.ifPresent(this::makeWay);
        List<String> statements = new ArrayList<>();
        if (!drops.isEmpty()) {
            statements.addAll(renderer.together(operation.table(), drops));
        }
        statements.addAll(renderer.together(
                operation.table(),
                List.of("RENAME COLUMN " + renderer.quote(operation.column()) + " TO "
                        + renderer.quote(operation.newName()))));
        if (!adds.isEmpty()) {
            statements.addAll(renderer.together(operation.table(), adds));
        }
        return statements;
    }

    private void makeWay(Table old) {
        Table renamed =
                operation.apply(Snapshot.of(List.of(old))).table(old.name()).orElse(old);
        if (!renderer.flavour().renamesEverywhere()) {
            unsupported.refuseDependents(operation.column(), old, renamed);
            checks(old, renamed);
        } else if (copies(old)) {
            foreignKeys(old, renamed);
        }
    }

    /** MySQL refuses with 3959 to rename what a check mentions. */
    private void checks(Table old, Table renamed) {
        for (int place = 0; place < old.checkConstraints().size(); place++) {
            CheckConstraint check = old.checkConstraints().get(place);
            CheckConstraint follower = renamed.checkConstraints().get(place);
            if (!check.equals(follower) && check.name() != null) {
                drops.add("DROP CHECK " + renderer.quote(check.name()));
                adds.add("ADD " + renderer.checkText(follower, renamed));
            }
        }
    }

    /** MariaDB copies a table in which a long text is unique, and renames no column of a key in a copy (1846). */
    private boolean copies(Table table) {
        return table.uniqueConstraints().stream()
                .flatMap(unique -> unique.columns().stream())
                .anyMatch(name -> table.column(name)
                        .filter(column -> renderer.types().isLong(column.type()))
                        .isPresent());
    }

    private void foreignKeys(Table old, Table renamed) {
        for (int place = 0; place < old.foreignKeys().size(); place++) {
            ForeignKey key = old.foreignKeys().get(place);
            ForeignKey follower = renamed.foreignKeys().get(place);
            if (!key.equals(follower) && key.name() != null) {
                drops.add("DROP FOREIGN KEY " + renderer.quote(key.name()));
                adds.add("ADD " + renderer.foreignKeyText(follower));
            }
        }
    }
}

package io.kmigrate.dialect.mysql;

import io.kmigrate.operation.ColumnMention;
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
        renderer.table(operation.table()).ifPresent(this::makeWay);
        String rename =
                "RENAME COLUMN " + renderer.quote(operation.column()) + " TO " + renderer.quote(operation.newName());
        if (drops.isEmpty()) {
            return renderer.together(operation.table(), List.of(rename));
        }
        if (renderer.flavour().renamesEverywhere()) {
            // MariaDB finds the name of a key still taken in the statement that drops it.
            List<String> statements = new ArrayList<>(renderer.together(operation.table(), drops));
            statements.addAll(renderer.together(operation.table(), List.of(rename)));
            statements.addAll(renderer.together(operation.table(), adds));
            return statements;
        }
        List<String> actions = new ArrayList<>(drops);
        actions.add(rename);
        actions.addAll(adds);
        return renderer.together(operation.table(), actions);
    }

    private void makeWay(Table old) {
        Table renamed =
                operation.apply(Snapshot.of(List.of(old))).table(old.name()).orElse(old);
        if (!renderer.flavour().renamesEverywhere()) {
            unsupported.refuseDependents(operation.column(), old, this::mentions);
            checks(old, renamed);
        } else if (copies(old)) {
            foreignKeys(old, renamed);
        }
    }

    /** What is live has its names in backticks, and words that are no names. */
    private boolean mentions(String expression) {
        return renderer.text(operation.table()).isPresent()
                ? ExpressionText.mentions(expression, operation.column(), renderer.names())
                : ColumnMention.isIn(expression, operation.column());
    }

    /** MySQL refuses with 3959 to rename what a check mentions, unless the same statement replaces the check. */
    private void checks(Table old, Table renamed) {
        for (int place = 0; place < old.checkConstraints().size(); place++) {
            CheckConstraint check = old.checkConstraints().get(place);
            CheckConstraint follower = renamed.checkConstraints().get(place);
            String name = check.name();
            if (name != null && mentions(check.condition())) {
                drops.add("DROP CHECK " + renderer.quote(name));
                adds.add("ADD " + live(name).orElseGet(() -> renderer.checkText(follower, renamed)));
            }
        }
    }

    /** In the database's own words, which say whether it is enforced. */
    private Optional<String> live(String check) {
        return renderer.checkClause(operation.table(), check)
                .map(clause -> "CONSTRAINT " + renderer.quote(check) + " "
                        + ExpressionText.renamed(clause, operation.column(), operation.newName(), renderer.names()));
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

package io.kmigrate.sql;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.ColumnPlace;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlAction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the actions of ALTER TABLE, one after the other. */
final class AlterTableReader {
    private final SqlTokens sql;
    private final Reading reading;
    private final String head;
    private final List<Operation> operations = new ArrayList<>();
    private final List<SqlAction> actions = new ArrayList<>();
    private TableName table = TableName.of("");

    AlterTableReader(SqlTokens sql, Reading reading, String head) {
        this.sql = sql;
        this.reading = reading;
        this.head = head;
    }

    SqlStatement read() {
        boolean ifExists = sql.accept("IF EXISTS");
        sql.accept("ONLY");
        table = sql.table();
        if (ifExists && reading.tables().table(table).isEmpty()) {
            sql.leaveOut();
        }
        boolean isBuilt = !reading.isExact() && reading.grammar().buildsTablesAgain();
        if (isBuilt) {
            TableBuild.of(sql.copy()).ifPresent(kind -> note(kind, false));
        }
        boolean isUntrusted = sql.pass("WITH NOCHECK");
        sql.accept("WITH CHECK");
        for (SqlTokens action : sql.parts()) {
            read(action);
        }
        if (isUntrusted) {
            note(Kind.UNTRUSTED_CONSTRAINT, false);
        }
        return new SqlStatement(operations, actions);
    }

    private void note(Kind kind, boolean isOnline) {
        actions.add(new SqlAction(kind, table, isOnline, head));
    }

    private void read(SqlTokens action) {
        if (action.accept("ADD")) {
            add(action);
        } else if (action.accept("DROP")) {
            drop(action);
        } else if (action.accept("ALTER")) {
            alter(action);
        } else if (action.accept("MODIFY")) {
            modify(action);
        } else if (action.accept("CHANGE")) {
            action.accept("COLUMN");
            String old = action.name();
            restate(old, action.name(), action);
        } else if (action.accept("RENAME")) {
            rename(action);
        } else if (action.accept("VALIDATE CONSTRAINT")) {
            operations.add(new ValidateConstraint(table, action.name()));
        } else {
            rest(action);
        }
    }

    private void add(SqlTokens action) {
        ConstraintText constraint = new ConstraintText(action, reading);
        if (constraint.isConstraint()) {
            constraint.read();
            List<Operation> added = constraint.operations(table);
            operations.addAll(added);
            if (added.isEmpty()) {
                note(Kind.SHORT_LOCK, false);
            }
        } else if (action.pass("PARTITION")) {
            if (action.sees("PARTITIONS")) {
                note(Kind.REWRITE, false);
            }
        } else {
            action.accept("COLUMN");
            boolean ifNotExists = action.accept("IF NOT EXISTS");
            if (action.sees("(")) {
                action.parenthesis().parts().forEach(column -> addColumn(column, ifNotExists));
            } else {
                addColumn(action, ifNotExists);
            }
        }
    }

    private void addColumn(SqlTokens action, boolean ifNotExists) {
        TableText text = new TableText(action, reading);
        Column column = text.column(action);
        ForeignKey key = text.keys().isEmpty() ? null : text.keys().get(0);
        operations.add(new AddColumn(table, column, key, ifNotExists, text.place()));
        text.uniques().forEach(unique -> operations.add(new CreateUniqueConstraint(table, unique)));
        text.checks().forEach(check -> operations.add(new CreateCheckConstraint(table, check)));
        PrimaryKey primary = text.primaryKey();
        if (primary != null) {
            operations.add(new CreatePrimaryKey(table, primary));
        }
        if (text.hasColumnReference()) {
            note(Kind.COLUMN_REFERENCE, false);
        }
    }

    private void drop(SqlTokens action) {
        if (action.acceptAny("CONSTRAINT", "CHECK", "FOREIGN KEY")) {
            boolean ifExists = action.accept("IF EXISTS");
            operations.add(new DropConstraint(table, action.name(), ifExists));
        } else if (action.accept("PRIMARY KEY")) {
            dropPrimaryKey(action);
        } else if (action.acceptAny("INDEX", "KEY")) {
            String name = action.name();
            operations.add(
                    isUnique(name) ? new DropConstraint(table, name, false) : new DropIndex(name, table, false, false));
        } else if (!action.pass("PARTITION")) {
            action.accept("COLUMN");
            boolean ifExists = action.accept("IF EXISTS");
            operations.add(new DropColumn(table, action.name(), ifExists));
        }
        action.accept("RESTRICT");
    }

    private void dropPrimaryKey(SqlTokens action) {
        String name = reading.tables()
                .table(table)
                .map(Table::primaryKey)
                .map(PrimaryKey::name)
                .orElse(null);
        if (name == null) {
            action.leaveOut();
        }
        operations.add(new DropConstraint(table, name == null ? "PRIMARY KEY" : name, false));
    }

    /** Whether the index of that name is a constraint's. */
    private boolean isUnique(String name) {
        return reading.tables().table(table).stream()
                .flatMap(found -> found.uniqueConstraints().stream())
                .anyMatch(unique -> name.equals(unique.name()));
    }

    private void alter(SqlTokens action) {
        if (action.pass("INDEX") || action.pass("CONSTRAINT")) {
            return;
        }
        action.accept("COLUMN");
        String column = action.name();
        if (action.acceptAny("SET NOT NULL")) {
            change(column, ColumnChange.none().withNullable(false));
        } else if (action.acceptAny("DROP NOT NULL", "SET NULL")) {
            change(column, ColumnChange.none().withNullable(true));
        } else if (action.acceptAny("SET DATA TYPE", "TYPE")) {
            type(action, column);
        } else if (action.sees("SET DEFAULT") || action.sees("DROP DEFAULT")) {
            changeDefault(action, column);
        } else if (action.accept("RENAME TO")) {
            operations.add(new RenameColumn(table, column, action.name()));
        } else if (!action.sees("SET") && !action.sees("DROP") && !action.sees("ADD") && !action.sees("RESTART")) {
            restateType(action, column);
        }
    }

    private void type(SqlTokens action, String column) {
        ColumnChange change = ColumnChange.none().withType(reading.type(action.until("USING", "COLLATE")));
        if (action.accept("COLLATE")) {
            change = change.withCollation(action.name());
        }
        change(column, action.accept("USING") ? change.withUsing(action.rest()) : change);
    }

    /** Rules say nothing of defaults that later rows get. */
    private void changeDefault(SqlTokens action, String column) {
        if (!reading.isExact()) {
            return;
        }
        if (action.accept("DROP DEFAULT")) {
            change(column, ColumnChange.none().withDefault(null));
        } else if (action.accept("SET DEFAULT")) {
            ColumnType type = known(column).map(Column::type).orElse(new ColumnType.CustomType(""));
            change(column, ColumnChange.none().withDefault(LiteralText.defaultValue(action, type)));
        }
    }

    private Optional<Column> known(String column) {
        return reading.tables().table(table).flatMap(found -> found.column(column));
    }

    private void modify(SqlTokens action) {
        action.accept("COLUMN");
        String column = action.name();
        if (reading.isExact() && reading.grammar().hasInlineIndexes()) {
            restate(column, column, action);
        } else {
            restateType(action, column);
        }
    }

    /** MySQL's CHANGE and MODIFY: what is not said again is gone. */
    private void restate(String old, String newName, SqlTokens action) {
        TableText text = new TableText(action, reading);
        Column column = text.described(newName, action);
        if (reading.isExact()) {
            if (!text.uniques().isEmpty() || text.primaryKey() != null) {
                action.leaveOut();
            }
            ColumnChange change = differences(old, column, action).orElse(ColumnChange.none());
            ColumnPlace place = text.place();
            // A column may be stated again as it is: nothing changes.
            ColumnChange placed = place == null ? change : change.withPlace(place);
            boolean isNothing = placed.equals(ColumnChange.none()) && newName.equals(old);
            if (isNothing || !placed.equals(ColumnChange.none())) {
                change(old, isNothing ? placed.withNullable(column.nullable()) : placed);
            }
        } else {
            ColumnChange change = ColumnChange.none().withType(column.type());
            change(old, column.nullable() ? change : change.withNullable(false));
        }
        if (!newName.equals(old)) {
            operations.add(new RenameColumn(table, old, newName));
        }
    }

    private Optional<ColumnChange> differences(String name, Column wanted, SqlTokens action) {
        Column old = known(name).orElse(null);
        if (old == null) {
            action.leaveOut();
            return Optional.of(ColumnChange.none().withType(wanted.type()).withNullable(wanted.nullable()));
        }
        ColumnChange change = ColumnChange.none();
        change = old.type().equals(wanted.type()) ? change : change.withType(wanted.type());
        change = old.nullable() == wanted.nullable() ? change : change.withNullable(wanted.nullable());
        change = Objects.equals(old.defaultValue(), wanted.defaultValue())
                ? change
                : change.withDefault(wanted.defaultValue());
        change = Objects.equals(old.identity(), wanted.identity()) ? change : change.withIdentity(wanted.identity());
        change =
                Objects.equals(old.generated(), wanted.generated()) ? change : change.withGenerated(wanted.generated());
        change =
                Objects.equals(old.collation(), wanted.collation()) ? change : change.withCollation(wanted.collation());
        change = Objects.equals(old.comment(), wanted.comment())
                ? change
                : change.withComment(wanted.comment() == null ? "" : wanted.comment());
        return change.equals(ColumnChange.none()) ? Optional.empty() : Optional.of(change);
    }

    /** A type said again without the column's name, as SQL Server's ALTER COLUMN does. */
    private void restateType(SqlTokens action, String name) {
        String type =
                action.until("NOT NULL", "NULL", "DEFAULT", "COLLATE", "COMMENT", "AUTO_INCREMENT", "FIRST", "AFTER");
        ColumnChange change =
                type.isEmpty() ? ColumnChange.none() : ColumnChange.none().withType(reading.type(type));
        if (action.accept("NOT NULL")) {
            change = change.withNullable(false);
        } else if (reading.isExact()) {
            boolean isSaid = action.accept("NULL");
            change = isSaid || reading.grammar().forgetsNotNull() ? change.withNullable(true) : change;
        }
        change(name, action.has("NOT NULL") ? change.withNullable(false) : change);
    }

    private void change(String column, ColumnChange change) {
        operations.add(new AlterColumn(table, column, change));
    }

    private void rename(SqlTokens action) {
        if (action.accept("TO") || action.accept("AS")) {
            operations.add(new RenameTable(table, action.name()));
        } else if (action.accept("CONSTRAINT")) {
            String old = action.name();
            action.accept("TO");
            operations.add(new RenameConstraint(table, old, action.name()));
        } else if (action.acceptAny("INDEX", "KEY")) {
            if (reading.isExact()) {
                String old = action.name();
                action.accept("TO");
                operations.add(new RenameIndex(table, old, action.name()));
            }
        } else {
            boolean isColumn = action.accept("COLUMN");
            String old = action.name();
            if (!isColumn && action.isEnd()) {
                // MySQL and MariaDB: the word TO may be missing.
                operations.add(new RenameTable(table, old));
                return;
            }
            action.accept("TO");
            operations.add(new RenameColumn(table, old, action.name()));
        }
    }

    private void rest(SqlTokens action) {
        if (action.pass("ATTACH PARTITION")) {
            note(Kind.ATTACH_PARTITION, false);
        } else if (action.pass("DETACH PARTITION")) {
            note(Kind.DETACH_PARTITION, action.has("CONCURRENTLY"));
        } else if (action.accept("SET SCHEMA")) {
            operations.add(new MoveTable(table, action.name()));
        } else if (action.pass("SET LOGGED")
                || action.pass("SET UNLOGGED")
                || action.pass("SET TABLESPACE")
                || action.pass("SET ACCESS METHOD")
                || (!reading.grammar().buildsTablesAgain() && action.pass("FORCE"))) {
            note(Kind.REWRITE, false);
        } else if (action.pass("CONVERT TO")) {
            note(Kind.CONVERT_TEXT, false);
        }
    }
}

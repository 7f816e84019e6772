package io.kmigrate.lint;

import io.kmigrate.lint.SqlAction.Kind;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameConstraint;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** Reads the actions of ALTER TABLE, one after the other. */
final class AlterTableReader {
    private final SqlTokens sql;
    private final String dialect;
    private final String head;
    private final List<Operation> operations = new ArrayList<>();
    private final List<SqlAction> actions = new ArrayList<>();
    private TableName table = TableName.of("");

    AlterTableReader(SqlTokens sql, String dialect, String head) {
        this.sql = sql;
        this.dialect = dialect;
        this.head = head;
    }

    SqlStatement read() {
        sql.accept("IF EXISTS");
        sql.accept("ONLY");
        table = sql.table();
        boolean isUntrusted = sql.accept("WITH NOCHECK");
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
        } else if (action.accept("ALTER") || action.accept("MODIFY")) {
            alter(action);
        } else if (action.accept("CHANGE")) {
            action.accept("COLUMN");
            String old = action.name();
            restate(old, action);
        } else if (action.accept("RENAME")) {
            rename(action);
        } else if (action.accept("VALIDATE CONSTRAINT")) {
            operations.add(new ValidateConstraint(table, action.name()));
        } else {
            rest(action);
        }
    }

    private void add(SqlTokens action) {
        ConstraintText constraint = new ConstraintText(action);
        if (action.sees("INDEX") || action.sees("KEY") || action.sees("FULLTEXT") || action.sees("SPATIAL")) {
            index(action);
        } else if (constraint.isConstraint()) {
            constraint.read();
            List<Operation> added = constraint.operations(table);
            operations.addAll(added);
            if (added.isEmpty()) {
                note(Kind.SHORT_LOCK, false);
            }
        } else if (action.accept("PARTITION")) {
            return;
        } else {
            action.accept("COLUMN");
            boolean ifNotExists = action.accept("IF NOT EXISTS");
            addColumn(action, ifNotExists);
        }
    }

    private void index(SqlTokens action) {
        String method = action.accept("FULLTEXT") ? "fulltext" : action.accept("SPATIAL") ? "spatial" : null;
        action.acceptAny("INDEX", "KEY");
        String name = action.sees("(") ? "" : action.name();
        List<IndexColumn> columns =
                action.list().stream().map(IndexColumn::column).toList();
        operations.add(new CreateIndex(table, Index.of(name, columns).withMethod(method), false, false));
    }

    private void addColumn(SqlTokens action, boolean ifNotExists) {
        TableText text = new TableText(action, dialect);
        Column column = text.column(action);
        ForeignKey key = text.keys().isEmpty() ? null : text.keys().get(0);
        operations.add(new AddColumn(table, column, key, ifNotExists));
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
        if (action.accept("CONSTRAINT") || action.accept("CHECK") || action.accept("FOREIGN KEY")) {
            boolean ifExists = action.accept("IF EXISTS");
            operations.add(new DropConstraint(table, action.name(), ifExists));
        } else if (action.accept("PRIMARY KEY")) {
            operations.add(new DropConstraint(table, "PRIMARY KEY", false));
        } else if (action.acceptAny("INDEX", "KEY")) {
            operations.add(new DropIndex(action.name(), table, false, false));
        } else if (!action.accept("PARTITION")) {
            action.accept("COLUMN");
            boolean ifExists = action.accept("IF EXISTS");
            operations.add(new DropColumn(table, action.name(), ifExists));
        }
    }

    private void alter(SqlTokens action) {
        if (action.acceptAny("INDEX", "CONSTRAINT")) {
            return;
        }
        action.accept("COLUMN");
        String column = action.name();
        if (action.accept("SET NOT NULL")) {
            change(column, ColumnChange.none().withNullable(false));
        } else if (action.accept("DROP NOT NULL")) {
            change(column, ColumnChange.none().withNullable(true));
        } else if (action.accept("SET DATA TYPE") || action.accept("TYPE")) {
            String type = action.until("USING", "COLLATE");
            ColumnChange change = ColumnChange.none().withType(SqlTypes.of(type));
            change(column, action.accept("USING") ? change.withUsing(action.text()) : change);
        } else if (!action.sees("SET") && !action.sees("DROP") && !action.sees("ADD") && !action.sees("RESTART")) {
            modify(action, column);
        }
    }

    /** MySQL's CHANGE, whose new name comes next. */
    private void restate(String old, SqlTokens action) {
        Column column = new TableText(action, dialect).column(action);
        restated(old, column);
        if (!column.name().equals(old)) {
            operations.add(new RenameColumn(table, old, column.name()));
        }
    }

    /** A column said again without its name, as MODIFY and SQL Server's ALTER COLUMN do. */
    private void modify(SqlTokens action, String name) {
        String type =
                action.until("NOT NULL", "NULL", "DEFAULT", "COLLATE", "COMMENT", "AUTO_INCREMENT", "FIRST", "AFTER");
        ColumnChange change =
                type.isEmpty() ? ColumnChange.none() : ColumnChange.none().withType(SqlTypes.of(type));
        change(name, action.has("NOT NULL") ? change.withNullable(false) : change);
    }

    private void restated(String name, Column column) {
        ColumnChange change = ColumnChange.none().withType(column.type());
        change(name, column.nullable() ? change : change.withNullable(false));
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
        } else if (!action.acceptAny("INDEX", "KEY")) {
            action.accept("COLUMN");
            String old = action.name();
            action.accept("TO");
            operations.add(new RenameColumn(table, old, action.name()));
        }
    }

    private void rest(SqlTokens action) {
        if (action.accept("ATTACH PARTITION")) {
            note(Kind.ATTACH_PARTITION, false);
        } else if (action.accept("DETACH PARTITION")) {
            note(Kind.DETACH_PARTITION, action.has("CONCURRENTLY"));
        } else if (action.accept("SET SCHEMA")) {
            operations.add(new MoveTable(table, action.name()));
        } else if (action.acceptAny("SET LOGGED", "SET UNLOGGED", "SET TABLESPACE", "SET ACCESS METHOD", "FORCE")) {
            note(Kind.REWRITE, false);
        } else if (action.accept("CONVERT TO")) {
            note(Kind.CONVERT_TEXT, false);
        }
    }
}

package io.kmigrate.operation;

import io.kmigrate.operation.OperationDescription.Arguments;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place that says which arguments an operation has and what they are called. */
final class OperationDescriber implements OperationVisitor<OperationDescription> {
    @Override
    public OperationDescription createTable(CreateTable operation) {
        Table table = operation.table();
        return table(table.name())
                .put("columns", table.columns().stream().map(this::column).toList())
                .put(
                        "primaryKey",
                        table.primaryKey() == null
                                ? null
                                : named(
                                        table.primaryKey().name(),
                                        table.primaryKey().columns()))
                .put(
                        "uniqueConstraints",
                        table.uniqueConstraints().stream()
                                .map(unique -> named(unique.name(), unique.columns()))
                                .toList())
                .put(
                        "checkConstraints",
                        table.checkConstraints().stream()
                                .map(check -> new Arguments()
                                        .put("name", check.name())
                                        .put("condition", check.condition())
                                        .map())
                                .toList())
                .put(
                        "foreignKeys",
                        table.foreignKeys().stream().map(this::foreignKey).toList())
                .put("indexes", table.indexes().stream().map(this::index).toList())
                .put("comment", table.comment())
                .put("ifNotExists", operation.ifNotExists())
                .as("createTable");
    }

    @Override
    public OperationDescription dropTable(DropTable operation) {
        return table(operation.table()).put("ifExists", operation.ifExists()).as("dropTable");
    }

    @Override
    public OperationDescription renameTable(RenameTable operation) {
        return table(operation.table()).put("newName", operation.newName()).as("renameTable");
    }

    @Override
    public OperationDescription addColumn(AddColumn operation) {
        return table(operation.table())
                .put("column", column(operation.column()))
                .put("references", operation.foreignKey() == null ? null : foreignKey(operation.foreignKey()))
                .put("ifNotExists", operation.ifNotExists())
                .as("addColumn");
    }

    @Override
    public OperationDescription dropColumn(DropColumn operation) {
        return table(operation.table())
                .put("column", operation.column())
                .put("ifExists", operation.ifExists())
                .as("dropColumn");
    }

    @Override
    public OperationDescription renameColumn(RenameColumn operation) {
        return table(operation.table())
                .put("column", operation.column())
                .put("newName", operation.newName())
                .as("renameColumn");
    }

    @Override
    public OperationDescription alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        Arguments arguments = table(operation.table())
                .put("column", operation.column())
                .put("type", change.type() == null ? null : change.type().toString())
                .put("using", change.using())
                .put("comment", change.comment())
                .put("newName", change.newName());
        if (change.nullable() != null) {
            arguments.map().put("nullable", change.nullable());
        }
        if (change.defaultChange() != null) {
            Object value = change.defaultChange().value();
            arguments.map().put("default", value == null ? "none" : value.toString());
        }
        return arguments.as("alterColumn");
    }

    @Override
    public OperationDescription createIndex(CreateIndex operation) {
        Arguments arguments = new Arguments()
                .put("name", operation.index().name())
                .put("table", operation.table().toString());
        arguments.map().putAll(index(operation.index()));
        return arguments
                .put("ifNotExists", operation.ifNotExists())
                .put("concurrently", operation.concurrently())
                .as("createIndex");
    }

    @Override
    public OperationDescription dropIndex(DropIndex operation) {
        return on(operation.name(), operation.table())
                .put("ifExists", operation.ifExists())
                .put("concurrently", operation.concurrently())
                .as("dropIndex");
    }

    @Override
    public OperationDescription createPrimaryKey(CreatePrimaryKey operation) {
        return on(operation.primaryKey().name(), operation.table())
                .put("columns", operation.primaryKey().columns())
                .as("createPrimaryKey");
    }

    @Override
    public OperationDescription createUniqueConstraint(CreateUniqueConstraint operation) {
        return on(operation.constraint().name(), operation.table())
                .put("columns", operation.constraint().columns())
                .as("createUniqueConstraint");
    }

    @Override
    public OperationDescription createCheckConstraint(CreateCheckConstraint operation) {
        return on(operation.constraint().name(), operation.table())
                .put("condition", operation.constraint().condition())
                .as("createCheckConstraint");
    }

    @Override
    public OperationDescription createForeignKey(CreateForeignKey operation) {
        Arguments arguments = on(operation.foreignKey().name(), operation.table());
        arguments.map().putAll(foreignKey(operation.foreignKey()));
        return arguments.as("createForeignKey");
    }

    @Override
    public OperationDescription dropConstraint(DropConstraint operation) {
        return on(operation.name(), operation.table())
                .put("ifExists", operation.ifExists())
                .as("dropConstraint");
    }

    @Override
    public OperationDescription bulkInsert(BulkInsert operation) {
        List<Object> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> row : operation.rows()) {
            Arguments values = new Arguments();
            row.forEach((column, value) -> values.map().put(column, plain(value)));
            rows.add(values.map());
        }
        return table(operation.table()).put("rows", rows).as("bulkInsert");
    }

    @Override
    public OperationDescription executeSql(ExecuteSql operation) {
        return new Arguments().put("sql", operation.sql()).as("execute");
    }

    @Override
    public OperationDescription runCode(RunCode operation) {
        return new Arguments().put("description", operation.description()).as("data");
    }

    private static Arguments table(TableName table) {
        return new Arguments().put("table", table.toString());
    }

    private static Arguments on(@Nullable String name, TableName table) {
        return new Arguments().put("name", name).put("table", table.toString());
    }

    private static Map<String, Object> named(@Nullable String name, List<String> columns) {
        return new Arguments().put("name", name).put("columns", columns).map();
    }

    private Map<String, Object> column(Column column) {
        return new Arguments()
                .put("name", column.name())
                .put("type", column.type().toString())
                .put("nullable", column.nullable())
                .put(
                        "default",
                        column.defaultValue() == null
                                ? null
                                : column.defaultValue().toString())
                .put("autoIncrement", column.autoIncrement())
                .put(
                        "generated",
                        column.generated() == null ? null : column.generated().expression())
                .put("stored", column.generated() != null && column.generated().stored())
                .put("collation", column.collation())
                .put("comment", column.comment())
                .map();
    }

    private Map<String, Object> foreignKey(ForeignKey key) {
        return new Arguments()
                .put("name", key.name())
                .put("columns", key.columns())
                .put("referencedTable", key.referencedTable().toString())
                .put("referencedColumns", key.referencedColumns())
                .put("onDelete", action(key.onDelete()))
                .put("onUpdate", action(key.onUpdate()))
                .put(
                        "deferral",
                        key.deferral() == Deferral.NOT_DEFERRABLE
                                ? null
                                : key.deferral().name())
                .map();
    }

    private static @Nullable String action(ReferenceAction action) {
        return action == ReferenceAction.NO_ACTION ? null : action.sql();
    }

    private Map<String, Object> index(Index index) {
        return new Arguments()
                .put("name", index.name())
                .put("columns", index.columns().stream().map(this::part).toList())
                .put("unique", index.unique())
                .put("where", index.where())
                .put("method", index.method())
                .put("include", index.include())
                .map();
    }

    private String part(IndexColumn part) {
        String text = part.expression() ? "(" + part.text() + ")" : part.text();
        return part.descending() ? text + " desc" : text;
    }

    private static Object plain(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value;
    }
}

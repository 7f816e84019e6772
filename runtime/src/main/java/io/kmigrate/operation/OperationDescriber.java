package io.kmigrate.operation;

import io.kmigrate.operation.OperationDescription.Arguments;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place that says which arguments an operation has and what they are called. */
final class OperationDescriber implements OperationVisitor<OperationDescription> {
    @Override
    public OperationDescription createTable(CreateTable operation) {
        Table table = operation.table();
        return table(table.name())
                .put(
                        "columns",
                        table.columns().stream().map(PartDescriber::column).toList())
                .put("primaryKey", table.primaryKey() == null ? null : PartDescriber.primaryKey(table.primaryKey()))
                .put(
                        "uniqueConstraints",
                        table.uniqueConstraints().stream()
                                .map(PartDescriber::unique)
                                .toList())
                .put(
                        "checkConstraints",
                        table.checkConstraints().stream()
                                .map(PartDescriber::check)
                                .toList())
                .put(
                        "foreignKeys",
                        table.foreignKeys().stream()
                                .map(PartDescriber::foreignKey)
                                .toList())
                .put(
                        "exclusionConstraints",
                        table.exclusionConstraints().stream()
                                .map(PartDescriber::exclusion)
                                .toList())
                .put(
                        "notNullConstraints",
                        table.notNullConstraints().stream()
                                .map(PartDescriber::notNull)
                                .toList())
                .put(
                        "indexes",
                        table.indexes().stream().map(PartDescriber::index).toList())
                .put("options", table.options().isEmpty() ? null : table.options())
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
                .put("column", PartDescriber.column(operation.column()))
                .put(
                        "references",
                        operation.foreignKey() == null ? null : PartDescriber.foreignKey(operation.foreignKey()))
                .put("notNull", operation.notNull() == null ? null : PartDescriber.notNull(operation.notNull()))
                .put("ifNotExists", operation.ifNotExists())
                .put("first", ColumnPlace.FIRST.equals(operation.place()))
                .put(
                        "after",
                        operation.place() == null ? null : operation.place().after())
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
        if (change.identityChange() != null) {
            arguments
                    .map()
                    .put(
                            "identity",
                            PartDescriber.identity(change.identityChange().value()));
        }
        if (change.generatedChange() != null) {
            arguments
                    .map()
                    .put(
                            "generated",
                            PartDescriber.generated(change.generatedChange().value()));
        }
        if (change.collationChange() != null) {
            String collation = change.collationChange().value();
            arguments.map().put("collation", collation == null ? "none" : collation);
        }
        return arguments
                .put("first", ColumnPlace.FIRST.equals(change.place()))
                .put("after", change.place() == null ? null : change.place().after())
                .put("dependants", operation.dependants() == Dependants.REFUSE ? null : "rebuild")
                .as("alterColumn");
    }

    @Override
    public OperationDescription createIndex(CreateIndex operation) {
        Arguments arguments = new Arguments()
                .put("name", operation.index().name())
                .put("table", operation.table().toString());
        arguments.map().putAll(PartDescriber.index(operation.index()));
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
    public OperationDescription renameIndex(RenameIndex operation) {
        return on(operation.name(), operation.table())
                .put("newName", operation.newName())
                .as("renameIndex");
    }

    @Override
    public OperationDescription renameConstraint(RenameConstraint operation) {
        return on(operation.name(), operation.table())
                .put("newName", operation.newName())
                .as("renameConstraint");
    }

    @Override
    public OperationDescription createPrimaryKey(CreatePrimaryKey operation) {
        return on(operation.primaryKey().name(), operation.table())
                .put("columns", operation.primaryKey().columns())
                .put("withoutOverlaps", operation.primaryKey().withoutOverlaps())
                .as("createPrimaryKey");
    }

    @Override
    public OperationDescription createUniqueConstraint(CreateUniqueConstraint operation) {
        Arguments arguments = on(operation.constraint().name(), operation.table());
        arguments.map().putAll(PartDescriber.unique(operation.constraint()));
        return arguments.as("createUniqueConstraint");
    }

    @Override
    public OperationDescription createCheckConstraint(CreateCheckConstraint operation) {
        Arguments arguments = on(operation.constraint().name(), operation.table());
        arguments.map().putAll(PartDescriber.check(operation.constraint()));
        return arguments.as("createCheckConstraint");
    }

    @Override
    public OperationDescription createForeignKey(CreateForeignKey operation) {
        Arguments arguments = on(operation.foreignKey().name(), operation.table());
        arguments.map().putAll(PartDescriber.foreignKey(operation.foreignKey()));
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
            rows.add(values(row));
        }
        return table(operation.table()).put("rows", rows).as("bulkInsert");
    }

    @Override
    public OperationDescription bulkUpdate(BulkUpdate operation) {
        return table(operation.table())
                .put("set", values(operation.values()))
                .put("where", operation.where())
                .as("bulkUpdate");
    }

    @Override
    public OperationDescription bulkDelete(BulkDelete operation) {
        return table(operation.table()).put("where", operation.where()).as("bulkDelete");
    }

    private static Map<String, Object> values(Map<String, @Nullable Object> row) {
        Arguments values = new Arguments();
        row.forEach((column, value) -> values.map().put(column, PartDescriber.plain(value)));
        return values.map();
    }

    @Override
    public OperationDescription executeSql(ExecuteSql operation) {
        Arguments parameters = new Arguments();
        operation.parameters().forEach((name, value) -> parameters.map().put(name, PartDescriber.plain(value)));
        return new Arguments()
                .put("sql", operation.sql())
                .put("parameters", operation.parameters().isEmpty() ? null : parameters.map())
                .put("variants", operation.variants().isEmpty() ? null : operation.variants())
                .as("execute");
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

    @Override
    public OperationDescription createSchema(CreateSchema operation) {
        return name(operation.name())
                .put("ifNotExists", operation.ifNotExists())
                .as("createSchema");
    }

    @Override
    public OperationDescription dropSchema(DropSchema operation) {
        return name(operation.name()).put("ifExists", operation.ifExists()).as("dropSchema");
    }

    @Override
    public OperationDescription moveTable(MoveTable operation) {
        return table(operation.table()).put("newSchema", operation.newSchema()).as("moveTable");
    }

    @Override
    public OperationDescription commentOnTable(CommentOnTable operation) {
        return table(operation.table()).put("comment", operation.comment()).as("commentOnTable");
    }

    @Override
    public OperationDescription createExclusionConstraint(CreateExclusionConstraint operation) {
        Arguments arguments = on(operation.constraint().name(), operation.table());
        arguments.map().putAll(PartDescriber.exclusion(operation.constraint()));
        return arguments.as("createExclusionConstraint");
    }

    @Override
    public OperationDescription createNotNullConstraint(CreateNotNullConstraint operation) {
        Arguments arguments = on(operation.constraint().name(), operation.table());
        arguments.map().putAll(PartDescriber.notNull(operation.constraint()));
        return arguments.as("createNotNullConstraint");
    }

    @Override
    public OperationDescription validateConstraint(ValidateConstraint operation) {
        return on(operation.name(), operation.table()).as("validateConstraint");
    }

    @Override
    public OperationDescription createSequence(CreateSequence operation) {
        Sequence sequence = operation.sequence();
        return name(sequence.name())
                .put("start", sequence.start() == 1 ? null : sequence.start())
                .put("increment", sequence.increment() == 1 ? null : sequence.increment())
                .put("minimum", sequence.minimum())
                .put("maximum", sequence.maximum())
                .put("cache", sequence.cache())
                .put("cycle", sequence.cycle())
                .put("ifNotExists", operation.ifNotExists())
                .as("createSequence");
    }

    @Override
    public OperationDescription alterSequence(AlterSequence operation) {
        SequenceChange change = operation.change();
        Arguments arguments = name(operation.sequence())
                .put("restart", change.restart())
                .put("increment", change.increment())
                .put("minimum", change.minimum())
                .put("maximum", change.maximum())
                .put("cache", change.cache());
        if (change.cycle() != null) {
            arguments.map().put("cycle", change.cycle());
        }
        return arguments.as("alterSequence");
    }

    @Override
    public OperationDescription dropSequence(DropSequence operation) {
        return name(operation.sequence()).put("ifExists", operation.ifExists()).as("dropSequence");
    }

    @Override
    public OperationDescription createEnum(CreateEnum operation) {
        return name(operation.type().name())
                .put("labels", operation.type().labels())
                .put("ifNotExists", operation.ifNotExists())
                .as("createEnum");
    }

    @Override
    public OperationDescription addEnumValue(AddEnumValue operation) {
        return name(operation.type())
                .put("value", operation.value())
                .put(operation.beforeNeighbour() ? "before" : "after", operation.neighbour())
                .put("ifNotExists", operation.ifNotExists())
                .as("addEnumValue");
    }

    @Override
    public OperationDescription renameEnumValue(RenameEnumValue operation) {
        return name(operation.type())
                .put("value", operation.value())
                .put("newValue", operation.newValue())
                .as("renameEnumValue");
    }

    @Override
    public OperationDescription dropEnum(DropEnum operation) {
        return name(operation.type()).put("ifExists", operation.ifExists()).as("dropEnum");
    }

    @Override
    public OperationDescription createView(CreateView operation) {
        return name(operation.view().name())
                .put("query", operation.view().query())
                .put("materialized", operation.view().materialized())
                .put("orReplace", operation.orReplace())
                .as("createView");
    }

    @Override
    public OperationDescription dropView(DropView operation) {
        return name(operation.view())
                .put("materialized", operation.materialized())
                .put("ifExists", operation.ifExists())
                .as("dropView");
    }

    @Override
    public OperationDescription createProgram(CreateProgram operation) {
        StoredProgram.Id id = operation.program().id();
        return program(id)
                .put("definition", operation.program().definition())
                .put("orReplace", operation.orReplace())
                .as("create" + kind(id));
    }

    @Override
    public OperationDescription dropProgram(DropProgram operation) {
        return program(operation.program())
                .put("ifExists", operation.ifExists())
                .as("drop" + kind(operation.program()));
    }

    private static Arguments program(StoredProgram.Id id) {
        return name(id.name())
                .put("table", id.table() == null ? null : id.table().toString())
                .put("arguments", id.arguments());
    }

    private static String kind(StoredProgram.Id id) {
        String word = id.kind().word();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** The text counts by a digest: a plan is to be read. */
    @Override
    public OperationDescription executeFile(ExecuteFile operation) {
        return new Arguments()
                .put("file", operation.file())
                .put("digest", operation.digest())
                .as("executeFile");
    }

    /** The rows count by a digest: a plan is to be read. */
    @Override
    public OperationDescription loadCsv(LoadCsv operation) {
        return loaded(
                operation.table(),
                operation.file(),
                operation.columns(),
                operation.rows().size(),
                PartDescriber.digest(operation.rows()));
    }

    /** The same however large the file is, so that the size from which it is loaded in batches is no part of it. */
    private static OperationDescription loaded(
            TableName table, String file, List<String> columns, long rows, String digest) {
        return table(table)
                .put("file", file)
                .put("columns", columns)
                .put("rows", rows)
                .put("digest", digest)
                .as("loadCsv");
    }

    @Override
    public OperationDescription requireBackfill(RequireBackfill operation) {
        return name(operation.name()).as("requiresBackfill");
    }

    /** Without its pace, which may change while it runs. */
    @Override
    public OperationDescription backfill(Backfill operation) {
        RowChange change = operation.change();
        if (change instanceof RowChange.LoadRows load) {
            return loaded(operation.table(), load.file(), load.header(), load.rows(), load.digest());
        }
        Arguments arguments = name(operation.name())
                .put("table", operation.table().toString())
                .put("key", operation.key())
                .put("where", operation.where());
        PartDescriber.rowChange(change).forEach(arguments::put);
        if (operation.undo() != null) {
            Map<String, Object> undo = PartDescriber.rowChange(operation.undo().change());
            if (operation.undo().where() != null) {
                undo.put("where", operation.undo().where());
            }
            arguments.put("undo", undo);
        }
        String word = change instanceof RowChange.CopyInto
                ? "copyRows"
                : change instanceof RowChange.DeleteAll ? "deleteRows" : "backfill";
        return arguments.put("background", operation.background()).as(word);
    }

    private static Arguments name(String name) {
        return new Arguments().put("name", name);
    }

    private static Arguments name(TableName name) {
        return name(name.toString());
    }
}

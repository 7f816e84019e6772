package io.kmigrate.importer.liquibase;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropSequence;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.operation.SqlExpression;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of a change set that tables and what hangs on them have words for. */
final class ChangeOperations {
    /** Attributes of values that stand elsewhere. */
    private static final Set<String> ELSEWHERE =
            Set.of("valueBlobFile", "valueClobFile", "valueSequenceNext", "valueSequenceCurrent");

    /** What PostgreSQL, and Liquibase for it, puts behind the name of a table. */
    private static final String PRIMARY_KEY = "_pkey";

    private static final int LONGEST_NAME = 63;

    private final LiquibaseNames names;
    private final LiquibaseTypes types;
    private final ColumnNodes columns;
    private final boolean namesPrimaryKeys;

    /** @param namesPrimaryKeys whether a primary key without a name is {@code PK_} and its table; else that of PostgreSQL */
    ChangeOperations(LiquibaseNames names, LiquibaseTypes types, boolean namesPrimaryKeys) {
        this.names = names;
        this.types = types;
        this.columns = new ColumnNodes(names, types);
        this.namesPrimaryKeys = namesPrimaryKeys;
    }

    /** The operations of a change; empty where it is of another kind. */
    Optional<List<Operation>> of(Node change, Snapshot schema) {
        List<Operation> found = table(change, schema);
        if (found == null) {
            found = constraint(change, schema);
        }
        if (found == null) {
            found = object(change);
        }
        return Optional.ofNullable(found);
    }

    private @Nullable List<Operation> table(Node change, Snapshot schema) {
        TableName table = names.table(change);
        return switch (change.word()) {
            case "createtable" -> List.of(new CreateTable(created(change, table), change.is("ifNotExists")));
            case "droptable" -> List.of(new DropTable(table, false));
            case "renametable" ->
                List.of(new RenameTable(
                        names.table(change, "oldTableName", "schemaName"), names.of(change.get("newTableName"))));
            case "addcolumn" -> added(change, table, schema);
            case "dropcolumn" -> dropped(change, table);
            case "renamecolumn" ->
                List.of(new RenameColumn(
                        table, names.of(change.get("oldColumnName")), names.of(change.get("newColumnName"))));
            case "settableremarks" -> List.of(new CommentOnTable(table, change.get("remarks")));
            default -> column(change, table, schema);
        };
    }

    private @Nullable List<Operation> column(Node change, TableName table, Snapshot schema) {
        String column = names.of(change.get("columnName"));
        ColumnChange none = ColumnChange.none();
        return switch (change.word()) {
            case "setcolumnremarks" -> List.of(new AlterColumn(table, column, none.withComment(change.get("remarks"))));
            case "modifydatatype" ->
                List.of(new AlterColumn(table, column, none.withType(types.of(change.get("newDataType")))));
            case "modifycolumn" ->
                change.all("column").stream()
                        .<Operation>map(node -> new AlterColumn(
                                table, names.of(node.get("name")), none.withType(types.of(node.get("type")))))
                        .toList();
            case "dropnotnullconstraint" -> List.of(new AlterColumn(table, column, none.withNullable(true)));
            case "addnotnullconstraint" -> notNull(change, table, column);
            case "dropdefaultvalue" -> List.of(new AlterColumn(table, column, none.withDefault(null)));
            case "adddefaultvalue" ->
                List.of(new AlterColumn(table, column, none.withDefault(newDefault(change, table, column, schema))));
            case "addautoincrement" -> List.of(new AlterColumn(table, column, none.withIdentity(Identity.standard())));
            default -> null;
        };
    }

    private @Nullable DefaultValue newDefault(Node change, TableName table, String column, Snapshot schema) {
        ColumnType type = change.has("columnDataType")
                ? types.of(change.get("columnDataType"))
                : schema.table(table)
                        .flatMap(found -> found.column(column))
                        .map(Column::type)
                        .orElse(new ColumnType.CustomType(""));
        return columns.defaultValue(change, type).orElse(null);
    }

    /** Rows that have no value get one first. */
    private List<Operation> notNull(Node change, TableName table, String column) {
        List<Operation> operations = new ArrayList<>();
        if (change.attributes().containsKey("defaultNullValue")) {
            String value = change.get("defaultNullValue");
            boolean isPlain = value.matches("-?\\d+(\\.\\d+)?|(?i)true|false");
            operations.add(new BulkUpdate(
                    table,
                    Map.of(column, isPlain ? new SqlExpression(value) : value),
                    names.quoted(change.get("columnName")) + " IS NULL"));
        }
        operations.add(new AlterColumn(table, column, ColumnChange.none().withNullable(false)));
        return operations;
    }

    private Table created(Node change, TableName table) {
        List<Node> nodes = change.all("column");
        PrimaryKey key = columns.primaryKey(nodes, standardKey(change.get("tableName"), table));
        return Table.of(table, nodes.stream().map(columns::column).toList(), key)
                .withUniqueConstraints(nodes.stream()
                        .flatMap(node -> columns.uniques(node).stream())
                        .toList())
                .withCheckConstraints(nodes.stream()
                        .flatMap(node -> columns.checks(node).stream())
                        .toList())
                .withForeignKeys(nodes.stream()
                        .flatMap(node -> columns.foreignKeys(node).stream())
                        .toList())
                .withComment(change.has("remarks") ? change.get("remarks") : null);
    }

    /** How Liquibase names a primary key without a name; null where the database names it so, too. */
    private @Nullable String standardKey(String written, TableName table) {
        if (namesPrimaryKeys) {
            return names.of("PK_" + written.toUpperCase(Locale.ROOT));
        }
        String name = names.of(written + PRIMARY_KEY);
        return name.equals(table.name() + PRIMARY_KEY) || name.length() > LONGEST_NAME ? null : name;
    }

    private @Nullable List<Operation> added(Node change, TableName table, Snapshot schema) {
        List<Operation> operations = new ArrayList<>();
        Snapshot before = schema;
        for (Node node : change.all("column")) {
            if (node.attributes().keySet().stream().anyMatch(ELSEWHERE::contains)) {
                return null;
            }
            List<ForeignKey> keys = columns.foreignKeys(node);
            Column column = columns.column(node);
            BulkUpdate values = values(node, table);
            boolean isFilled = values != null && !column.nullable() && column.defaultValue() == null;
            AddColumn add = new AddColumn(
                    table,
                    isFilled ? column.withNullable(true) : column,
                    keys.isEmpty() ? null : keys.get(0),
                    false,
                    columns.place(node, table, before));
            operations.add(add);
            if (values != null) {
                operations.add(values);
            }
            if (isFilled) {
                operations.add(new AlterColumn(
                        table, column.name(), ColumnChange.none().withNullable(false)));
            }
            before = add.apply(before.asUncertain());
            columns.uniques(node).forEach(unique -> operations.add(new CreateUniqueConstraint(table, unique)));
            columns.checks(node).forEach(check -> operations.add(new CreateCheckConstraint(table, check)));
            PrimaryKey key = columns.primaryKey(List.of(node), null);
            if (key != null) {
                operations.add(new CreatePrimaryKey(table, key));
            }
        }
        return operations;
    }

    /** What the rows that are there get in a new column. */
    private @Nullable BulkUpdate values(Node node, TableName table) {
        boolean isFilled = node.attributes().keySet().stream().anyMatch(name -> name.startsWith("value"));
        return isFilled
                ? new BulkUpdate(
                        table, Collections.singletonMap(names.of(node.get("name")), RowChanges.cell(node)), null)
                : null;
    }

    private List<Operation> dropped(Node change, TableName table) {
        List<String> dropped = new ArrayList<>(change.list("columnName"));
        change.all("column").forEach(node -> dropped.add(node.get("name")));
        return dropped.stream()
                .<Operation>map(name -> new DropColumn(table, names.of(name), false))
                .toList();
    }

    private @Nullable List<Operation> constraint(Node change, Snapshot schema) {
        TableName table = names.table(change);
        String name = change.has("constraintName") ? names.of(change.get("constraintName")) : null;
        List<String> keys = names.of(change.list("columnNames"));
        return switch (change.word()) {
            case "addprimarykey" -> List.of(new CreatePrimaryKey(table, new PrimaryKey(name, keys)));
            case "adduniqueconstraint" ->
                List.of(new CreateUniqueConstraint(
                        table, new UniqueConstraint(name, keys).withDeferral(ColumnNodes.deferral(change))));
            case "dropuniqueconstraint" -> List.of(new DropConstraint(table, String.valueOf(name), false));
            case "dropprimarykey" -> droppedKey(table, name, schema);
            case "addforeignkeyconstraint" -> List.of(foreignKey(change, name));
            case "dropforeignkeyconstraint" ->
                List.of(new DropConstraint(
                        names.table(change, "baseTableName", "baseTableSchemaName"), String.valueOf(name), false));
            case "dropallforeignkeyconstraints" -> allKeys(change, schema);
            case "createindex" -> List.of(new CreateIndex(table, index(change), false, false));
            case "dropindex" ->
                List.of(new DropIndex(names.of(change.get("indexName")), tableOf(change, schema), false, false));
            default -> null;
        };
    }

    private static @Nullable List<Operation> droppedKey(TableName table, @Nullable String name, Snapshot schema) {
        String known =
                schema.table(table).map(Table::primaryKey).map(PrimaryKey::name).orElse(name);
        return known == null ? null : List.of(new DropConstraint(table, known, false));
    }

    private Operation foreignKey(Node change, @Nullable String name) {
        ForeignKey key = ForeignKey.of(
                        name,
                        names.of(change.list("baseColumnNames")),
                        names.table(change, "referencedTableName", "referencedTableSchemaName"),
                        names.of(change.list("referencedColumnNames")))
                .onDelete(
                        change.is("deleteCascade")
                                ? ReferenceAction.CASCADE
                                : ColumnNodes.action(change.get("onDelete")))
                .onUpdate(ColumnNodes.action(change.get("onUpdate")))
                .withDeferral(ColumnNodes.deferral(change))
                .withValid(!change.get("validate").equalsIgnoreCase("false"));
        return new CreateForeignKey(names.table(change, "baseTableName", "baseTableSchemaName"), key);
    }

    private List<Operation> allKeys(Node change, Snapshot schema) {
        TableName table = names.table(change, "baseTableName", "baseTableSchemaName");
        return schema.table(table).stream()
                .flatMap(found -> found.foreignKeys().stream())
                .<Operation>map(key -> new DropConstraint(table, String.valueOf(key.name()), false))
                .toList();
    }

    private Index index(Node change) {
        List<IndexColumn> parts = change.all("column").stream()
                .map(node -> {
                    String text = node.get("name");
                    boolean isExpression = node.is("computed") || text.contains("(");
                    boolean isDescending = node.is("descending") || text.matches("(?i).*\\s+desc");
                    String plain = text.replaceFirst("(?i)\\s+(asc|desc)$", "");
                    IndexColumn column =
                            isExpression ? IndexColumn.expression(plain) : IndexColumn.column(names.of(plain));
                    return isDescending ? column.descendingOrder() : column;
                })
                .toList();
        return Index.of(names.of(change.get("indexName")), parts).withUnique(change.is("unique"));
    }

    private TableName tableOf(Node change, Snapshot schema) {
        String index = names.of(change.get("indexName"));
        return schema.tables().stream()
                .filter(table -> table.index(index).isPresent())
                .map(Table::name)
                .findFirst()
                .orElseGet(() -> names.table(change));
    }

    private @Nullable List<Operation> object(Node change) {
        return switch (change.word()) {
            case "createview" -> change.body().isBlank() ? null : List.of(view(change));
            case "dropview" ->
                List.of(new DropView(names.table(change, "viewName", "schemaName"), false, change.is("ifExists")));
            case "createsequence" -> List.of(new CreateSequence(sequence(change), false));
            case "dropsequence" -> List.of(new DropSequence(names.table(change, "sequenceName", "schemaName"), false));
            case "tagdatabase", "output", "empty", "comment" -> List.of();
            default -> null;
        };
    }

    private Operation view(Node change) {
        String query = change.body().strip().replaceFirst(";\\s*$", "");
        return new CreateView(
                new View(names.table(change, "viewName", "schemaName"), query, false), change.is("replaceIfExists"));
    }

    private Sequence sequence(Node change) {
        Sequence sequence = Sequence.of(names.table(change, "sequenceName", "schemaName"));
        Long start = number(change, "startValue");
        Long step = number(change, "incrementBy");
        return new Sequence(
                sequence.name(),
                start == null ? 1 : start,
                step == null || step == 0 ? 1 : step,
                number(change, "minValue"),
                number(change, "maxValue"),
                number(change, "cacheSize"),
                change.is("cycle"));
    }

    private static @Nullable Long number(Node change, String attribute) {
        String text = change.get(attribute);
        return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }
}

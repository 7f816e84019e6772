package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.sqlite.Clause.Kind;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schema, read from the texts the database keeps: its pragmas know neither the names of constraints nor
 * checks, collations and deferral.
 */
final class SchemaReader {
    private final MasterTable master;
    private final Map<String, TableText> texts = new TreeMap<>();
    /** Keyed by lower case: SQLite finds a table in any. */
    private final Map<String, String> tableNames = new TreeMap<>();

    SchemaReader(MasterTable master) {
        this.master = master;
        master.tables().forEach(row -> {
            texts.put(row.name(), TableText.parse(row.sql()));
            tableNames.put(row.name().toLowerCase(Locale.ROOT), row.name());
        });
    }

    Snapshot snapshot() {
        List<Table> tables = new ArrayList<>();
        texts.forEach((name, text) -> tables.add(table(name, text)));
        return Snapshot.of(tables, master.objects());
    }

    private Table table(String name, TableText text) {
        List<UniqueConstraint> uniques = new ArrayList<>();
        List<CheckConstraint> checks = new ArrayList<>();
        List<ForeignKey> keys = new ArrayList<>();
        text.columns()
                .forEach(column ->
                        column.clauses().forEach(clause -> add(clause, List.of(column.name()), uniques, checks, keys)));
        text.clauses().forEach(clause -> add(clause, List.of(), uniques, checks, keys));
        List<Index> indexes = master.indexes(name).stream()
                .map(row -> IndexText.parse(row.name(), row.sql()))
                .toList();
        List<Column> columns =
                text.columns().stream().map(column -> column(column, text)).toList();
        return Table.of(TableName.of(name), columns, primaryKey(text))
                .withUniqueConstraints(uniques)
                .withCheckConstraints(checks)
                .withForeignKeys(keys)
                .withIndexes(indexes);
    }

    private void add(
            Clause clause,
            List<String> column,
            List<UniqueConstraint> uniques,
            List<CheckConstraint> checks,
            List<ForeignKey> keys) {
        switch (clause.kind()) {
            case UNIQUE ->
                uniques.add(
                        new UniqueConstraint(clause.name(), column.isEmpty() ? clause.namesAfter("unique") : column));
            case CHECK -> checks.add(new CheckConstraint(clause.name(), clause.textAfter("check")));
            case REFERENCES -> keys.add(foreignKey(clause, column));
            case FOREIGN_KEY -> keys.add(foreignKey(clause, clause.namesAfter("key")));
            default -> {
                // The column's own business.
            }
        }
    }

    private static @Nullable PrimaryKey primaryKey(TableText text) {
        List<String> columns = text.primaryKey();
        String name = text.allClauses()
                .filter(clause -> clause.kind() == Kind.PRIMARY_KEY)
                .findFirst()
                .map(Clause::name)
                .orElse(null);
        return columns.isEmpty() ? null : new PrimaryKey(name, columns);
    }

    /** A key that leaves out the referenced columns means the other table's primary key. */
    private ForeignKey foreignKey(Clause clause, List<String> columns) {
        ReferencesClause reference = new ReferencesClause(clause);
        String table = tableNames.getOrDefault(reference.table().toLowerCase(Locale.ROOT), reference.table());
        TableText referenced = texts.get(table);
        List<String> names = reference.columns();
        return ForeignKey.of(
                        clause.name(),
                        columns,
                        TableName.of(table),
                        names.isEmpty() && referenced != null ? referenced.primaryKey() : names)
                .onDelete(reference.onDelete())
                .onUpdate(reference.onUpdate())
                .withDeferral(reference.deferral());
    }

    private static Column column(ColumnText column, TableText table) {
        boolean isKey = table.primaryKey().stream().anyMatch(column::isCalled);
        boolean isRowId = isKey
                && table.primaryKey().size() == 1
                && column.type().equalsIgnoreCase("INTEGER")
                && !table.isWithoutRowId();
        ColumnType type = isRowId ? SqliteTypes.ROW_ID : SqliteTypes.parse(column.type());
        return new Column(
                column.name(),
                type,
                !isKey && !column.has(Kind.NOT_NULL),
                column.clause(Kind.DEFAULT)
                        .map(clause -> DefaultText.parse(clause, type))
                        .orElse(null),
                isRowId ? Identity.standard() : null,
                column.clause(Kind.GENERATED).map(SchemaReader::generated).orElse(null),
                column.clause(Kind.COLLATE).map(SchemaReader::collation).orElse(null),
                null);
    }

    private static Generated generated(Clause clause) {
        return new Generated(clause.textAfter("as"), clause.has("stored"));
    }

    private static @Nullable String collation(Clause clause) {
        Token name = clause.after("collate");
        return name == null ? null : name.name();
    }
}

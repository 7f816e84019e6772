package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.dialect.SqlRenderer;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.JsonType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** H2's spelling of every operation, and what H2 2.5 cannot do. */
final class H2Renderer extends SqlRenderer {
    /** Constants.MAX_IDENTIFIER_LENGTH of H2, in characters. */
    static final int MAXIMUM_NAME_LENGTH = 256;

    static final Names NAMES = Names.standard().refusing(H2Renderer::refuseLongName);

    private static final Set<String> METHODS = Set.of("hash", "spatial");

    H2Renderer(Catalog before) {
        super("H2", H2Dialect.NAME, NAMES, new H2Literals(), before);
    }

    private static void refuseLongName(String name) {
        if (name.length() > MAXIMUM_NAME_LENGTH) {
            throw DatabaseMessages.nameTooLong("H2", name, name.length(), MAXIMUM_NAME_LENGTH + " characters")
                    .exception();
        }
    }

    @Override
    protected String columnDefinition(Column column, Table table) {
        requireNoCollation(column.name(), column.collation());
        StringBuilder sql = new StringBuilder(H2Types.sql(column.type()));
        if (column.identity() != null) {
            sql.append(identity(column.identity()));
        }
        if (column.generated() != null) {
            sql.append(generation(column.name(), column.generated()));
        }
        if (column.defaultValue() != null) {
            sql.append(" DEFAULT ").append(defaultValue(column.defaultValue(), column.type()));
        }
        return sql.append(column.nullable() ? "" : " NOT NULL").toString();
    }

    void requireNoCollation(String column, @Nullable String collation) {
        if (collation != null) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.ownCollation("H2", column));
        }
    }

    static String identity(Identity identity) {
        String options = (identity.start() == 1 ? "" : "START WITH " + identity.start())
                + (identity.increment() == 1 ? "" : " INCREMENT BY " + identity.increment());
        return " GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
                + (options.isEmpty() ? "" : " (" + options.strip() + ")");
    }

    String generation(String column, Generated generated) {
        if (!generated.stored()) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.computingAtRead("H2", column));
        }
        return " GENERATED ALWAYS AS (" + SqlFragment.closed(generated.expression()) + ")";
    }

    String defaultValue(DefaultValue value, @Nullable ColumnType type) {
        return value instanceof DefaultValue.Literal literal
                ? literal(type, literal.value())
                : super.defaultValue(value);
    }

    /** A string is a JSON string to a JSON column, and not the JSON it spells. */
    private String literal(@Nullable ColumnType type, @Nullable Object value) {
        String text = literals.render(value);
        return type instanceof JsonType && value instanceof CharSequence ? "JSON " + text : text;
    }

    @Override
    protected String value(TableName table, String column, @Nullable Object value) {
        ColumnType type = value instanceof CharSequence
                ? column(table, column).map(Column::type).orElse(null)
                : null;
        return literal(type, value);
    }

    private Optional<Column> column(TableName table, String name) {
        return before.table(table).flatMap(found -> found.column(name));
    }

    @Override
    protected List<String> comments(Table table) {
        List<String> statements = new ArrayList<>();
        if (table.comment() != null) {
            statements.add("COMMENT ON TABLE " + names.quote(table.name()) + " IS " + literals.render(table.comment()));
        }
        for (Column column : table.columns()) {
            if (column.comment() != null) {
                statements.add(comment(table.name(), column.name(), column.comment()));
            }
        }
        return statements;
    }

    String comment(TableName table, String column, @Nullable String text) {
        return "COMMENT ON COLUMN " + names.quote(table) + "." + names.quote(column) + " IS " + literals.render(text);
    }

    @Override
    public List<String> createTable(CreateTable operation) {
        Table table = operation.table();
        return super.createTable(new CreateTable(
                table.withForeignKeys(table.foreignKeys().stream()
                        .map(key -> qualified(table.name(), key))
                        .toList()),
                operation.ifNotExists()));
    }

    @Override
    public List<String> createForeignKey(CreateForeignKey operation) {
        return super.createForeignKey(
                new CreateForeignKey(operation.table(), qualified(operation.table(), operation.foreignKey())));
    }

    /** H2 looks for a table that is referred to in the schema of the one that refers, not in the current one. */
    private ForeignKey qualified(TableName table, ForeignKey key) {
        TableName target = key.referencedTable();
        boolean isElsewhere = table.schema() != null && target.schema() == null;
        return isElsewhere
                ? key.withReference(
                        new TableName(before.currentSchema().orElse("PUBLIC"), target.name()), key.referencedColumns())
                : key;
    }

    @Override
    protected String foreignKey(ForeignKey key) {
        requirePlain(key);
        return super.foreignKey(key);
    }

    private void requirePlain(ForeignKey key) {
        if (key.deferral() != Deferral.NOT_DEFERRABLE) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.deferredForeignKey(
                    "H2", key.referencedTable().toString()));
        }
        if (key.matchFull()) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.fullMatch(
                    "H2", key.referencedTable().toString()));
        }
    }

    @Override
    protected String unique(UniqueConstraint unique) {
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.deferredUnique("H2"));
        }
        String sql = super.unique(unique.withNullsNotDistinct(false));
        return unique.nullsNotDistinct() ? sql.replaceFirst("UNIQUE \\(", "UNIQUE NULLS NOT DISTINCT (") : sql;
    }

    /** The foreign key goes into the column's definition, so that IF NOT EXISTS is about both. */
    @Override
    public List<String> addColumn(AddColumn operation) {
        refuse(operation.place());
        ForeignKey given = operation.foreignKey();
        ForeignKey key = given == null ? null : qualified(operation.table(), given);
        if (key != null) {
            requirePlain(key);
        }
        Table alone = Table.of(operation.table(), List.of(operation.column()), null);
        List<String> statements = new ArrayList<>(alter(
                operation.table(),
                "ADD COLUMN " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                        + names.quote(operation.column().name()) + " "
                        + columnDefinition(operation.column(), alone)
                        + (key == null ? "" : " " + constraint(key.name()) + references(key))));
        statements.addAll(comments(alone));
        return statements;
    }

    /** H2 does not make the columns of a new key NOT NULL by itself. */
    @Override
    public List<String> createPrimaryKey(CreatePrimaryKey operation) {
        List<String> statements = new ArrayList<>();
        for (String name : operation.primaryKey().columns()) {
            if (column(operation.table(), name).map(Column::nullable).orElse(true)) {
                statements.addAll(alter(operation.table(), "ALTER COLUMN " + names.quote(name) + " SET NOT NULL"));
            }
        }
        statements.addAll(super.createPrimaryKey(operation));
        return statements;
    }

    /** Readers and writers wait for an index in H2, so CONCURRENTLY is left out. */
    @Override
    public List<String> createIndex(CreateIndex operation) {
        return List.of(index(operation.table(), operation.index(), operation.ifNotExists(), ""));
    }

    @Override
    protected String index(TableName table, Index index, boolean ifNotExists, String how) {
        refuseParts(index);
        String method = index.method() == null ? "" : index.method().toUpperCase(Locale.ROOT) + " ";
        String unique = index.nullsNotDistinct() ? "UNIQUE NULLS NOT DISTINCT " : "UNIQUE ";
        return "CREATE " + (index.unique() ? unique : "") + method + "INDEX "
                + (ifNotExists ? "IF NOT EXISTS " : "") + names.quote(table.withName(index.name())) + " ON "
                + names.quote(table)
                + index.columns().stream().map(this::indexColumn).collect(Collectors.joining(", ", " (", ")"))
                + indexOptions(index);
    }

    @Override
    protected String indexColumn(IndexColumn part) {
        String nulls = part.nulls() == null ? "" : " NULLS " + part.nulls();
        return super.indexColumn(part.withNulls(null)) + nulls;
    }

    private void refuseParts(Index index) {
        if (index.where() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.partialIndex("H2", index.name()));
        }
        if (index.columns().stream().anyMatch(IndexColumn::expression)) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.indexedExpression("H2", index.name()));
        }
        if (!index.include().isEmpty()) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.includedColumns("H2", index.name()));
        }
        if (index.method() != null && !METHODS.contains(index.method())) {
            throw new UnsupportedOperationByDialectException(UnsupportedConstraintMessages.indexMethod(
                    "H2", index.name(), index.method(), List.of("hash", "spatial")));
        }
    }

    /** An index lives in its table's schema, and is dropped without naming the table. */
    @Override
    public List<String> dropIndex(DropIndex operation) {
        String drop = "DROP INDEX " + (operation.ifExists() ? "IF EXISTS " : "")
                + names.quote(operation.table().withName(operation.name()));
        return before.table(operation.table())
                .map(table -> new SharedIndex(table).aroundIndex(operation.name()))
                .orElse(SharedIndex.Borrowers.none())
                .around(this, operation.table(), List.of(drop));
    }

    @Override
    public List<String> dropConstraint(DropConstraint operation) {
        before.table(operation.table()).stream()
                .flatMap(table -> table.exclusionConstraints().stream())
                .filter(constraint -> constraint.name().equals(operation.name()))
                .forEach(this::exclusion);
        return before.table(operation.table())
                .map(table -> new SharedIndex(table).aroundConstraint(operation.name()))
                .orElse(SharedIndex.Borrowers.none())
                .around(this, operation.table(), super.dropConstraint(operation));
    }

    @Override
    public List<String> alterColumn(AlterColumn operation) {
        refuse(operation.change().place());
        Column old = column(operation.table(), operation.column()).orElse(null);
        return new ColumnAlteration(this, operation, old).statements();
    }

    @Override
    public List<String> dropProgram(DropProgram operation) {
        StoredProgram.Id id = operation.program();
        String ifExists = operation.ifExists() ? "IF EXISTS " : "";
        if (id.table() != null) {
            return List.of("DROP TRIGGER " + ifExists
                    + names.quote(id.table().withName(id.name().name())));
        }
        String kind = id.kind() == StoredProgram.Kind.AGGREGATE ? "AGGREGATE " : "ALIAS ";
        return List.of("DROP " + kind + ifExists + names.quote(id.name()));
    }

    @Override
    protected BatchSql batches() {
        return H2Batches.create();
    }
}

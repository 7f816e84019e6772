package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.SqlFragment;
import io.kmigrate.dialect.SqlRenderer;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.message.UnsupportedConstraintMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AddEnumValue;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.Dependants;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import io.kmigrate.schema.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's spelling of every operation. */
final class PostgresRenderer extends SqlRenderer {
    /** NAMEDATALEN - 1, in bytes of UTF-8. The server cuts a longer name and says so only in a notice. */
    private static final int MAXIMUM_NAME_BYTES = 63;

    static final Names NAMES = Names.standard().refusing(PostgresRenderer::refuseLongName);

    static final PostgresLiterals LITERALS = new PostgresLiterals();
    static final PostgresTypes TYPES = new PostgresTypes(NAMES);

    PostgresRenderer(Catalog before) {
        super("PostgreSQL", "postgresql", NAMES, LITERALS, before);
    }

    private static void refuseLongName(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAXIMUM_NAME_BYTES) {
            throw DatabaseMessages.nameTooLong("PostgreSQL", name, length, MAXIMUM_NAME_BYTES + " bytes")
                    .exception();
        }
    }

    static boolean sameType(ColumnType left, ColumnType right) {
        return TYPES.canonical(left).equals(TYPES.canonical(right));
    }

    /**
     * A unique constraint that repeats the primary key or another is added by a statement of its own: CREATE
     * TABLE leaves it out without a word (PostgreSQL 18).
     */
    @Override
    public List<String> createTable(CreateTable operation) {
        Table table = operation.table();
        List<UniqueConstraint> repeated = operation.ifNotExists() ? List.of() : repeated(table);
        List<UniqueConstraint> inline = new ArrayList<>(table.uniqueConstraints());
        inline.removeAll(repeated);
        List<String> statements = new ArrayList<>(
                super.createTable(new CreateTable(table.withUniqueConstraints(inline), operation.ifNotExists())));
        repeated.forEach(
                unique -> statements.addAll(createUniqueConstraint(new CreateUniqueConstraint(table.name(), unique))));
        table.notNullConstraints().stream()
                .filter(constraint -> !constraint.valid())
                .forEach(constraint -> statements.addAll(
                        createNotNullConstraint(new CreateNotNullConstraint(table.name(), constraint))));
        return statements;
    }

    private static List<UniqueConstraint> repeated(Table table) {
        Set<List<String>> seen = new HashSet<>();
        if (table.primaryKey() != null) {
            seen.add(table.primaryKey().columns());
        }
        return table.uniqueConstraints().stream()
                .filter(unique -> !seen.add(unique.columns()))
                .toList();
    }

    @Override
    protected String columnDefinition(Column column, Table table) {
        boolean serial = isSerial(column);
        String type = serial ? serial(column.type()) : TYPES.sql(column.type());
        StringBuilder sql = new StringBuilder(type).append(collation(column));
        if (column.identity() != null && !serial) {
            sql.append(" ").append(identity(column.identity()));
        }
        Generated generated = column.generated();
        if (generated != null) {
            if (!generated.stored()) {
                requireServer(18, server -> UnsupportedColumnMessages.computingAtRead(server, column.name()));
            }
            sql.append(" GENERATED ALWAYS AS (")
                    .append(SqlFragment.closed(generated.expression()))
                    .append(generated.stored() ? ") STORED" : ") VIRTUAL");
        }
        if (column.defaultValue() != null) {
            sql.append(" DEFAULT ").append(defaultValue(column.defaultValue()));
        }
        return sql.append(column.nullable() ? "" : notNull(column, table)).toString();
    }

    /** One that is not valid is added by a statement of its own: the server takes a new table's for valid. */
    private String notNull(Column column, Table table) {
        return table.notNullConstraints().stream()
                .filter(constraint -> constraint.column().equals(column.name()))
                .findFirst()
                .map(constraint -> constraint.valid()
                        ? " " + constraint(constraint.name()) + "NOT NULL"
                                + (constraint.noInherit() ? " NO INHERIT" : "")
                        : "")
                .orElse(" NOT NULL");
    }

    static boolean isSerial(@Nullable Column column) {
        return column != null
                && column.identity() != null
                && column.identity().serial()
                && column.type() instanceof IntegerType;
    }

    private static String serial(ColumnType type) {
        return switch (((IntegerType) type).bits()) {
            case 64 -> "BIGSERIAL";
            case 32 -> "SERIAL";
            default -> "SMALLSERIAL";
        };
    }

    static String identity(Identity identity) {
        String options = (identity.start() == 1 ? "" : "START WITH " + identity.start())
                + (identity.increment() == 1 ? "" : " INCREMENT BY " + identity.increment());
        return "GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
                + (options.isEmpty() ? "" : " (" + options.strip() + ")");
    }

    String collation(Column column) {
        return column.collation() == null ? "" : " COLLATE " + names.quote(column.collation());
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

    /** The foreign key goes into the column's definition, so that IF NOT EXISTS is about both. */
    @Override
    public List<String> addColumn(AddColumn operation) {
        refuse(operation.place());
        NotNullConstraint notNull = operation.notNull();
        Table alone = Table.of(operation.table(), List.of(operation.column()), null)
                .withNotNullConstraints(notNull == null ? List.of() : List.of(notNull));
        alone.notNullConstraints().forEach(this::requireNamesOfNotNull);
        String key = operation.foreignKey() == null
                ? ""
                : " " + constraint(operation.foreignKey().name()) + references(operation.foreignKey());
        List<String> statements = new ArrayList<>(alter(
                operation.table(),
                "ADD COLUMN " + (operation.ifNotExists() ? "IF NOT EXISTS " : "")
                        + names.quote(operation.column().name()) + " "
                        + columnDefinition(operation.column(), alone) + key));
        if (notNull != null && !notNull.valid()) {
            statements.addAll(createNotNullConstraint(new CreateNotNullConstraint(operation.table(), notNull)));
        }
        statements.addAll(comments(alone));
        return statements;
    }

    /** An index lives in its table's schema, and is dropped without naming the table. */
    @Override
    public List<String> dropIndex(DropIndex operation) {
        return List.of("DROP INDEX " + (operation.concurrently() ? "CONCURRENTLY " : "")
                + (operation.ifExists() ? "IF EXISTS " : "")
                + names.quote(operation.table().withName(operation.name())));
    }

    @Override
    public List<String> alterColumn(AlterColumn operation) {
        refuse(operation.change().place());
        Column old = before.table(operation.table())
                .flatMap(table -> table.column(operation.column()))
                .orElse(null);
        List<String> statements = new ColumnAlteration(this, operation, old).statements();
        return isHeldByReaders(operation.change()) ? aroundReaders(operation, statements) : statements;
    }

    private static boolean isHeldByReaders(ColumnChange change) {
        return change.type() != null || change.using() != null || change.collationChange() != null;
    }

    /** Offline it is not known what reads the column: the database looks, or refuses. */
    private List<String> aroundReaders(AlterColumn operation, List<String> statements) {
        TableName table = operation.table();
        List<String> readers = before.readers(table, operation.column()).orElse(List.of());
        if (operation.dependants() == Dependants.REBUILD) {
            boolean isFree = readers.isEmpty()
                    && before.readers(table, operation.column()).isPresent();
            return isFree ? statements : List.of(Replacement.around(table, operation.column(), statements));
        }
        if (!readers.isEmpty()) {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.columnThatIsRead(
                    "PostgreSQL", table + "." + operation.column(), readers));
        }
        return statements;
    }

    /** Seen by {@link ColumnAlteration}. */
    @Override
    protected String defaultValue(DefaultValue value) {
        return super.defaultValue(value);
    }

    @Override
    protected String indexColumn(IndexColumn part) {
        if (part.length() != null) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedConstraintMessages.beginningOfValue("PostgreSQL", part.text(), part.length()));
        }
        return (part.expression() ? "(" + SqlFragment.closed(part.text()) + ")" : names.quote(part.text()))
                + (part.operatorClass() == null ? "" : " " + names.quote(part.operatorClass()))
                + (part.descending() ? " DESC" : "")
                + (part.nulls() == null ? "" : " NULLS " + part.nulls());
    }

    @Override
    protected String index(TableName table, Index index, boolean ifNotExists, String how) {
        if (!index.nullsNotDistinct()) {
            return super.index(table, index, ifNotExists, how);
        }
        requireServer(15, server -> UnsupportedConstraintMessages.oneNullInIndex(server, index.name()));
        Index plain = index.withNullsNotDistinct(false).withWhere(null).withOptions(Map.of());
        return super.index(table, plain, ifNotExists, how)
                + " NULLS NOT DISTINCT"
                + indexOptions(index)
                + (index.where() == null ? "" : " WHERE " + SqlFragment.closed(index.where()));
    }

    @Override
    protected String unique(UniqueConstraint unique) {
        if (unique.nullsNotDistinct()) {
            requireServer(15, server -> UnsupportedConstraintMessages.oneNullInUnique(server, unique.columns()));
        }
        return constraint(unique.name()) + "UNIQUE " + (unique.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "") + "("
                + keyColumns(unique.columns(), unique.withoutOverlaps()) + ")" + deferral(unique.deferral());
    }

    /** Refuses a statement that servers before version {@code since} cannot parse. {@code refusal}: for a server's name. */
    void requireServer(int since, Function<String, Problem> refusal) {
        before.serverVersion().ifPresent(version -> {
            if (version < since) {
                throw new UnsupportedOperationByDialectException(refusal.apply("PostgreSQL " + version));
            }
        });
    }

    @Override
    protected <T> void requirePeriods(BiFunction<String, T, Problem> refusal, T refused) {
        requireServer(18, server -> refusal.apply(server, refused));
    }

    @Override
    protected void requireUnenforced(CheckConstraint check) {
        requireServer(18, server -> UnsupportedConstraintMessages.uncheckedCondition(server, check.condition()));
    }

    @Override
    protected void requireUnenforced(ForeignKey key) {
        requireServer(
                18,
                server -> UnsupportedConstraintMessages.uncheckedForeignKey(
                        server, key.referencedTable().toString()));
    }

    @Override
    protected void requireNamesOfNotNull(NotNullConstraint constraint) {
        requireServer(18, server -> UnsupportedConstraintMessages.notNull(server, constraint.name()));
    }

    @Override
    protected String exclusion(ExclusionConstraint constraint) {
        String elements = constraint.elements().stream()
                .map(element -> indexColumn(element.column()) + " WITH " + element.operator())
                .collect(Collectors.joining(", "));
        return constraint(constraint.name()) + "EXCLUDE USING " + names.quote(constraint.method()) + " (" + elements
                + ")" + (constraint.where() == null ? "" : " WHERE (" + SqlFragment.closed(constraint.where()) + ")")
                + deferral(constraint.deferral());
    }

    @Override
    public List<String> createForeignKey(CreateForeignKey operation) {
        ForeignKey key = operation.foreignKey();
        return alter(operation.table(), "ADD " + foreignKey(key) + (key.valid() ? "" : " NOT VALID"));
    }

    @Override
    public List<String> createCheckConstraint(CreateCheckConstraint operation) {
        CheckConstraint check = operation.constraint();
        return alter(operation.table(), "ADD " + check(check) + (check.valid() ? "" : " NOT VALID"));
    }

    @Override
    public List<String> validateConstraint(ValidateConstraint operation) {
        return alter(operation.table(), "VALIDATE CONSTRAINT " + names.quote(operation.name()));
    }

    /** A constraint that takes over an index of the same name. */
    List<String> usingIndex(TableName table, String name, String kind, Deferral deferral) {
        String quoted = names.quote(name);
        return alter(table, "ADD CONSTRAINT " + quoted + " " + kind + " USING INDEX " + quoted + deferral(deferral));
    }

    /** The search path's first schema is the default one, and has to be named here. */
    @Override
    public List<String> moveTable(MoveTable operation) {
        if (operation.newSchema() == null) {
            return List.of("DO $$ BEGIN\n    EXECUTE format("
                    + literals.render(
                            "ALTER TABLE " + names.quote(operation.table()).replace("%", "%%") + " SET SCHEMA %I")
                    + ", current_schema());\nEND $$");
        }
        return alter(operation.table(), "SET SCHEMA " + names.quote(operation.newSchema()));
    }

    @Override
    public List<String> createEnum(CreateEnum operation) {
        DatabaseEnum type = operation.type();
        String sql = "CREATE TYPE " + names.quote(type.name()) + " AS ENUM "
                + type.labels().stream().map(literals::render).collect(Collectors.joining(", ", "(", ")"));
        if (!operation.ifNotExists()) {
            return List.of(sql);
        }
        return List.of("DO $kmigrate$ BEGIN\n    IF to_regtype("
                + literals.render(names.quote(type.name())) + ") IS NULL THEN\n        " + sql
                + ";\n    END IF;\nEND $kmigrate$");
    }

    @Override
    public List<String> addEnumValue(AddEnumValue operation) {
        return List.of("ALTER TYPE " + names.quote(operation.type()) + " ADD VALUE "
                + (operation.ifNotExists() ? "IF NOT EXISTS " : "") + literals.render(operation.value())
                + (operation.neighbour() == null
                        ? ""
                        : (operation.beforeNeighbour() ? " BEFORE " : " AFTER ")
                                + literals.render(operation.neighbour())));
    }

    @Override
    public List<String> renameEnumValue(RenameEnumValue operation) {
        return List.of("ALTER TYPE " + names.quote(operation.type()) + " RENAME VALUE "
                + literals.render(operation.value()) + " TO " + literals.render(operation.newValue()));
    }

    @Override
    public List<String> dropEnum(DropEnum operation) {
        return List.of("DROP TYPE " + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.type()));
    }

    @Override
    public List<String> createView(CreateView operation) {
        View view = operation.view();
        return List.of(
                operation.orReplace()
                        ? Replacement.view(view)
                        : "CREATE " + (view.materialized() ? "MATERIALIZED " : "") + "VIEW " + names.quote(view.name())
                                + " AS\n" + view.query());
    }

    @Override
    public List<String> createProgram(CreateProgram operation) {
        StoredProgram program = operation.program();
        if (!operation.orReplace()) {
            return super.createProgram(operation);
        }
        TableName table = program.id().table();
        return List.of(table == null ? Replacement.routine(program) : Replacement.trigger(program, table));
    }

    @Override
    public List<String> dropView(DropView operation) {
        return List.of("DROP " + (operation.materialized() ? "MATERIALIZED " : "") + "VIEW "
                + (operation.ifExists() ? "IF EXISTS " : "") + names.quote(operation.view()));
    }

    /** A trigger's name is its table's alone. An aggregate goes by its name only where it counts as a routine. */
    @Override
    public List<String> dropProgram(DropProgram operation) {
        StoredProgram.Id id = operation.program();
        String ifExists = operation.ifExists() ? "IF EXISTS " : "";
        if (id.table() != null) {
            return List.of(
                    "DROP TRIGGER " + ifExists + names.quote(id.name().name()) + " ON " + names.quote(id.table()));
        }
        return id.kind() == StoredProgram.Kind.AGGREGATE && id.arguments() == null
                ? List.of("DROP ROUTINE " + ifExists + names.quote(id.name()))
                : super.dropProgram(operation);
    }

    @Override
    protected BatchSql batches() {
        return PostgresBatches.create();
    }
}

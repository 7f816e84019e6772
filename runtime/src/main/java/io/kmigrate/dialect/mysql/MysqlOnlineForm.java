package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.CopyingAlter;
import io.kmigrate.dialect.Leftover;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.OnlinePart;
import io.kmigrate.dialect.OnlinePart.SessionChange;
import io.kmigrate.dialect.RowChecks;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ChangedTable;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The plain statements with what the server may do for them, so that it refuses instead of copying a table while its
 * writers wait; and rows in batches.
 */
final class MysqlOnlineForm implements DefaultingOperationVisitor<OnlineForm> {
    /** Without it, a null would become 0 or an empty text (the manual of MySQL 8.0, online DDL). */
    private static final SessionChange STRICT = new SessionChange(
            List.of(
                    "SET @kmigrate_sql_mode = @@SESSION.sql_mode",
                    "SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',STRICT_ALL_TABLES')"),
            List.of("SET SESSION sql_mode = @kmigrate_sql_mode"));

    /** Only so does InnoDB add a key in place; the rows are looked at before. */
    private static final SessionChange UNCHECKED = new SessionChange(
            List.of(
                    "SET @kmigrate_foreign_key_checks = @@SESSION.foreign_key_checks",
                    "SET SESSION foreign_key_checks = 0"),
            List.of("SET SESSION foreign_key_checks = @kmigrate_foreign_key_checks"));

    /**
     * A copy takes two locks at its end, one behind the other: writers wait for both, and a copy that is given up is
     * dropped before anybody goes on. So each lock has half the time. The server counts whole seconds.
     */
    private static final SessionChange HALF_WAIT = new SessionChange(
            List.of(
                    "SET @kmigrate_lock_wait_timeout = @@SESSION.lock_wait_timeout",
                    "SET SESSION lock_wait_timeout = GREATEST(1, @@SESSION.lock_wait_timeout DIV 2)"),
            List.of("SET SESSION lock_wait_timeout = @kmigrate_lock_wait_timeout"));

    private static final String COPY = "ALGORITHM=COPY";
    private static final String IN_PLACE = "ALGORITHM=INPLACE";
    private static final String AT_ONCE = "ALGORITHM=INSTANT";
    private static final String FOR_ALL = "LOCK=NONE";

    /** The server's name of a primary key, and the words of a statement for it. */
    private static final Set<String> PRIMARY = Set.of("PRIMARY", "PRIMARY KEY");

    private final Catalog before;
    private final MysqlRenderer renderer;
    private final Function<Operation, List<String>> plain;

    /** @param plain the statements of an operation as it stands */
    MysqlOnlineForm(Product flavour, Catalog before, Function<Operation, List<String>> plain) {
        this.before = before;
        this.renderer = new MysqlRenderer(flavour, before);
        this.plain = plain;
    }

    @Override
    public OnlineForm otherwise(Operation operation) {
        return OnlineForm.PLAIN;
    }

    private static boolean holds(Catalog catalog, TableName table, Predicate<Table> claim) {
        return catalog.table(table).filter(claim).isPresent();
    }

    /** The statements of an operation, each with {@code words}. */
    private List<String> said(Operation operation, String... words) {
        return plain.apply(operation).stream()
                .map(sql -> sql.startsWith("ALTER TABLE")
                        ? sql + ",\n    " + String.join(", ", words)
                        : sql + " " + String.join(" ", words))
                .toList();
    }

    /** {@code isDone}: whether the catalog shows it. */
    private OnlineForm inPlace(Operation operation, SessionChange session, Predicate<Catalog> isDone) {
        return form(said(operation, IN_PLACE, FOR_ALL), session, isDone);
    }

    private static OnlineForm form(List<String> statements, SessionChange session, Predicate<Catalog> isDone) {
        return statements.size() == 1
                ? OnlineForm.of(OnlinePart.alone(statements.get(0), isDone).in(session))
                : OnlineForm.PLAIN;
    }

    /** MariaDB 11.2 copies a table while others write. */
    private OnlineForm copied(Operation operation, SessionChange session, Predicate<Catalog> isDone) {
        return before.copiesOnline()
                ? form(said(operation, FOR_ALL), HALF_WAIT.and(session), isDone)
                : byProgram(operation, isDone);
    }

    /**
     * Changes what makes the server write all rows again. MariaDB stops every reader and writer when such a change in
     * place comes to its end, until it has followed what they wrote meanwhile; a copy follows them before.
     */
    private OnlineForm rewritten(Operation operation, SessionChange session, Predicate<Catalog> isDone) {
        return before.copiesOnline()
                ? form(said(operation, COPY, FOR_ALL), HALF_WAIT.and(session), isDone)
                : inPlace(operation, session, isDone);
    }

    private OnlineForm byProgram(Operation operation, Predicate<Catalog> isDone) {
        OnlineForm missing = OnlineForm.missing(OnlineMessages.rewrites());
        List<String> statements = plain.apply(operation);
        TableName table = ChangedTable.of(operation).orElseThrow();
        String head = "ALTER TABLE " + renderer.names().quote(table) + " ";
        return statements.size() == 1 && statements.get(0).startsWith(head)
                ? missing.orBy(new CopyingAlter(table, statements.get(0).substring(head.length()), isDone))
                : missing;
    }

    private boolean hasIndex(Catalog catalog, TableName table, String name) {
        return holds(
                catalog,
                table,
                found -> found.index(name).isPresent()
                        || found.uniqueConstraints().stream().anyMatch(unique -> name.equals(unique.name())));
    }

    @Override
    public OnlineForm createIndex(CreateIndex operation) {
        String method = operation.index().method() == null
                ? ""
                : operation.index().method().toUpperCase(Locale.ROOT);
        if (method.equals("FULLTEXT") || method.equals("SPATIAL")) {
            return OnlineForm.missing(OnlineMessages.fillsAtOnce());
        }
        return inPlace(
                operation,
                SessionChange.NONE,
                catalog ->
                        hasIndex(catalog, operation.table(), operation.index().name()));
    }

    @Override
    public OnlineForm dropIndex(DropIndex operation) {
        return inPlace(
                operation, SessionChange.NONE, catalog -> !hasIndex(catalog, operation.table(), operation.name()));
    }

    @Override
    public OnlineForm createUniqueConstraint(CreateUniqueConstraint operation) {
        String name = operation.constraint().name();
        return inPlace(
                operation, SessionChange.NONE, catalog -> name != null && hasIndex(catalog, operation.table(), name));
    }

    @Override
    public OnlineForm createPrimaryKey(CreatePrimaryKey operation) {
        return inPlace(
                operation, STRICT, catalog -> holds(catalog, operation.table(), table -> table.primaryKey() != null));
    }

    /** The rows lie in the order of the primary key. Without one they have to lie elsewhere. */
    @Override
    public OnlineForm dropConstraint(DropConstraint operation) {
        boolean isPrimary = PRIMARY.contains(operation.name().toUpperCase(Locale.ROOT))
                || holds(
                        before,
                        operation.table(),
                        table -> table.primaryKey() != null
                                && operation.name().equals(table.primaryKey().name()));
        return isPrimary ? OnlineForm.missing(OnlineMessages.rewrites()) : OnlineForm.PLAIN;
    }

    @Override
    public OnlineForm createForeignKey(CreateForeignKey operation) {
        TableName table = operation.table();
        ForeignKey key = operation.foreignKey();
        return new OnlineForm(keyParts(table, key), List.of(claim(table, key)), null);
    }

    private Leftover claim(TableName table, ForeignKey key) {
        return new Leftover(
                OnlineMessages.unchecked(key.name() == null ? String.join(", ", key.columns()) : key.name()),
                catalog -> new MysqlRenderer(renderer.flavour(), catalog)
                        .dropConstraint(new DropConstraint(table, nameOf(catalog, table, key), false))
                        .get(0),
                hasKey(table, key));
    }

    /** While its rows were looked at, others may have written some more. */
    private List<OnlinePart> keyParts(TableName table, ForeignKey key) {
        CreateForeignKey operation = new CreateForeignKey(table, key);
        String sql = said(operation, IN_PLACE, FOR_ALL).get(0);
        List<OnlinePart> parts = new ArrayList<>();
        parts.add(OnlinePart.alone(sql, hasKey(table, key)).in(UNCHECKED));
        new RowChecks(renderer.names(), before)
                .createForeignKey(operation)
                .forEach(orphans -> parts.add(OnlinePart.proof(orphans, claim(table, key))));
        return parts;
    }

    private static String nameOf(Catalog catalog, TableName table, ForeignKey key) {
        return catalog.table(table).stream()
                .flatMap(found -> found.foreignKeys().stream())
                .filter(there -> isSame(there, key))
                .map(there -> String.valueOf(there.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<Catalog> hasKey(TableName table, ForeignKey key) {
        return catalog ->
                holds(catalog, table, found -> found.foreignKeys().stream().anyMatch(there -> isSame(there, key)));
    }

    private static boolean isSame(ForeignKey there, ForeignKey key) {
        return key.name() == null
                ? there.columns().equals(key.columns())
                        && there.referencedTable().equals(key.referencedTable())
                : key.name().equals(there.name());
    }

    @Override
    public OnlineForm createCheckConstraint(CreateCheckConstraint operation) {
        String name = operation.constraint().name();
        return copied(
                operation,
                SessionChange.NONE,
                catalog -> name != null
                        && holds(
                                catalog,
                                operation.table(),
                                table -> table.constraintNames().contains(name)));
    }

    /** Of a change of more than one thing, the catalog does not tell whether it was made. */
    @Override
    public OnlineForm alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        boolean copies = change.type() != null
                || change.using() != null
                || change.collationChange() != null
                || change.generatedChange() != null
                || change.identityChange() != null;
        if (copies) {
            return copied(operation, STRICT, catalog -> isTypeAlone(operation) && hasType(catalog, operation));
        }
        Boolean nullable = change.nullable();
        if (nullable == null) {
            return OnlineForm.PLAIN;
        }
        boolean isAlone = change.equals(ColumnChange.none().withNullable(nullable));
        return rewritten(
                operation,
                STRICT,
                catalog -> isAlone
                        && holds(
                                catalog,
                                operation.table(),
                                table -> table.column(operation.column())
                                        .filter(column -> column.nullable() == nullable)
                                        .isPresent()));
    }

    private static boolean isTypeAlone(AlterColumn operation) {
        ColumnType type = operation.change().type();
        return type != null && operation.change().equals(ColumnChange.none().withType(type));
    }

    private boolean hasType(Catalog catalog, AlterColumn operation) {
        ColumnType type = Objects.requireNonNull(operation.change().type());
        return holds(
                catalog,
                operation.table(),
                table -> table.column(operation.column())
                        .filter(found -> new MysqlEquivalence(renderer.flavour()).sameType(found.type(), type))
                        .isPresent());
    }

    @Override
    public OnlineForm addColumn(AddColumn operation) {
        Column column = operation.column();
        TableName table = operation.table();
        if (column.identity() != null
                || (column.generated() != null && column.generated().stored())) {
            return OnlineForm.missing(OnlineMessages.fillsAtOnce());
        }
        if (operation.ifNotExists() || column.generated() != null) {
            return OnlineForm.PLAIN;
        }
        List<OnlinePart> parts = new ArrayList<>();
        if (isComputed(column.defaultValue())) {
            if (!OnlineForm.hasOrder(before, table, MysqlBatches.create(renderer.flavour()))) {
                return OnlineForm.missing(OnlineMessages.noKey(table.toString()));
            }
            parts.addAll(before.copiesOnline() ? List.of(addedByCopy(table, column)) : filled(table, column));
        } else {
            parts.add(added(table, column, AT_ONCE));
        }
        ForeignKey key = operation.foreignKey();
        if (key != null) {
            parts.addAll(keyParts(table, key));
        }
        return new OnlineForm(parts, key == null ? List.of() : List.of(claim(table, key)), null);
    }

    private OnlinePart added(TableName table, Column column, String... words) {
        return OnlinePart.alone(
                said(new AddColumn(table, column, null, false), words).get(0), hasColumn(table, column));
    }

    private OnlinePart addedByCopy(TableName table, Column column) {
        Predicate<Column> isWhole = there -> there.defaultValue() != null && there.nullable() == column.nullable();
        return OnlinePart.alone(
                        said(new AddColumn(table, column, null, false), COPY, FOR_ALL)
                                .get(0),
                        catalog -> holds(
                                catalog,
                                table,
                                found -> found.column(column.name())
                                        .filter(isWhole)
                                        .isPresent()))
                .in(HALF_WAIT);
    }

    private static Predicate<Catalog> hasColumn(TableName table, Column column) {
        return catalog ->
                holds(catalog, table, found -> found.column(column.name()).isPresent());
    }

    /** The moment is one value for all rows; what else is computed makes the server rebuild the table. */
    private static boolean isComputed(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                && !DefaultText.NOW.matcher(expression.sql().strip()).matches();
    }

    private List<OnlinePart> filled(TableName table, Column column) {
        String name = renderer.quote(column.name());
        String value = renderer.defaultFor(column.type(), Objects.requireNonNull(column.defaultValue()));
        Column bare = column.withNullable(true).withDefault(null);
        List<OnlinePart> parts = new ArrayList<>();
        parts.add(added(table, bare, AT_ONCE));
        parts.add(OnlinePart.alone(
                "ALTER TABLE " + renderer.names().quote(table) + " ALTER COLUMN " + name + " SET DEFAULT " + value,
                catalog -> holds(
                        catalog,
                        table,
                        found -> found.column(column.name())
                                .filter(there -> there.defaultValue() != null)
                                .isPresent())));
        Map<String, String> values = new LinkedHashMap<>(Map.of(column.name(), value));
        new ColumnAlteration(renderer, new Unsupported(renderer.flavour(), renderer.types()))
                .updatedByThemselves(table, column.name())
                .forEach(still -> values.put(still, renderer.quote(still)));
        parts.add(OnlinePart.rows(table, name + " IS NULL", values));
        if (!column.nullable()) {
            String restated = renderer.columnDefinition(
                    column, renderer.table(table).orElseGet(() -> Table.of(table, List.of(column), null)));
            parts.add(OnlinePart.alone(
                            "ALTER TABLE " + renderer.names().quote(table) + " MODIFY COLUMN " + name + " " + restated
                                    + ",\n    " + IN_PLACE + ", " + FOR_ALL,
                            catalog -> holds(
                                    catalog,
                                    table,
                                    found -> found.column(column.name())
                                            .filter(there -> !there.nullable())
                                            .isPresent()))
                    .in(STRICT));
        }
        return parts;
    }
}

package io.kmigrate.dialect.postgres;

import static io.kmigrate.dialect.postgres.PostgresRenderer.NAMES;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.InvalidIndex;
import io.kmigrate.dialect.Leftover;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.OnlinePart;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CreateCheckConstraint;
import io.kmigrate.operation.CreateExclusionConstraint;
import io.kmigrate.operation.CreateForeignKey;
import io.kmigrate.operation.CreateIndex;
import io.kmigrate.operation.CreateNotNullConstraint;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.CreateUniqueConstraint;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.ValidateConstraint;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an operation that keep nobody waiting: indexes concurrently, constraints that are validated behind their
 * creation, rows in batches. Whatever the last part says is what the plain form says, so both leave the same catalog.
 */
final class PostgresOnlineForm implements DefaultingOperationVisitor<OnlineForm> {
    private final Catalog before;
    private final BatchSql batches;
    private final PostgresRenderer renderer;
    private final Function<Operation, List<String>> plain;

    /** @param plain the statements of an operation as it stands */
    PostgresOnlineForm(Catalog before, BatchSql batches, Function<Operation, List<String>> plain) {
        this.before = before;
        this.batches = batches;
        this.renderer = new PostgresRenderer(before);
        this.plain = plain;
    }

    @Override
    public OnlineForm otherwise(Operation operation) {
        return OnlineForm.PLAIN;
    }

    private boolean isPartitioned(TableName table) {
        return before.table(table)
                .filter(found -> found.options().getOrDefault("postgresql", "").startsWith("PARTITION BY"))
                .isPresent();
    }

    private static OnlineForm partitioned(TableName table) {
        return OnlineForm.missing(OnlineMessages.partitioned(table.toString()));
    }

    // Indexes

    @Override
    public OnlineForm createIndex(CreateIndex operation) {
        if (operation.concurrently()) {
            return OnlineForm.PLAIN;
        }
        TableName table = operation.table();
        if (isPartitioned(table)) {
            return partitioned(table);
        }
        Index index = operation.index();
        return new OnlineForm(
                List.of(concurrently(table, index, operation.ifNotExists(), catalog -> false)),
                List.of(broken(table, index)),
                null);
    }

    private OnlinePart concurrently(TableName table, Index index, boolean ifNotExists, Predicate<Catalog> isOverDone) {
        String sql =
                plain.apply(new CreateIndex(table, index, ifNotExists, true)).get(0);
        return OnlinePart.aside(
                        sql,
                        catalog -> isOverDone.test(catalog) || PostgresParts.hasIndex(catalog, table, index.name()))
                .leaving(broken(table, index));
    }

    /** One with another definition is somebody else's. */
    private static Leftover broken(TableName table, Index index) {
        return broken(table, index.name(), new InvalidIndex(table, index)::isAlike);
    }

    private static Leftover broken(TableName table, String index, Predicate<Catalog> isOurs) {
        String drop = "DROP INDEX CONCURRENTLY " + NAMES.quote(table.withName(index));
        return new Leftover(
                OnlineMessages.brokenIndex(index),
                catalog -> {
                    InvalidIndex.refuseBuilding(catalog, table, index);
                    return drop;
                },
                catalog -> catalog.isIndexBroken(table, index) && isOurs.test(catalog));
    }

    /** An index that its constraint has not taken yet. */
    private static Leftover withoutConstraint(TableName table, String index) {
        return new Leftover(
                OnlineMessages.indexOfConstraint(index),
                "DROP INDEX CONCURRENTLY " + NAMES.quote(table.withName(index)),
                catalog -> PostgresParts.hasIndex(catalog, table, index));
    }

    /** A server that was stopped in between leaves the index for nobody: it is dropped once more. */
    @Override
    public OnlineForm dropIndex(DropIndex operation) {
        TableName table = operation.table();
        if (operation.concurrently() || isPartitioned(table)) {
            return OnlineForm.PLAIN;
        }
        String sql = plain.apply(new DropIndex(operation.name(), table, operation.ifExists(), true))
                .get(0);
        OnlinePart part =
                OnlinePart.aside(sql, catalog -> !PostgresParts.isIndexThere(catalog, table, operation.name()));
        return new OnlineForm(List.of(part), List.of(broken(table, operation.name(), catalog -> true)), null);
    }

    // Constraints

    @Override
    public OnlineForm createUniqueConstraint(CreateUniqueConstraint operation) {
        TableName table = operation.table();
        UniqueConstraint unique = operation.constraint();
        if (unique.withoutOverlaps()) {
            return OnlineForm.missing(OnlineMessages.withoutOverlaps());
        }
        List<String> words = new ArrayList<>(unique.columns());
        words.add("key");
        String name = named(table, unique.name(), words);
        if (isPartitioned(table)) {
            return partitioned(table);
        }
        if (name == null) {
            return unnamed(table, words);
        }
        Predicate<Catalog> isDone = catalog -> PostgresParts.hasConstraint(catalog, table, name);
        Index index = Index.of(name, unique.columns().toArray(String[]::new))
                .withUnique(true)
                .withNullsNotDistinct(unique.nullsNotDistinct());
        return new OnlineForm(
                List.of(
                        concurrently(table, index, false, isDone),
                        OnlinePart.together(renderer.usingIndex(table, name, "UNIQUE", unique.deferral()), isDone)),
                List.of(broken(table, index), withoutConstraint(table, name)),
                null);
    }

    @Override
    public OnlineForm createPrimaryKey(CreatePrimaryKey operation) {
        TableName table = operation.table();
        PrimaryKey key = operation.primaryKey();
        if (key.withoutOverlaps()) {
            return OnlineForm.missing(OnlineMessages.withoutOverlaps());
        }
        String name = named(table, key.name(), List.of("pkey"));
        if (isPartitioned(table)) {
            return partitioned(table);
        }
        if (name == null) {
            return unnamed(table, List.of("pkey"));
        }
        Predicate<Catalog> isDone = catalog -> PostgresParts.hasPrimaryKey(catalog, table);
        NotNullProof proof = new NotNullProof(table, key.columns(), before);
        List<OnlinePart> parts = new ArrayList<>(proof.parts(isDone));
        Index index = Index.of(name, key.columns().toArray(String[]::new)).withUnique(true);
        parts.add(concurrently(table, index, false, isDone));
        List<String> statements = new ArrayList<>(proof.set());
        statements.addAll(renderer.usingIndex(table, name, "PRIMARY KEY", Deferral.NOT_DEFERRABLE));
        statements.addAll(proof.drop());
        parts.add(OnlinePart.together(statements, isDone));
        List<Leftover> leftovers = new ArrayList<>(proof.leftovers());
        leftovers.add(broken(table, index));
        leftovers.add(withoutConstraint(table, name));
        return new OnlineForm(parts, leftovers, null);
    }

    @Override
    public OnlineForm createForeignKey(CreateForeignKey operation) {
        ForeignKey key = operation.foreignKey();
        TableName table = operation.table();
        if (!key.looksAtRows()) {
            return OnlineForm.PLAIN;
        }
        List<String> words = new ArrayList<>(key.columns());
        words.add("fkey");
        String name = named(table, key.name(), words);
        if (isPartitioned(table)) {
            return partitioned(table);
        }
        return name == null
                ? unnamed(table, words)
                : new OnlineForm(foreignKeyParts(table, key.withName(name)), List.of(unproven(table, name)), null);
    }

    private static Leftover unproven(TableName table, String constraint) {
        return new Leftover(
                OnlineMessages.unproven(constraint),
                "ALTER TABLE " + NAMES.quote(table) + " DROP CONSTRAINT " + NAMES.quote(constraint),
                catalog -> PostgresParts.hasConstraint(catalog, table, constraint)
                        && !PostgresParts.isValid(catalog, table, constraint));
    }

    private List<OnlinePart> foreignKeyParts(TableName table, ForeignKey key) {
        String name = String.valueOf(key.name());
        return List.of(
                OnlinePart.together(
                        plain.apply(new CreateForeignKey(table, key.withValid(false))),
                        catalog -> PostgresParts.hasConstraint(catalog, table, name)),
                validation(table, name));
    }

    private OnlinePart validation(TableName table, String name) {
        return OnlinePart.alone(
                plain.apply(new ValidateConstraint(table, name)).get(0),
                catalog -> PostgresParts.isValid(catalog, table, name));
    }

    @Override
    public OnlineForm createCheckConstraint(CreateCheckConstraint operation) {
        CheckConstraint check = operation.constraint();
        TableName table = operation.table();
        if (!check.looksAtRows()) {
            return OnlineForm.PLAIN;
        }
        List<String> words = PostgresParts.checkWords(before.table(table), check);
        String name = named(table, check.name(), words);
        if (name == null) {
            return unnamed(table, words);
        }
        CheckConstraint unchecked = check.withName(name).withValid(false);
        List<OnlinePart> parts = List.of(
                OnlinePart.together(
                        plain.apply(new CreateCheckConstraint(table, unchecked)),
                        catalog -> PostgresParts.hasConstraint(catalog, table, name)),
                validation(table, name));
        return new OnlineForm(parts, List.of(unproven(table, name)), null);
    }

    /** The name that was given says whose it is where a run is stopped between the two. */
    @Override
    public OnlineForm createNotNullConstraint(CreateNotNullConstraint operation) {
        NotNullConstraint notNull = operation.constraint();
        TableName table = operation.table();
        if (!notNull.valid()) {
            return OnlineForm.PLAIN;
        }
        String column = notNull.column();
        List<OnlinePart> parts = List.of(
                OnlinePart.together(
                        plain.apply(new CreateNotNullConstraint(table, notNull.withValid(false))),
                        catalog -> PostgresParts.isNotNull(catalog, table, column)),
                OnlinePart.alone(
                        plain.apply(new ValidateConstraint(table, notNull.name()))
                                .get(0),
                        catalog -> PostgresParts.isProvedNotNull(catalog, table, column)));
        return new OnlineForm(parts, List.of(unproven(table, notNull.name())), null);
    }

    /** A lock that an earlier operation of the revision has would be kept until the last row is looked at. */
    @Override
    public OnlineForm validateConstraint(ValidateConstraint operation) {
        return OnlineForm.of(validation(operation.table(), operation.name()));
    }

    @Override
    public OnlineForm createExclusionConstraint(CreateExclusionConstraint operation) {
        return OnlineForm.missing(OnlineMessages.exclusion());
    }

    /** The name that the server would give where it is free; null where it is too long. */
    private @Nullable String named(TableName table, @Nullable String given, List<String> words) {
        return given != null ? given : PostgresParts.impliedName(table, words);
    }

    private static OnlineForm unnamed(TableName table, List<String> words) {
        return OnlineForm.missing(OnlineMessages.unnamed(PostgresParts.joined(table, words)));
    }

    // Columns

    @Override
    public OnlineForm alterColumn(AlterColumn operation) {
        ColumnChange change = operation.change();
        Column old = before.table(operation.table())
                .flatMap(table -> table.column(operation.column()))
                .orElse(null);
        boolean rewrites = change.using() != null
                || change.collationChange() != null
                || change.generatedChange() != null
                || change.identityChange() != null
                || (change.type() != null && (old == null || PostgresParts.rewrites(old.type(), change.type())));
        if (rewrites) {
            return OnlineForm.missing(OnlineMessages.rewrites());
        }
        boolean proves = Boolean.FALSE.equals(change.nullable()) && (old == null || old.nullable());
        if (!proves) {
            return OnlineForm.PLAIN;
        }
        TableName table = operation.table();
        NotNullProof proof = new NotNullProof(table, List.of(operation.column()), before);
        String newName = change.newName() == null ? operation.column() : change.newName();
        Predicate<Catalog> isDone = catalog -> PostgresParts.isNotNull(catalog, table, newName)
                && !PostgresParts.hasConstraint(catalog, table, proof.name(operation.column()));
        List<OnlinePart> parts = new ArrayList<>(proof.parts(isDone));
        List<String> statements = new ArrayList<>(plain.apply(operation));
        statements.addAll(proof.drop());
        parts.add(OnlinePart.together(statements, isDone));
        return new OnlineForm(parts, proof.leftovers(), null);
    }

    /** A default that is one value for all rows is kept beside them, and takes no time. */
    @Override
    public OnlineForm addColumn(AddColumn operation) {
        Column column = operation.column();
        if (column.identity() != null
                || (column.generated() != null && column.generated().stored())) {
            return OnlineForm.missing(OnlineMessages.fillsAtOnce());
        }
        ForeignKey key = operation.foreignKey();
        boolean isVolatile = PostgresParts.isVolatile(column.defaultValue());
        boolean checksKey = key != null && key.looksAtRows() && column.defaultValue() != null;
        if (operation.ifNotExists() || operation.notNull() != null || (!isVolatile && !checksKey)) {
            return OnlineForm.PLAIN;
        }
        TableName table = operation.table();
        List<String> words = List.of(column.name(), "fkey");
        String keyName = key == null ? null : named(table, key.name(), words);
        if (key != null && keyName == null) {
            return unnamed(table, words);
        }
        if (isVolatile && !OnlineForm.hasOrder(before, table, batches)) {
            return OnlineForm.missing(OnlineMessages.noKey(table.toString()));
        }
        List<OnlinePart> parts = new ArrayList<>(
                isVolatile
                        ? filled(table, column)
                        : List.of(OnlinePart.together(
                                plain.apply(new AddColumn(table, column, null, false)),
                                catalog -> PostgresParts.hasColumn(catalog, table, column.name()))));
        if (key != null) {
            parts.addAll(foreignKeyParts(table, key.withName(keyName)));
        }
        return new OnlineForm(parts, List.of(), null);
    }

    private List<OnlinePart> filled(TableName table, Column column) {
        String name = column.name();
        String quoted = NAMES.quote(name);
        String value = renderer.defaultValue(Objects.requireNonNull(column.defaultValue()));
        List<String> added = new ArrayList<>(
                plain.apply(new AddColumn(table, column.withNullable(true).withDefault(null), null, false)));
        added.add("ALTER TABLE " + NAMES.quote(table) + " ALTER COLUMN " + quoted + " SET DEFAULT " + value);
        List<OnlinePart> parts = new ArrayList<>();
        parts.add(OnlinePart.together(added, catalog -> PostgresParts.hasColumn(catalog, table, name)));
        parts.add(OnlinePart.rows(table, quoted + " IS NULL", Map.of(name, value)));
        if (!column.nullable()) {
            NotNullProof proof = new NotNullProof(table, List.of(name), before);
            Predicate<Catalog> isDone = catalog -> PostgresParts.isNotNull(catalog, table, name)
                    && !PostgresParts.hasConstraint(catalog, table, proof.name(name));
            parts.addAll(proof.parts(isDone));
            List<String> statements = new ArrayList<>(proof.set());
            statements.addAll(proof.drop());
            parts.add(OnlinePart.together(statements, isDone));
        }
        return parts;
    }
}

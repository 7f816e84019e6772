package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jetbrains.exposed.v1.core.Column;
import org.jetbrains.exposed.v1.core.ExpressionWithColumnType;
import org.jetbrains.exposed.v1.core.ForeignKeyConstraint;
import org.jetbrains.exposed.v1.core.Op;
import org.jetbrains.exposed.v1.core.ReferenceOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads an Exposed table as ours. Needs no database and no transaction, and disturbs none the caller is in.
 *
 * <p>What Exposed leaves open is settled so: {@code uniqueIndex} makes a unique <em>index</em>; a primary
 * key, foreign key or check that the model does not name has no name here; an unnamed index gets Exposed's
 * name for it; expressions are standard SQL with double quotes; the checks Exposed adds for the range of
 * a number type are left out, as the type says it.
 */
@API(status = INTERNAL, since = "0.1")
public final class ExposedTables {
    private final org.jetbrains.exposed.v1.core.Table table;

    private ExposedTables(org.jetbrains.exposed.v1.core.Table table) {
        this.table = table;
    }

    /**
     * Translates a table.
     *
     * @throws IllegalArgumentException for a declaration that no value of ours describes
     */
    public static Table toTable(org.jetbrains.exposed.v1.core.Table table) {
        return StandardTransaction.during(() -> new ExposedTables(table).translate());
    }

    /** Exposed's names for the indexes that nobody gave one. */
    static Set<String> unnamedIndexes(org.jetbrains.exposed.v1.core.Table table) {
        return StandardTransaction.during(() -> table.getIndices().stream()
                .filter(index -> index.getCustomName() == null)
                .map(index -> StandardNames.unquoted(index.getIndexName()))
                .collect(Collectors.toSet()));
    }

    /** Exposed's word for an action as ours; none is {@code NO ACTION}. */
    public static ReferenceAction action(@Nullable ReferenceOption option) {
        return option == null ? ReferenceAction.NO_ACTION : ReferenceAction.valueOf(option.name());
    }

    private Table translate() {
        ExposedColumns columns = new ExposedColumns(table);
        return Table.of(
                        nameOf(table),
                        table.getColumns().stream().map(columns::translate).toList(),
                        primaryKey())
                .withCheckConstraints(checks())
                .withForeignKeys(
                        table.getForeignKeys().stream().map(this::foreignKey).toList())
                .withIndexes(table.getIndices().stream().map(this::index).toList());
    }

    private static TableName nameOf(org.jetbrains.exposed.v1.core.Table table) {
        String name = table.getTableName();
        String schema = table.getSchemaName();
        return schema == null
                ? TableName.of(StandardNames.unquoted(name))
                : new TableName(
                        StandardNames.unquoted(schema), StandardNames.unquoted(name.substring(schema.length() + 1)));
    }

    private @Nullable PrimaryKey primaryKey() {
        org.jetbrains.exposed.v1.core.Table.PrimaryKey key = table.getPrimaryKey();
        if (key == null) {
            return null;
        }
        // Exposed cannot tell a name that was given from one it made: the name it would make counts as none.
        String name = key.getName().equals("pk_" + table.getTableNameWithoutSchemeSanitized()) ? null : key.getName();
        return new PrimaryKey(name, names(Arrays.asList(key.getColumns())));
    }

    private ForeignKey foreignKey(ForeignKeyConstraint key) {
        List<String> from = new ArrayList<>();
        List<String> target = new ArrayList<>();
        key.getReferences().forEach((column, referenced) -> {
            from.add(StandardNames.unquoted(column.getName()));
            target.add(StandardNames.unquoted(referenced.getName()));
        });
        return ForeignKey.of(key.getCustomFkName(), from, nameOf(key.getTargetTable()), target)
                .onDelete(action(key.getDeleteRule()))
                .onUpdate(action(key.getUpdateRule()));
    }

    private Index index(org.jetbrains.exposed.v1.core.Index index) {
        List<IndexColumn> parts = new ArrayList<>();
        names(index.getColumns()).forEach(name -> parts.add(IndexColumn.column(name)));
        List<ExpressionWithColumnType<?>> functions = index.getFunctions();
        if (functions != null) {
            functions.forEach(
                    function -> parts.add(IndexColumn.expression(StandardTransaction.render(table, function))));
        }
        Op<Boolean> filter = index.getFilterCondition();
        return Index.of(StandardNames.unquoted(index.getIndexName()), parts)
                .withUnique(index.getUnique())
                .withWhere(filter == null ? null : StandardTransaction.render(table, filter))
                .withMethod(index.getIndexType());
    }

    private List<CheckConstraint> checks() {
        String name = table.getTableName().replaceAll("[\"'`]", "").replace('.', '_');
        String generated = "chk_" + name + "_";
        return table.checkConstraints().stream()
                .map(check -> new CheckConstraint(
                        StandardNames.unquoted(check.getCheckName()), StandardNames.quoted(check.getCheckOp())))
                .filter(check -> !isRangeCheck(check, generated))
                .map(check -> check.withCondition(StandardLiterals.rendered(check.condition())))
                .map(check -> unnamed(check, "check_" + name + "_"))
                .toList();
    }

    private static boolean isRangeCheck(CheckConstraint check, String prefix) {
        String name = String.valueOf(check.name());
        return name.startsWith(prefix + "signed_") || name.startsWith(prefix + "unsigned_");
    }

    /** Exposed numbers the checks it was given no name for. */
    private static CheckConstraint unnamed(CheckConstraint check, String prefix) {
        String name = String.valueOf(check.name());
        boolean numbered = name.startsWith(prefix)
                && name.substring(prefix.length()).chars().allMatch(Character::isDigit);
        return numbered ? new CheckConstraint(null, check.condition()) : check;
    }

    private static List<String> names(List<Column<?>> columns) {
        return columns.stream()
                .map(column -> StandardNames.unquoted(column.getName()))
                .toList();
    }
}

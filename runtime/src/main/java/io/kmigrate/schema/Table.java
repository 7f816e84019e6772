package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A table with all that hangs on it. Columns are in the table's order; the other lists have none.
 *
 * @param options a dialect's name to what follows the columns there, such as {@code sqlite} to {@code STRICT};
 *     read back from a catalog only where a table is partitioned
 */
@API(status = STABLE, since = "0.1")
public record Table(
        TableName name,
        List<Column> columns,
        @Nullable PrimaryKey primaryKey,
        List<UniqueConstraint> uniqueConstraints,
        List<CheckConstraint> checkConstraints,
        List<ForeignKey> foreignKeys,
        List<ExclusionConstraint> exclusionConstraints,
        List<NotNullConstraint> notNullConstraints,
        List<Index> indexes,
        Map<String, String> options,
        @Nullable String comment) {
    public Table {
        columns = List.copyOf(columns);
        uniqueConstraints = List.copyOf(uniqueConstraints);
        checkConstraints = List.copyOf(checkConstraints);
        foreignKeys = List.copyOf(foreignKeys);
        exclusionConstraints = List.copyOf(exclusionConstraints);
        notNullConstraints = List.copyOf(notNullConstraints);
        indexes = List.copyOf(indexes);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** A table with columns and a primary key, and nothing else. */
    public static Table of(TableName name, List<Column> columns, @Nullable PrimaryKey primaryKey) {
        return new Table(
                name,
                columns,
                primaryKey,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null);
    }

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    public Optional<Index> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    /** The names of all named constraints, the primary key's included. */
    public List<String> constraintNames() {
        Stream<@Nullable String> primary = Stream.of(primaryKey == null ? null : primaryKey.name());
        return Stream.of(
                        primary,
                        uniqueConstraints.stream().map(UniqueConstraint::name),
                        checkConstraints.stream().map(CheckConstraint::name),
                        foreignKeys.stream().map(ForeignKey::name),
                        exclusionConstraints.stream().map(ExclusionConstraint::name),
                        notNullConstraints.stream().map(NotNullConstraint::name))
                .flatMap(names -> names)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    public Table withName(TableName newName) {
        return copy().name(newName).build();
    }

    public Table withColumns(List<Column> newColumns) {
        return copy().columns(newColumns).build();
    }

    /** The table with {@code changed} in the place of the column called {@code columnName}. */
    public Table withColumn(String columnName, Column changed) {
        List<Column> result = new ArrayList<>(columns);
        result.replaceAll(column -> column.name().equals(columnName) ? changed : column);
        return withColumns(result);
    }

    public Table withPrimaryKey(@Nullable PrimaryKey key) {
        return copy().primaryKey(key).build();
    }

    public Table withUniqueConstraints(List<UniqueConstraint> constraints) {
        return copy().uniqueConstraints(constraints).build();
    }

    public Table withCheckConstraints(List<CheckConstraint> constraints) {
        return copy().checkConstraints(constraints).build();
    }

    public Table withForeignKeys(List<ForeignKey> keys) {
        return copy().foreignKeys(keys).build();
    }

    public Table withExclusionConstraints(List<ExclusionConstraint> constraints) {
        return copy().exclusionConstraints(constraints).build();
    }

    public Table withNotNullConstraints(List<NotNullConstraint> constraints) {
        return copy().notNullConstraints(constraints).build();
    }

    public Table withOptions(Map<String, String> newOptions) {
        return copy().options(newOptions).build();
    }

    public Table withIndexes(List<Index> newIndexes) {
        return copy().indexes(newIndexes).build();
    }

    public Table withComment(@Nullable String newComment) {
        return copy().comment(newComment).build();
    }

    private Copy copy() {
        return new Copy(this);
    }

    /** Keeps the withers above to one line each. */
    private static final class Copy {
        private TableName name;
        private List<Column> columns;
        private @Nullable PrimaryKey primaryKey;
        private List<UniqueConstraint> uniqueConstraints;
        private List<CheckConstraint> checkConstraints;
        private List<ForeignKey> foreignKeys;
        private List<ExclusionConstraint> exclusionConstraints;
        private List<NotNullConstraint> notNullConstraints;
        private List<Index> indexes;
        private Map<String, String> options;
        private @Nullable String comment;

        Copy(Table table) {
            name = table.name;
            columns = table.columns;
            primaryKey = table.primaryKey;
            uniqueConstraints = table.uniqueConstraints;
            checkConstraints = table.checkConstraints;
            foreignKeys = table.foreignKeys;
            exclusionConstraints = table.exclusionConstraints;
            notNullConstraints = table.notNullConstraints;
            indexes = table.indexes;
            options = table.options;
            comment = table.comment;
        }

        Copy name(TableName value) {
            name = value;
            return this;
        }

        Copy columns(List<Column> value) {
            columns = value;
            return this;
        }

        Copy primaryKey(@Nullable PrimaryKey value) {
            primaryKey = value;
            return this;
        }

        Copy uniqueConstraints(List<UniqueConstraint> value) {
            uniqueConstraints = value;
            return this;
        }

        Copy checkConstraints(List<CheckConstraint> value) {
            checkConstraints = value;
            return this;
        }

        Copy foreignKeys(List<ForeignKey> value) {
            foreignKeys = value;
            return this;
        }

        Copy exclusionConstraints(List<ExclusionConstraint> value) {
            exclusionConstraints = value;
            return this;
        }

        Copy notNullConstraints(List<NotNullConstraint> value) {
            notNullConstraints = value;
            return this;
        }

        Copy options(Map<String, String> value) {
            options = value;
            return this;
        }

        Copy indexes(List<Index> value) {
            indexes = value;
            return this;
        }

        Copy comment(@Nullable String value) {
            comment = value;
            return this;
        }

        Table build() {
            return new Table(
                    name,
                    columns,
                    primaryKey,
                    uniqueConstraints,
                    checkConstraints,
                    foreignKeys,
                    exclusionConstraints,
                    notNullConstraints,
                    indexes,
                    options,
                    comment);
        }
    }
}

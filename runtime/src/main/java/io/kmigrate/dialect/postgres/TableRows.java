package io.kmigrate.dialect.postgres;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table while the catalog's rows about it come in: a table of its own for each row would cost more than the rows. */
final class TableRows {
    final List<UniqueConstraint> uniqueConstraints = new ArrayList<>();
    final List<CheckConstraint> checkConstraints = new ArrayList<>();
    final List<ForeignKey> foreignKeys = new ArrayList<>();
    final List<ExclusionConstraint> exclusionConstraints = new ArrayList<>();
    final List<NotNullConstraint> notNullConstraints = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();

    @Nullable
    PrimaryKey primaryKey;

    private final TableName name;
    private final Map<String, String> options;
    private final @Nullable String comment;
    private final List<Column> columns = new ArrayList<>();
    private final Map<Integer, String> names = new HashMap<>();

    TableRows(TableName name, Map<String, String> options, @Nullable String comment) {
        this.name = name;
        this.options = options;
        this.comment = comment;
    }

    void addColumn(int number, Column column) {
        columns.add(column);
        names.put(number, column.name());
    }

    /** The column with that number; empty where it was made after the columns were read. */
    Optional<String> column(int number) {
        return Optional.ofNullable(names.get(number));
    }

    /** The columns with these numbers; empty where one of them was made after the columns were read. */
    Optional<List<String>> columns(List<Integer> numbers) {
        List<String> found = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            String column = names.get(number);
            if (column == null) {
                return Optional.empty();
            }
            found.add(column);
        }
        return Optional.of(found);
    }

    Table table() {
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

package io.kmigrate.dialect.sqlite;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables for a script that creates them: STRICT and WITHOUT ROWID are said, and a declared type stays as it is
 * where ours would keep other values, as TEXT does in the place of DATETIME.
 */
final class BaselineTables {
    private BaselineTables() {}

    static Snapshot of(MasterTable master, Snapshot introspected) {
        Snapshot result = introspected;
        for (MasterTable.Row row : master.tables()) {
            Optional<Table> table = result.table(TableName.of(row.name()));
            if (table.isPresent()) {
                result = result.with(baseline(table.get(), TableText.parse(row.sql())));
            }
        }
        return result;
    }

    private static Table baseline(Table table, TableText text) {
        String options = Stream.of(text.isStrict() ? "STRICT" : "", text.isWithoutRowId() ? "WITHOUT ROWID" : "")
                .filter(option -> !option.isEmpty())
                .collect(Collectors.joining(", "));
        return table.withColumns(table.columns().stream()
                        .map(column -> text.column(column.name())
                                .map(found -> baseline(column, found.type(), text.isStrict()))
                                .orElse(column))
                        .toList())
                .withOptions(options.isEmpty() ? Map.of() : Map.of(SqliteDialect.NAME, options));
    }

    private static Column baseline(Column column, String declared, boolean strict) {
        String ours = strict ? SqliteTypes.strict(column.type()) : SqliteTypes.sql(column.type());
        boolean isSame = SqliteTypes.Affinity.of(ours) == SqliteTypes.Affinity.of(declared);
        return isSame || column.identity() != null ? column : column.withType(new CustomType(declared));
    }
}

package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.sqlite.SqliteTypes.Affinity;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import java.util.Locale;

/**
 * The values that a column of a type has once SQLite converted those of another: a condition, empty where any
 * value will do.
 *
 * @param column quoted
 */
record ConvertedValues(String column) implements DefaultingColumnTypeVisitor<String> {
    @Override
    public String otherwise(ColumnType type) {
        Affinity affinity = Affinity.of(SqliteTypes.sql(type));
        return switch (affinity) {
            case INTEGER, TEXT, REAL ->
                "typeof(" + column + ") = '" + affinity.name().toLowerCase(Locale.ROOT) + "'";
            case BLOB, NUMERIC -> "";
        };
    }

    @Override
    public String booleanType(BooleanType type) {
        return column + " IN (0, 1)";
    }

    @Override
    public String uuidType(UuidType type) {
        return "typeof(" + column + ") = 'blob' AND length(" + column + ") = 16";
    }

    @Override
    public String decimalType(DecimalType type) {
        return anyNumber();
    }

    @Override
    public String floatType(FloatType type) {
        return anyNumber();
    }

    private String anyNumber() {
        return "typeof(" + column + ") IN ('integer', 'real')";
    }
}

package io.kmigrate.dialect;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import java.math.BigDecimal;

/** A number that a catalog gives as the default of a column. */
public final class DefaultNumber {
    private DefaultNumber() {}

    /** Whether columns of a type hold numbers. */
    public static boolean fits(ColumnType type) {
        return type instanceof IntegerType || type instanceof DecimalType || type instanceof FloatType;
    }

    /** In the Java type that Exposed has for the column. */
    public static Object of(String text, ColumnType type) {
        BigDecimal number = new BigDecimal(text);
        if (type instanceof FloatType real) {
            return real.bits() == 32 ? (Object) number.floatValue() : (Object) number.doubleValue();
        }
        boolean whole =
                type instanceof IntegerType && number.stripTrailingZeros().scale() <= 0;
        if (!whole) {
            return number;
        }
        return switch (((IntegerType) type).bits()) {
            case 8 -> number.byteValue();
            case 16 -> number.shortValue();
            case 32 -> number.intValue();
            default -> number.longValue();
        };
    }
}

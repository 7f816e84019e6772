package io.kmigrate.schema;

import io.kmigrate.schema.ColumnType.BinaryType;
import io.kmigrate.schema.ColumnType.BlobType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.CharType;
import io.kmigrate.schema.ColumnType.DateType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.JsonType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.ColumnType.VarcharType;

/** Whether every value of one type has its place in another. Where that is not certain, it is not so. */
public final class Widening {
    private Widening() {}

    public static boolean holds(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return true;
        }
        if (to instanceof TextType text) {
            return length(from) > 0
                    || isShortText(from)
                    || (from instanceof TextType old && old.size().compareTo(text.size()) <= 0);
        }
        if (to instanceof VarcharType varchar) {
            int length = length(from);
            return length > 0 && length <= varchar.length();
        }
        return number(from, to) || other(from, to);
    }

    /** Whether one may have become the other by a change of mind about size: both numbers, both texts, both times. */
    public static boolean isRelated(ColumnType left, ColumnType right) {
        return left.getClass() == right.getClass()
                || (isText(left) == isText(right) && (holds(left, right) || holds(right, left)));
    }

    private static boolean isText(ColumnType type) {
        return type instanceof VarcharType || type instanceof CharType || type instanceof TextType;
    }

    /** The longest text of a value; 0 where it is not known. */
    private static int length(ColumnType type) {
        if (type instanceof VarcharType varchar) {
            return varchar.length();
        }
        if (type instanceof CharType character) {
            return character.length();
        }
        if (type instanceof IntegerType integer) {
            return digits(integer) + 1;
        }
        if (type instanceof DecimalType decimal) {
            return decimal.precision() + 2;
        }
        if (type instanceof EnumType enumeration) {
            return enumeration.labels().stream().mapToInt(String::length).max().orElse(0);
        }
        return type instanceof UuidType ? 36 : 0;
    }

    private static boolean isShortText(ColumnType type) {
        return type instanceof BooleanType || type instanceof DateType;
    }

    /** 3, 5, 10 and 20 for 8, 16, 32 and 64 bits. */
    private static int digits(IntegerType type) {
        return (int) Math.ceil(type.bits() * Math.log10(2));
    }

    private static boolean number(ColumnType from, ColumnType to) {
        if (from instanceof IntegerType old && to instanceof IntegerType wider) {
            return old.unsigned() == wider.unsigned()
                    ? old.bits() <= wider.bits()
                    : old.unsigned() && old.bits() < wider.bits();
        }
        if (from instanceof IntegerType old && to instanceof DecimalType decimal) {
            return digits(old) <= decimal.precision() - decimal.scale();
        }
        if (from instanceof DecimalType old && to instanceof DecimalType decimal) {
            return old.scale() <= decimal.scale()
                    && old.precision() - old.scale() <= decimal.precision() - decimal.scale();
        }
        return from instanceof FloatType old && to instanceof FloatType wider && old.bits() <= wider.bits();
    }

    private static boolean other(ColumnType from, ColumnType to) {
        return (from instanceof TimestampType old
                        && to instanceof TimestampType zoned
                        && !old.withTimeZone()
                        && zoned.withTimeZone())
                || (from instanceof DateType && to instanceof TimestampType)
                || (from instanceof JsonType && to instanceof JsonType)
                || (from instanceof BinaryType && to instanceof BlobType)
                || (from instanceof EnumType old
                        && to instanceof EnumType wider
                        && wider.labels().containsAll(old.labels()));
    }
}

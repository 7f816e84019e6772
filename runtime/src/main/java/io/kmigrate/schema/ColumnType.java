package io.kmigrate.schema;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as a user means it; a dialect says how it is spelled. {@code toString} is the canonical
 * form used in plans and checksums: changing it changes every checksum.
 */
public sealed interface ColumnType {
    /** A whole number of 8, 16, 32 or 64 bits. */
    record IntegerType(int bits, boolean unsigned) implements ColumnType {
        @Override
        public String toString() {
            return (unsigned ? "uint" : "int") + bits;
        }
    }

    /** An exact number. */
    record DecimalType(int precision, int scale) implements ColumnType {
        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** A binary floating-point number of 32 or 64 bits. */
    record FloatType(int bits) implements ColumnType {
        @Override
        public String toString() {
            return "float" + bits;
        }
    }

    record BooleanType() implements ColumnType {
        @Override
        public String toString() {
            return "boolean";
        }
    }

    /** Text padded to a fixed number of characters. */
    record CharType(int length) implements ColumnType {
        @Override
        public String toString() {
            return "char(" + length + ")";
        }
    }

    /** Text of at most {@code length} characters. */
    record VarcharType(int length) implements ColumnType {
        @Override
        public String toString() {
            return "varchar(" + length + ")";
        }
    }

    /** Text with no limit of ours; the sizes differ on MySQL and MariaDB alone. */
    record TextType(Size size) implements ColumnType {
        public enum Size {
            NORMAL,
            MEDIUM,
            LARGE
        }

        @Override
        public String toString() {
            return size == Size.NORMAL ? "text" : size.name().toLowerCase(Locale.ROOT) + "text";
        }
    }

    /** Bytes; {@code length} is null where the database's unlimited binary type is meant. */
    record BinaryType(@Nullable Integer length) implements ColumnType {
        @Override
        public String toString() {
            return length == null ? "binary" : "binary(" + length + ")";
        }
    }

    record BlobType() implements ColumnType {
        @Override
        public String toString() {
            return "blob";
        }
    }

    record UuidType() implements ColumnType {
        @Override
        public String toString() {
            return "uuid";
        }
    }

    record DateType() implements ColumnType {
        @Override
        public String toString() {
            return "date";
        }
    }

    record TimeType() implements ColumnType {
        @Override
        public String toString() {
            return "time";
        }
    }

    /** A moment or, without a zone, a wall-clock date and time. */
    record TimestampType(boolean withTimeZone) implements ColumnType {
        @Override
        public String toString() {
            return withTimeZone ? "timestamptz" : "timestamp";
        }
    }

    /** JSON; {@code binary} is PostgreSQL's jsonb. */
    record JsonType(boolean binary) implements ColumnType {
        @Override
        public String toString() {
            return binary ? "jsonb" : "json";
        }
    }

    record ArrayType(ColumnType element) implements ColumnType {
        @Override
        public String toString() {
            return element + "[]";
        }
    }

    /** A named enumeration kept by the database. */
    record EnumType(String name, List<String> labels) implements ColumnType {
        public EnumType {
            labels = List.copyOf(labels);
        }

        @Override
        public String toString() {
            return "enum " + name + labels;
        }
    }

    /** A type spelled by the user, or found in a catalog, that none of the others describes. */
    record CustomType(String sql) implements ColumnType {
        @Override
        public String toString() {
            return sql;
        }
    }
}

package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as a user means it; a dialect says how it is spelled. {@code toString} is the canonical
 * form used in plans and checksums: changing it changes every checksum.
 */
@API(status = STABLE, since = "0.1")
public sealed interface ColumnType {
    <R> R accept(ColumnTypeVisitor<R> visitor);

    /** The type of the elements, of however many dimensions the array is; of a type that is no array, itself. */
    default ColumnType elementType() {
        return this;
    }

    /** Whether its values are numbers. */
    default boolean isNumber() {
        return false;
    }

    /** Whether its values are text. */
    default boolean isText() {
        return false;
    }

    /** A whole number of 8, 16, 32 or 64 bits. */
    record IntegerType(int bits, boolean unsigned) implements ColumnType {
        @Override
        public boolean isNumber() {
            return true;
        }

        @Override
        public String toString() {
            return (unsigned ? "uint" : "int") + bits;
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.integerType(this);
        }
    }

    /** An exact number. */
    record DecimalType(int precision, int scale) implements ColumnType {
        @Override
        public boolean isNumber() {
            return true;
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.decimalType(this);
        }
    }

    /** A binary floating-point number of 32 or 64 bits. */
    record FloatType(int bits) implements ColumnType {
        @Override
        public boolean isNumber() {
            return true;
        }

        @Override
        public String toString() {
            return "float" + bits;
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.floatType(this);
        }
    }

    record BooleanType() implements ColumnType {
        @Override
        public String toString() {
            return "boolean";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.booleanType(this);
        }
    }

    /** Text padded to a fixed number of characters. */
    record CharType(int length) implements ColumnType {
        @Override
        public boolean isText() {
            return true;
        }

        @Override
        public String toString() {
            return "char(" + length + ")";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.charType(this);
        }
    }

    /** Text of at most {@code length} characters. */
    record VarcharType(int length) implements ColumnType {
        @Override
        public boolean isText() {
            return true;
        }

        @Override
        public String toString() {
            return "varchar(" + length + ")";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.varcharType(this);
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
        public boolean isText() {
            return true;
        }

        @Override
        public String toString() {
            return size == Size.NORMAL ? "text" : size.name().toLowerCase(Locale.ROOT) + "text";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.textType(this);
        }
    }

    /** Bytes; {@code length} is null where the database's unlimited binary type is meant. */
    record BinaryType(@Nullable Integer length) implements ColumnType {
        @Override
        public String toString() {
            return length == null ? "binary" : "binary(" + length + ")";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.binaryType(this);
        }
    }

    record BlobType() implements ColumnType {
        @Override
        public String toString() {
            return "blob";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.blobType(this);
        }
    }

    record UuidType() implements ColumnType {
        @Override
        public String toString() {
            return "uuid";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.uuidType(this);
        }
    }

    record DateType() implements ColumnType {
        @Override
        public String toString() {
            return "date";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.dateType(this);
        }
    }

    record TimeType() implements ColumnType {
        @Override
        public String toString() {
            return "time";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.timeType(this);
        }
    }

    /** A moment or, without a zone, a wall-clock date and time. */
    record TimestampType(boolean withTimeZone) implements ColumnType {
        @Override
        public String toString() {
            return withTimeZone ? "timestamptz" : "timestamp";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.timestampType(this);
        }
    }

    /** JSON; {@code binary} is PostgreSQL's jsonb. */
    record JsonType(boolean binary) implements ColumnType {
        @Override
        public String toString() {
            return binary ? "jsonb" : "json";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.jsonType(this);
        }
    }

    record ArrayType(ColumnType element) implements ColumnType {
        @Override
        public ColumnType elementType() {
            return element.elementType();
        }

        @Override
        public String toString() {
            return element + "[]";
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.arrayType(this);
        }
    }

    /** A named enumeration kept by the database. */
    record EnumType(TableName name, List<String> labels) implements ColumnType {
        public EnumType {
            labels = List.copyOf(labels);
        }

        /** An enumeration whose schema stands before its name, with a dot between them, or is the default one. */
        public EnumType(String name, List<String> labels) {
            this(TableName.parse(name), labels);
        }

        @Override
        public String toString() {
            return "enum " + name + labels;
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.enumType(this);
        }
    }

    /** A type spelled by the user, or found in a catalog, that none of the others describes. */
    record CustomType(String sql) implements ColumnType {
        @Override
        public String toString() {
            return sql;
        }

        @Override
        public <R> R accept(ColumnTypeVisitor<R> visitor) {
            return visitor.customType(this);
        }
    }
}

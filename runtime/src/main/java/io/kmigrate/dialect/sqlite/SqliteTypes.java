package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedColumnMessages;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.ArrayType;
import io.kmigrate.schema.ColumnType.BinaryType;
import io.kmigrate.schema.ColumnType.BlobType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.CharType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ColumnType.DateType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.JsonType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.ColumnType.TimeType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Type names. They are Exposed's for SQLite, since users read and write these columns with Exposed: moments
 * are text, a UUID is 16 bytes. SQLite itself knows only {@link Affinity}.
 */
final class SqliteTypes {
    /** The type of a column that numbers rows, for every size that a script gives it. */
    static final CustomType ROW_ID = new CustomType("INTEGER");

    private static final Pattern DECLARED = Pattern.compile("(.*?)(?:\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

    private static final ColumnType TEXT = new TextType(TextType.Size.NORMAL);

    private static final Map<Class<? extends ColumnType>, Function<ColumnType, String>> NAMES = Map.ofEntries(
            name(IntegerType.class, SqliteTypes::integer),
            name(DecimalType.class, type -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")"),
            name(FloatType.class, type -> type.bits() == 32 ? "SINGLE" : "DOUBLE PRECISION"),
            name(BooleanType.class, type -> "BOOLEAN"),
            name(CharType.class, type -> "CHAR(" + type.length() + ")"),
            name(VarcharType.class, type -> "VARCHAR(" + type.length() + ")"),
            name(TextType.class, type -> "TEXT"),
            name(BinaryType.class, type -> type.length() == null ? "BLOB" : "VARBINARY(" + type.length() + ")"),
            name(BlobType.class, type -> "BLOB"),
            name(UuidType.class, type -> "BINARY(16)"),
            name(DateType.class, type -> "TEXT"),
            name(TimeType.class, type -> "TIME"),
            name(TimestampType.class, type -> "TEXT"),
            name(JsonType.class, type -> type.binary() ? "BLOB" : "TEXT"),
            name(ArrayType.class, SqliteTypes::array),
            name(EnumType.class, type -> "TEXT"),
            name(CustomType.class, CustomType::sql));

    /** What a declared name without numbers means. */
    private static final Map<String, ColumnType> PLAIN = Map.ofEntries(
            Map.entry("TINYINT", new IntegerType(8, false)),
            Map.entry("SMALLINT", new IntegerType(16, false)),
            Map.entry("INT2", new IntegerType(16, false)),
            Map.entry("INT", new IntegerType(32, false)),
            Map.entry("INTEGER", new IntegerType(32, false)),
            Map.entry("MEDIUMINT", new IntegerType(32, false)),
            Map.entry("BIGINT", new IntegerType(64, false)),
            Map.entry("INT8", new IntegerType(64, false)),
            Map.entry("BOOLEAN", new BooleanType()),
            Map.entry("BOOL", new BooleanType()),
            Map.entry("SINGLE", new FloatType(32)),
            Map.entry("FLOAT", new FloatType(64)),
            Map.entry("REAL", new FloatType(64)),
            Map.entry("DOUBLE", new FloatType(64)),
            Map.entry("DOUBLE PRECISION", new FloatType(64)),
            Map.entry("TEXT", TEXT),
            Map.entry("CLOB", TEXT),
            Map.entry("BLOB", new BlobType()),
            // A column without a type takes any value as it comes, as one of type BLOB does.
            Map.entry("", new BlobType()),
            Map.entry("UUID", new UuidType()),
            Map.entry("DATE", new DateType()),
            Map.entry("TIME", new TimeType()),
            Map.entry("DATETIME", new TimestampType(false)),
            Map.entry("TIMESTAMP", new TimestampType(false)),
            Map.entry("TIMESTAMP WITH TIME ZONE", new TimestampType(true)),
            Map.entry("TIMESTAMPTZ", new TimestampType(true)),
            Map.entry("JSON", new JsonType(false)),
            Map.entry("JSONB", new JsonType(true)));

    private SqliteTypes() {}

    /** What SQLite makes of a declared type. */
    enum Affinity {
        INTEGER,
        TEXT,
        BLOB,
        REAL,
        NUMERIC;

        /** The rules of https://www.sqlite.org/datatype3.html#determination_of_column_affinity, in order. */
        static Affinity of(String declared) {
            String upper = declared.toUpperCase(Locale.ROOT);
            if (upper.contains("INT")) {
                return INTEGER;
            }
            if (upper.contains("CHAR") || upper.contains("CLOB") || upper.contains("TEXT")) {
                return TEXT;
            }
            if (upper.contains("BLOB") || upper.isBlank()) {
                return BLOB;
            }
            return upper.contains("REAL") || upper.contains("FLOA") || upper.contains("DOUB") ? REAL : NUMERIC;
        }
    }

    static String sql(ColumnType type) {
        Function<ColumnType, String> name = NAMES.get(type.getClass());
        if (name == null) {
            throw new IllegalStateException("no SQLite name for " + type.getClass());
        }
        return name.apply(type);
    }

    /** The name a STRICT table accepts, which keeps the same values. */
    static String strict(ColumnType type) {
        return type.accept(new StrictName());
    }

    private static final class StrictName implements DefaultingColumnTypeVisitor<String> {
        @Override
        public String otherwise(ColumnType type) {
            Affinity affinity = Affinity.of(sql(type));
            return affinity == Affinity.NUMERIC ? "REAL" : affinity.name();
        }

        @Override
        public String customType(CustomType type) {
            return type.sql();
        }

        @Override
        public String binaryType(BinaryType type) {
            return "BLOB";
        }

        @Override
        public String uuidType(UuidType type) {
            return "BLOB";
        }

        @Override
        public String timeType(TimeType type) {
            return "TEXT";
        }

        @Override
        public String booleanType(BooleanType type) {
            return "INTEGER";
        }
    }

    /** Whether its values are bytes that any value becomes. */
    static boolean isBytes(ColumnType type) {
        return type.equals(new BlobType()) || type instanceof BinaryType;
    }

    /** The type that is declared by these words and no others, which a column keeps to the letter. */
    static ColumnType declared(String text) {
        ColumnType known = parse(text);
        String plain = text.strip().replaceAll("\\s+", " ").replace(" (", "(");
        return sql(known).replace(", ", ",").equalsIgnoreCase(plain.replace(", ", ","))
                ? known
                : new CustomType(text.strip());
    }

    /** The type that a declaration means; {@link CustomType} where none of ours does. */
    static ColumnType parse(String declared) {
        String upper = declared.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        Matcher parts = DECLARED.matcher(upper);
        if (!parts.matches() || parts.group(2) == null) {
            return PLAIN.getOrDefault(upper, new CustomType(declared.strip()));
        }
        int length = Integer.parseInt(parts.group(2));
        int scale = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        return switch (parts.group(1)) {
            case "CHAR", "CHARACTER", "NCHAR" -> new CharType(length);
            case "VARCHAR", "CHARACTER VARYING", "VARYING CHARACTER", "NVARCHAR" -> new VarcharType(length);
            case "DECIMAL", "NUMERIC" -> new DecimalType(length, scale);
            case "BINARY" -> length == 16 ? new UuidType() : new BinaryType(length);
            case "VARBINARY" -> new BinaryType(length);
            default -> new CustomType(declared.strip());
        };
    }

    /** True when a column of one declares what a column of the other does. */
    static boolean same(ColumnType left, ColumnType right) {
        return left.equals(right)
                || (ROW_ID.equals(left) && right instanceof IntegerType)
                || (ROW_ID.equals(right) && left instanceof IntegerType)
                || key(left).equals(key(right));
    }

    /** Floats are all of 64 bits; what else has one name has one key. */
    private static String key(ColumnType type) {
        ColumnType meant = parse(sql(type));
        return meant instanceof FloatType ? "DOUBLE PRECISION" : sql(meant);
    }

    private static String integer(IntegerType type) {
        return switch (type.unsigned() ? type.bits() * 2 : type.bits()) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INT";
            case 64 -> "BIGINT";
            default -> "NUMERIC(20)";
        };
    }

    private static String array(ArrayType type) {
        throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.array("SQLite", type.toString()));
    }

    private static <T extends ColumnType> Map.Entry<Class<? extends ColumnType>, Function<ColumnType, String>> name(
            Class<T> type, Function<T, String> name) {
        return Map.entry(type, value -> name.apply(type.cast(value)));
    }
}

package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.TypeSpellings;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types to their names and back. Text is Unicode; a signed byte takes SMALLINT, as TINYINT has no sign; JSON
 * is text, as the json type came with SQL Server 2025.
 */
final class SqlServerTypes extends TypeSpellings {
    /** In characters of NVARCHAR; what is longer is MAX. */
    private static final int LONGEST_TEXT = 4000;

    /** In bytes of VARBINARY; what is longer is MAX. */
    private static final int LONGEST_BINARY = 8000;

    private static final Pattern SIZED = Pattern.compile("([a-z0-9]+) ?\\((\\d+|max)(?:, ?(\\d+))?\\)");

    private static final Map<String, ColumnType> PLAIN = Map.ofEntries(
            Map.entry("tinyint", new IntegerType(8, true)),
            Map.entry("smallint", new IntegerType(16, false)),
            Map.entry("int", new IntegerType(32, false)),
            Map.entry("integer", new IntegerType(32, false)),
            Map.entry("bigint", new IntegerType(64, false)),
            Map.entry("decimal", new DecimalType(18, 0)),
            Map.entry("numeric", new DecimalType(18, 0)),
            Map.entry("real", new FloatType(32)),
            Map.entry("float(24)", new FloatType(32)),
            Map.entry("float", new FloatType(64)),
            Map.entry("float(53)", new FloatType(64)),
            Map.entry("double precision", new FloatType(64)),
            Map.entry("bit", new BooleanType()),
            Map.entry("nchar", new CharType(1)),
            Map.entry("nvarchar", new VarcharType(1)),
            Map.entry("nvarchar(max)", new TextType(TextType.Size.NORMAL)),
            Map.entry("varbinary(max)", new BlobType()),
            Map.entry("uniqueidentifier", new UuidType()),
            Map.entry("date", new DateType()),
            Map.entry("time", new TimeType()),
            Map.entry("time(7)", new TimeType()),
            Map.entry("datetime2", new TimestampType(false)),
            Map.entry("datetime2(7)", new TimestampType(false)),
            Map.entry("datetimeoffset", new TimestampType(true)),
            Map.entry("datetimeoffset(7)", new TimestampType(true)));

    SqlServerTypes() {
        spell(IntegerType.class, SqlServerTypes::integer);
        spell(DecimalType.class, type -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")");
        spell(FloatType.class, type -> type.bits() == 32 ? "REAL" : "FLOAT");
        spell(BooleanType.class, type -> "BIT");
        spell(CharType.class, type -> "NCHAR(" + type.length() + ")");
        spell(VarcharType.class, type -> "NVARCHAR(" + size(type.length(), LONGEST_TEXT) + ")");
        spell(TextType.class, type -> "NVARCHAR(MAX)");
        spell(BinaryType.class, SqlServerTypes::binary);
        spell(BlobType.class, type -> "VARBINARY(MAX)");
        spell(UuidType.class, type -> "UNIQUEIDENTIFIER");
        spell(DateType.class, type -> "DATE");
        spell(TimeType.class, type -> "TIME");
        spell(TimestampType.class, type -> type.withTimeZone() ? "DATETIMEOFFSET" : "DATETIME2");
        spell(JsonType.class, type -> "NVARCHAR(MAX)");
        spell(ArrayType.class, type -> {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.array("SQL Server", type.toString()));
        });
        spell(EnumType.class, type -> {
            throw new UnsupportedOperationByDialectException(UnsupportedColumnMessages.enumeration(
                    "SQL Server", type.name().toString()));
        });
        spell(CustomType.class, CustomType::sql);
    }

    private static String integer(IntegerType type) {
        if (type.unsigned()) {
            return switch (type.bits()) {
                case 8 -> "TINYINT";
                case 16 -> "INT";
                case 32 -> "BIGINT";
                default -> "DECIMAL(20, 0)";
            };
        }
        return switch (type.bits()) {
            case 8, 16 -> "SMALLINT";
            case 32 -> "INT";
            default -> "BIGINT";
        };
    }

    private static String binary(BinaryType type) {
        return "VARBINARY(" + (type.length() == null ? "MAX" : size(type.length(), LONGEST_BINARY)) + ")";
    }

    private static String size(int length, int longest) {
        return length > longest ? "MAX" : Integer.toString(length);
    }

    /** The type that the catalog or a user calls {@code text}. */
    static ColumnType parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        ColumnType plain = PLAIN.get(name);
        if (plain != null) {
            return plain;
        }
        Matcher sized = SIZED.matcher(name);
        if (!sized.matches() || sized.group(2).equals("max")) {
            return new CustomType(text);
        }
        int first = Integer.parseInt(sized.group(2));
        String second = sized.group(3);
        return switch (sized.group(1)) {
            case "nchar" -> new CharType(first);
            case "nvarchar" -> new VarcharType(first);
            case "varbinary" -> new BinaryType(first);
            case "decimal", "numeric" -> new DecimalType(first, second == null ? 0 : Integer.parseInt(second));
            default -> new CustomType(text);
        };
    }

    /** One spelling for all types that are the same to the database. */
    String canonical(ColumnType type) {
        return sql(parse(sql(type))).toUpperCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    /** True for text, which alone has a collation. */
    boolean isText(ColumnType type) {
        return canonical(type).matches("N?(VAR)?CHAR(\\(.*\\))?|N?TEXT");
    }

    /** True for what no index can have as a key. */
    boolean isUnbounded(ColumnType type) {
        return canonical(type).matches(".*\\(MAX\\)|N?TEXT|IMAGE|XML");
    }

    /** True where the column only gets room: the one change that indexes and checks do not stand in the way of. */
    boolean isWider(ColumnType from, ColumnType to) {
        return to.accept(new Room(from));
    }

    private record Room(ColumnType from) implements DefaultingColumnTypeVisitor<Boolean> {
        @Override
        public Boolean otherwise(ColumnType to) {
            return false;
        }

        @Override
        public Boolean varcharType(VarcharType to) {
            return from instanceof VarcharType old && old.length() <= to.length();
        }

        @Override
        public Boolean binaryType(BinaryType to) {
            return from instanceof BinaryType old
                    && old.length() != null
                    && to.length() != null
                    && old.length() <= to.length();
        }
    }
}

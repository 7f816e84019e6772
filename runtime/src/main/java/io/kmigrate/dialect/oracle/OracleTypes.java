package io.kmigrate.dialect.oracle;

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
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types to their names and back. Booleans, times, UUIDs and JSON are what Exposed 1.6 makes of them, so that
 * its typed statements fit our columns: CHAR(1) with 1 and 0, TIMESTAMP, RAW(16), VARCHAR2(4000). Oracle has a
 * boolean from 23ai on, and no time of day.
 */
final class OracleTypes extends TypeSpellings {
    /** In characters of VARCHAR2, unless MAX_STRING_SIZE is EXTENDED. */
    private static final int LONGEST_TEXT = 4000;

    /** In bytes of RAW. */
    private static final int LONGEST_BINARY = 2000;

    private static final Pattern SIZED =
            Pattern.compile("([a-z0-9 ]+?) ?\\((\\d+)(?: (char|byte))?(?:, ?(-?\\d+))?\\)(.*)");

    private static final Map<String, ColumnType> PLAIN = Map.ofEntries(
            Map.entry("number(3)", new IntegerType(8, false)),
            Map.entry("number(5)", new IntegerType(16, false)),
            Map.entry("number(10)", new IntegerType(32, false)),
            Map.entry("number(19)", new IntegerType(64, false)),
            Map.entry("number(20)", new IntegerType(64, true)),
            Map.entry("binary_float", new FloatType(32)),
            Map.entry("binary_double", new FloatType(64)),
            Map.entry("char(1)", new BooleanType()),
            Map.entry("char(1 byte)", new BooleanType()),
            Map.entry("clob", new TextType(TextType.Size.NORMAL)),
            Map.entry("blob", new BlobType()),
            Map.entry("raw(16)", new UuidType()),
            Map.entry("date", new DateType()),
            Map.entry("timestamp", new TimestampType(false)),
            Map.entry("timestamp(6)", new TimestampType(false)),
            Map.entry("timestamp with time zone", new TimestampType(true)),
            Map.entry("timestamp(6) with time zone", new TimestampType(true)));

    OracleTypes() {
        spell(IntegerType.class, OracleTypes::integer);
        spell(DecimalType.class, type -> "NUMBER(" + type.precision() + ", " + type.scale() + ")");
        spell(FloatType.class, type -> type.bits() == 32 ? "BINARY_FLOAT" : "BINARY_DOUBLE");
        spell(BooleanType.class, type -> "CHAR(1)");
        spell(CharType.class, type -> "CHAR(" + type.length() + " CHAR)");
        spell(
                VarcharType.class,
                type -> type.length() > LONGEST_TEXT ? "CLOB" : "VARCHAR2(" + type.length() + " CHAR)");
        spell(TextType.class, type -> "CLOB");
        spell(
                BinaryType.class,
                type -> type.length() == null || type.length() > LONGEST_BINARY
                        ? "BLOB"
                        : "RAW(" + type.length() + ")");
        spell(BlobType.class, type -> "BLOB");
        spell(UuidType.class, type -> "RAW(16)");
        spell(DateType.class, type -> "DATE");
        spell(TimeType.class, type -> "TIMESTAMP");
        spell(TimestampType.class, type -> type.withTimeZone() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP");
        spell(JsonType.class, type -> "VARCHAR2(4000)");
        spell(ArrayType.class, type -> {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.array("Oracle", type.toString()));
        });
        spell(EnumType.class, type -> {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedColumnMessages.enumeration("Oracle", type.name().toString()));
        });
        spell(CustomType.class, CustomType::sql);
    }

    private static String integer(IntegerType type) {
        return switch (type.bits()) {
            case 8 -> "NUMBER(3)";
            case 16 -> "NUMBER(5)";
            case 32 -> "NUMBER(10)";
            default -> type.unsigned() ? "NUMBER(20)" : "NUMBER(19)";
        };
    }

    /** The type that the dictionary or a user calls {@code text}. */
    static ColumnType parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        ColumnType plain = PLAIN.get(name.replaceFirst("^number\\((\\d+), ?0\\)$", "number($1)"));
        if (plain != null) {
            return plain;
        }
        Matcher sized = SIZED.matcher(name);
        if (!sized.matches() || !sized.group(5).isEmpty()) {
            return new CustomType(text);
        }
        int first = Integer.parseInt(sized.group(2));
        boolean characters = "char".equals(sized.group(3));
        int scale = sized.group(4) == null ? 0 : Integer.parseInt(sized.group(4));
        return switch (sized.group(1)) {
            case "varchar2" -> characters ? new VarcharType(first) : new CustomType(text);
            case "char" -> characters ? new CharType(first) : new CustomType(text);
            case "number" -> scale < 0 ? new CustomType(text) : new DecimalType(first, scale);
            case "raw" -> new BinaryType(first);
            default -> new CustomType(text);
        };
    }

    /** One spelling for all types that are the same to the database; lengths are in bytes unless it says so. */
    String canonical(ColumnType type) {
        return sql(parse(sql(type)))
                .toUpperCase(Locale.ROOT)
                .replaceAll("\\s+", "")
                .replace("BYTE)", ")");
    }

    /** True for what neither a key nor an index can hold. */
    boolean isLarge(ColumnType type) {
        return canonical(type).matches("N?CLOB|BLOB|LONG.*|BFILE");
    }

    /** True where MODIFY takes a column that holds rows: the same kind of type, and no fewer digits. */
    boolean canModify(ColumnType from, ColumnType to) {
        String old = canonical(from);
        String wanted = canonical(to);
        if (kind(old).equals("NUMBER") && kind(wanted).equals("NUMBER")) {
            return digits(wanted, 1) - digits(wanted, 2) >= digits(old, 1) - digits(old, 2)
                    && digits(wanted, 2) >= digits(old, 2);
        }
        return kind(old).equals(kind(wanted))
                && (kind(old).equals("VARCHAR2") || kind(old).equals("RAW"));
    }

    private static String kind(String canonical) {
        return canonical.replaceFirst("\\(.*", "");
    }

    /** Precision or scale of a number; a plain NUMBER has all there are. */
    private static int digits(String number, int group) {
        Matcher sized = Pattern.compile("NUMBER\\((\\d+)(?:,(-?\\d+))?\\)").matcher(number);
        if (!sized.matches()) {
            return group == 1 ? Integer.MAX_VALUE / 2 : 0;
        }
        return sized.group(group) == null ? 0 : Integer.parseInt(sized.group(group));
    }
}

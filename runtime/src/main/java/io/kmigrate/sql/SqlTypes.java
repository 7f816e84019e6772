package io.kmigrate.sql;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.BlobType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.CharType;
import io.kmigrate.schema.ColumnType.CustomType;
import io.kmigrate.schema.ColumnType.DateType;
import io.kmigrate.schema.ColumnType.DecimalType;
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

/** The types of SQL text, as far as rules look at them; another one stays as it is written. */
final class SqlTypes {
    private static final Pattern SIZED =
            Pattern.compile("([a-z][a-z0-9 ]*?)\\s*\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\)(.*)");
    private static final int SHORT = 16;
    private static final int USUAL = 32;
    private static final int LONG = 64;

    private static final Map<String, ColumnType> PLAIN = Map.ofEntries(
            Map.entry("smallint", integer(SHORT)),
            Map.entry("int2", integer(SHORT)),
            Map.entry("smallserial", integer(SHORT)),
            Map.entry("int", integer(USUAL)),
            Map.entry("integer", integer(USUAL)),
            Map.entry("int4", integer(USUAL)),
            Map.entry("serial", integer(USUAL)),
            Map.entry("serial4", integer(USUAL)),
            Map.entry("bigint", integer(LONG)),
            Map.entry("int8", integer(LONG)),
            Map.entry("bigserial", integer(LONG)),
            Map.entry("serial8", integer(LONG)),
            Map.entry("real", new FloatType(USUAL)),
            Map.entry("double precision", new FloatType(LONG)),
            Map.entry("double", new FloatType(LONG)),
            Map.entry("boolean", new BooleanType()),
            Map.entry("bool", new BooleanType()),
            Map.entry("text", new TextType(TextType.Size.NORMAL)),
            Map.entry("char", new CharType(1)),
            Map.entry("character", new CharType(1)),
            Map.entry("bpchar", new CharType(1)),
            Map.entry("uuid", new UuidType()),
            Map.entry("date", new DateType()),
            Map.entry("time", new TimeType()),
            Map.entry("json", new JsonType(false)),
            Map.entry("jsonb", new JsonType(true)),
            Map.entry("bytea", new BlobType()),
            Map.entry("blob", new BlobType()),
            Map.entry("timestamp", new TimestampType(false)),
            Map.entry("datetime", new TimestampType(false)),
            Map.entry("timestamp without time zone", new TimestampType(false)),
            Map.entry("timestamptz", new TimestampType(true)),
            Map.entry("timestamp with time zone", new TimestampType(true)));

    private SqlTypes() {}

    private static ColumnType integer(int bits) {
        return new IntegerType(bits, false);
    }

    static ColumnType of(String text) {
        String plain = text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
        ColumnType known = PLAIN.get(plain);
        if (known != null) {
            return known;
        }
        Matcher sized = SIZED.matcher(plain);
        return sized.matches() ? sized(sized, text) : new CustomType(text);
    }

    private static ColumnType sized(Matcher type, String text) {
        int size = Integer.parseInt(type.group(2));
        int scale = type.group(3) == null ? 0 : Integer.parseInt(type.group(3));
        return switch (type.group(1)) {
            case "varchar", "character varying", "varchar2", "nvarchar" -> new VarcharType(size);
            case "char", "character", "bpchar", "nchar" -> new CharType(size);
            case "numeric", "decimal" -> new DecimalType(size, scale);
            case "int", "integer" -> integer(USUAL);
            case "bigint" -> integer(LONG);
            case "timestamp", "datetime" -> new TimestampType(type.group(4).contains("with time zone"));
            case "timestamptz" -> new TimestampType(true);
            default -> new CustomType(text);
        };
    }

    /** Whether it numbers rows by a sequence of its own. */
    static boolean isSerial(String text) {
        return text.toLowerCase(Locale.ROOT).strip().matches("(small|big)?serial[248]?");
    }
}

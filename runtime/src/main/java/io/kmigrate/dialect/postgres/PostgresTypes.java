package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.TypeSpellings;
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
 * Types to their names and back. The names are those Exposed 1.6 writes, so that its typed statements fit
 * our columns; unsigned numbers take the next larger type, as there.
 */
final class PostgresTypes extends TypeSpellings {
    private static final Pattern SIZED = Pattern.compile("([a-z ]+?) ?\\((\\d+)(?:, ?(\\d+))?\\)");
    private static final Pattern PLAIN_QUOTED_NAME = Pattern.compile("\"([a-z_][a-z0-9_]*)\"");

    private final Names names;
    /** What {@code format_type} says, and the aliases people write. */
    private static final Map<String, ColumnType> PLAIN = Map.ofEntries(
            Map.entry("smallint", new IntegerType(16, false)),
            Map.entry("int2", new IntegerType(16, false)),
            Map.entry("integer", new IntegerType(32, false)),
            Map.entry("int", new IntegerType(32, false)),
            Map.entry("int4", new IntegerType(32, false)),
            Map.entry("bigint", new IntegerType(64, false)),
            Map.entry("int8", new IntegerType(64, false)),
            Map.entry("real", new FloatType(32)),
            Map.entry("float4", new FloatType(32)),
            Map.entry("double precision", new FloatType(64)),
            Map.entry("float8", new FloatType(64)),
            Map.entry("boolean", new BooleanType()),
            Map.entry("bool", new BooleanType()),
            Map.entry("text", new TextType(TextType.Size.NORMAL)),
            Map.entry("character", new CharType(1)),
            Map.entry("char", new CharType(1)),
            Map.entry("bytea", new BinaryType(null)),
            Map.entry("uuid", new UuidType()),
            Map.entry("date", new DateType()),
            Map.entry("time", new TimeType()),
            Map.entry("time without time zone", new TimeType()),
            Map.entry("timestamp", new TimestampType(false)),
            Map.entry("timestamp without time zone", new TimestampType(false)),
            Map.entry("timestamptz", new TimestampType(true)),
            Map.entry("timestamp with time zone", new TimestampType(true)),
            Map.entry("json", new JsonType(false)),
            Map.entry("jsonb", new JsonType(true)));

    PostgresTypes(Names names) {
        this.names = names;
        spell(IntegerType.class, PostgresTypes::integer);
        spell(DecimalType.class, type -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")");
        spell(FloatType.class, type -> type.bits() == 32 ? "REAL" : "DOUBLE PRECISION");
        spell(BooleanType.class, type -> "BOOLEAN");
        spell(CharType.class, type -> "CHAR(" + type.length() + ")");
        spell(VarcharType.class, type -> "VARCHAR(" + type.length() + ")");
        spell(TextType.class, type -> "TEXT");
        spell(BinaryType.class, type -> "BYTEA");
        spell(BlobType.class, type -> "BYTEA");
        spell(UuidType.class, type -> "UUID");
        spell(DateType.class, type -> "DATE");
        spell(TimeType.class, type -> "TIME");
        spell(TimestampType.class, type -> type.withTimeZone() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP");
        spell(JsonType.class, type -> type.binary() ? "JSONB" : "JSON");
        spell(ArrayType.class, type -> sql(type.element()) + "[]");
        spell(EnumType.class, type -> this.names.quote(type.name()));
        spell(CustomType.class, CustomType::sql);
    }

    private static String integer(IntegerType type) {
        int bits = type.unsigned() ? Math.min(type.bits() * 2, 64) : type.bits();
        return switch (bits) {
            case 8, 16 -> "SMALLINT";
            case 32 -> "INTEGER";
            default -> "BIGINT";
        };
    }

    /** The type that {@code format_type} or a user calls {@code text}. */
    static ColumnType parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (name.endsWith("[]")) {
            String element = text.strip().replaceFirst("(\\s*\\[])++$", "");
            return new ArrayType(parse(element));
        }
        // Six digits of a second are what a type without a precision keeps.
        ColumnType plain = PLAIN.get(name.replaceFirst("^(time|timestamp) ?\\(6\\)", "$1"));
        if (plain != null) {
            return plain;
        }
        Matcher sized = SIZED.matcher(name);
        return sized.matches() ? sized(text, sized) : new CustomType(text);
    }

    private static ColumnType sized(String text, Matcher sized) {
        int first = Integer.parseInt(sized.group(2));
        String second = sized.group(3);
        return switch (sized.group(1)) {
            case "character varying", "varchar" -> new VarcharType(first);
            case "character", "char" -> new CharType(first);
            case "numeric", "decimal" -> new DecimalType(first, second == null ? 0 : Integer.parseInt(second));
            default -> new CustomType(text);
        };
    }

    /** One spelling for all types that are the same to the database, in lower case. */
    String canonical(ColumnType type) {
        String text = sql(type);
        ColumnType known = parse(text);
        String spelled = sql(known);
        if (spelled.indexOf('"') >= 0) {
            return PLAIN_QUOTED_NAME.matcher(spelled).replaceAll("$1");
        }
        return spelled.toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .replaceFirst("^varchar$", "character varying")
                .replaceFirst("^decimal$", "numeric");
    }
}

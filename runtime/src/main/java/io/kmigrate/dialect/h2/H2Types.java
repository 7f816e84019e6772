package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.SqlScanner;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Types to their names and back. The names are those Exposed 1.6 writes, so that its typed statements fit
 * our columns, with two exceptions: text is VARCHAR without a length, because CLOB can be in no index, and
 * time keeps fractions of a second, which TIME alone does not.
 */
final class H2Types {
    private static final Pattern SIZED = Pattern.compile("([a-z ]+?) ?\\((\\d+)(?:, ?(\\d+))?\\)");
    private static final Pattern ARRAY = Pattern.compile("(?is)(.*\\S)\\s+ARRAY");
    private static final Pattern ENUM = Pattern.compile("(?is)ENUM\\s*\\((.*)\\)");

    /** Digits of a second that the catalog tells and that we do not keep apart: 6, the default, and 9. */
    private static final Pattern PRECISION = Pattern.compile("^(time|timestamp) ?\\([69]\\)");

    private static final ColumnType TEXT = new TextType(TextType.Size.NORMAL);

    /** What the catalog says, and the aliases people write. */
    private static final Map<String, ColumnType> PLAIN = Map.ofEntries(
            Map.entry("tinyint", new IntegerType(8, false)),
            Map.entry("smallint", new IntegerType(16, false)),
            Map.entry("integer", new IntegerType(32, false)),
            Map.entry("int", new IntegerType(32, false)),
            Map.entry("bigint", new IntegerType(64, false)),
            Map.entry("real", new FloatType(32)),
            Map.entry("double precision", new FloatType(64)),
            Map.entry("double", new FloatType(64)),
            Map.entry("float", new FloatType(64)),
            Map.entry("boolean", new BooleanType()),
            Map.entry("character", new CharType(1)),
            Map.entry("char", new CharType(1)),
            Map.entry("character varying", TEXT),
            Map.entry("varchar", TEXT),
            Map.entry("character large object", TEXT),
            Map.entry("clob", TEXT),
            Map.entry("text", TEXT),
            Map.entry("binary varying", new BinaryType(null)),
            Map.entry("varbinary", new BinaryType(null)),
            Map.entry("binary large object", new BlobType()),
            Map.entry("blob", new BlobType()),
            Map.entry("uuid", new UuidType()),
            Map.entry("date", new DateType()),
            Map.entry("time", new TimeType()),
            Map.entry("timestamp", new TimestampType(false)),
            Map.entry("timestamp with time zone", new TimestampType(true)),
            Map.entry("json", new JsonType(false)));

    private static final Map<Class<?>, Function<ColumnType, String>> SPELLINGS = spellings();

    private H2Types() {}

    private static Map<Class<?>, Function<ColumnType, String>> spellings() {
        Map<Class<?>, Function<ColumnType, String>> map = new HashMap<>();
        spell(map, IntegerType.class, H2Types::integer);
        spell(map, DecimalType.class, type -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")");
        spell(map, FloatType.class, type -> type.bits() == 32 ? "REAL" : "DOUBLE PRECISION");
        spell(map, BooleanType.class, type -> "BOOLEAN");
        spell(map, CharType.class, type -> "CHAR(" + type.length() + ")");
        spell(map, VarcharType.class, type -> "VARCHAR(" + type.length() + ")");
        spell(map, TextType.class, type -> "VARCHAR");
        spell(map, BinaryType.class, type -> type.length() == null ? "VARBINARY" : "VARBINARY(" + type.length() + ")");
        spell(map, BlobType.class, type -> "BLOB");
        spell(map, UuidType.class, type -> "UUID");
        spell(map, DateType.class, type -> "DATE");
        spell(map, TimeType.class, type -> "TIME(9)");
        spell(map, TimestampType.class, type -> type.withTimeZone() ? "TIMESTAMP(9) WITH TIME ZONE" : "TIMESTAMP(9)");
        spell(map, JsonType.class, type -> "JSON");
        spell(map, ArrayType.class, type -> sql(type.element()) + " ARRAY");
        spell(map, EnumType.class, H2Types::enumeration);
        spell(map, CustomType.class, CustomType::sql);
        return map;
    }

    private static <T extends ColumnType> void spell(
            Map<Class<?>, Function<ColumnType, String>> map, Class<T> type, Function<T, String> spelling) {
        map.put(type, value -> spelling.apply(type.cast(value)));
    }

    /** As it stands behind a column's name. */
    static String sql(ColumnType type) {
        return Objects.requireNonNull(SPELLINGS.get(type.getClass()), "a type without a spelling")
                .apply(type);
    }

    /** An unsigned number takes the next larger type, as in Exposed. */
    private static String integer(IntegerType type) {
        int bits = type.unsigned() ? type.bits() * 2 : type.bits();
        return switch (bits) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INT";
            case 64 -> "BIGINT";
            default -> "NUMERIC(20)";
        };
    }

    /** Enumerations have no name in H2: the labels are the type. */
    private static String enumeration(EnumType type) {
        H2Literals literals = new H2Literals();
        return "ENUM("
                + String.join(", ", type.labels().stream().map(literals::render).toList()) + ")";
    }

    /** The type that the catalog or a user calls {@code text}. */
    static ColumnType parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        Matcher array = ARRAY.matcher(text.strip());
        if (array.matches()) {
            return new ArrayType(parse(array.group(1)));
        }
        Matcher enumeration = ENUM.matcher(text.strip());
        if (enumeration.matches()) {
            return new EnumType("enum", labels(enumeration.group(1)));
        }
        ColumnType plain = PLAIN.get(PRECISION.matcher(name).replaceFirst("$1"));
        if (plain != null) {
            return plain;
        }
        Matcher sized = SIZED.matcher(name);
        return sized.matches() ? sized(text, sized) : new CustomType(text);
    }

    private static List<String> labels(String text) {
        List<String> labels = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(text, H2Statements.RULES);
        for (SqlScanner.Kind kind = scanner.next(); kind != SqlScanner.Kind.END; kind = scanner.next()) {
            if (scanner.isQuoted()) {
                labels.add(SqlText.unquoted(scanner.text()));
            }
        }
        return labels;
    }

    private static ColumnType sized(String text, Matcher sized) {
        int first = Integer.parseInt(sized.group(2));
        String second = sized.group(3);
        return switch (sized.group(1)) {
            case "character varying", "varchar" -> new VarcharType(first);
            case "character", "char" -> new CharType(first);
            case "binary varying", "varbinary" -> new BinaryType(first);
            case "numeric", "decimal" -> new DecimalType(first, second == null ? 0 : Integer.parseInt(second));
            case "float" -> new FloatType(first <= 24 ? 32 : 64);
            default -> new CustomType(text);
        };
    }

    /** One spelling for all types that are the same to the database. */
    static String canonical(ColumnType type) {
        return sql(parse(sql(type)));
    }
}

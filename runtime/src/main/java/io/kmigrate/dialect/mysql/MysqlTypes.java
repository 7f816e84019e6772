package io.kmigrate.dialect.mysql;

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
import java.util.stream.Collectors;

/**
 * Types to their names and back. The names are those Exposed 1.6 writes, so that its typed statements fit
 * our columns, with these differences: times keep microseconds, binary without a length is LONGBLOB, and
 * MariaDB's own UUID is used.
 */
final class MysqlTypes extends TypeSpellings {
    private static final Pattern NUMBERED = Pattern.compile("([a-z]+)(?: ?\\((\\d+)(?:, ?(\\d+))?\\))?( unsigned)?");

    private static final Map<String, Integer> INTEGERS =
            Map.of("tinyint", 8, "smallint", 16, "int", 32, "integer", 32, "bigint", 64);

    private static final Map<String, ColumnType> PLAIN = Map.ofEntries(
            Map.entry("boolean", new BooleanType()),
            Map.entry("bool", new BooleanType()),
            Map.entry("tinyint(1)", new BooleanType()),
            Map.entry("float", new FloatType(32)),
            Map.entry("double", new FloatType(64)),
            Map.entry("double precision", new FloatType(64)),
            Map.entry("text", new TextType(TextType.Size.NORMAL)),
            Map.entry("mediumtext", new TextType(TextType.Size.MEDIUM)),
            Map.entry("longtext", new TextType(TextType.Size.LARGE)),
            Map.entry("blob", new BlobType()),
            Map.entry("longblob", new BinaryType(null)),
            Map.entry("uuid", new UuidType()),
            Map.entry("date", new DateType()),
            Map.entry("time", new TimeType()),
            Map.entry("time(6)", new TimeType()),
            Map.entry("datetime(6)", new TimestampType(false)),
            Map.entry("timestamp(6)", new TimestampType(true)),
            Map.entry("json", new JsonType(false)));

    private final Product flavour;

    MysqlTypes(Product flavour) {
        this.flavour = flavour;
        spell(IntegerType.class, MysqlTypes::integer);
        spell(DecimalType.class, type -> "DECIMAL(" + type.precision() + ", " + type.scale() + ")");
        spell(FloatType.class, type -> type.bits() == 32 ? "FLOAT" : "DOUBLE");
        spell(BooleanType.class, type -> "BOOLEAN");
        spell(CharType.class, type -> "CHAR(" + type.length() + ")");
        spell(VarcharType.class, type -> "VARCHAR(" + type.length() + ")");
        spell(TextType.class, MysqlTypes::text);
        spell(BinaryType.class, type -> type.length() == null ? "LONGBLOB" : "VARBINARY(" + type.length() + ")");
        spell(BlobType.class, type -> "BLOB");
        spell(UuidType.class, type -> flavour.hasUuidButNoJson() ? "UUID" : "BINARY(16)");
        spell(DateType.class, type -> "DATE");
        spell(TimeType.class, type -> "TIME(6)");
        spell(TimestampType.class, type -> type.withTimeZone() ? "TIMESTAMP(6)" : "DATETIME(6)");
        spell(JsonType.class, type -> "JSON");
        spell(ArrayType.class, this::refuse);
        spell(EnumType.class, this::enumeration);
        spell(CustomType.class, CustomType::sql);
    }

    private static String integer(IntegerType type) {
        String name = switch (type.bits()) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INT";
            default -> "BIGINT";
        };
        return type.unsigned() ? name + " UNSIGNED" : name;
    }

    private static String text(TextType type) {
        return switch (type.size()) {
            case NORMAL -> "TEXT";
            case MEDIUM -> "MEDIUMTEXT";
            case LARGE -> "LONGTEXT";
        };
    }

    private String enumeration(EnumType type) {
        MysqlLiterals literals = new MysqlLiterals(flavour);
        return type.labels().stream()
                .map(label -> literals.quoted(label, true))
                .collect(Collectors.joining(",", "ENUM(", ")"));
    }

    private String refuse(ArrayType type) {
        throw new UnsupportedOperationByDialectException(
                UnsupportedColumnMessages.array(flavour.label(), type.toString()));
    }

    /** The type that the catalog or a user calls {@code text}. */
    ColumnType parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        ColumnType plain = PLAIN.get(name);
        if (plain != null) {
            return plain;
        }
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches() ? numbered(text, numbered) : new CustomType(text);
    }

    private static ColumnType numbered(String text, Matcher numbered) {
        String kind = numbered.group(1);
        boolean unsigned = numbered.group(4) != null;
        // The number behind an integer is how wide a client shows it.
        Integer bits = INTEGERS.get(kind);
        if (bits != null) {
            return new IntegerType(bits, unsigned);
        }
        if (kind.equals("mediumint")) {
            return new CustomType(unsigned ? "MEDIUMINT UNSIGNED" : "MEDIUMINT");
        }
        if (unsigned || numbered.group(2) == null) {
            return new CustomType(text);
        }
        int first = Integer.parseInt(numbered.group(2));
        String second = numbered.group(3);
        return switch (kind) {
            case "varchar" -> new VarcharType(first);
            case "char" -> new CharType(first);
            case "varbinary" -> new BinaryType(first);
            case "decimal", "numeric" -> new DecimalType(first, second == null ? 0 : Integer.parseInt(second));
            default -> new CustomType(text);
        };
    }

    /** One spelling for all types that are the same to the database. */
    String canonical(ColumnType type) {
        String spelled = sql(parse(sql(type)));
        // The labels of an enumeration keep their case.
        int labels = spelled.indexOf('\'');
        String head = labels < 0 ? spelled : spelled.substring(0, labels);
        return head.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ") + spelled.substring(head.length());
    }

    /** True for characters, which have a character set and a collation. */
    boolean isText(ColumnType type) {
        return canonical(type).matches("(var)?char\\b.*|(tiny|medium|long)?text\\b.*|(enum|set)\\(.*");
    }

    /** True where only {@code treatsTextAsVarchar} allows a literal default and a key over the whole. */
    boolean isLong(ColumnType type) {
        return canonical(type).matches("(tiny|medium|long)?(text|blob)|json");
    }

    boolean isBits(ColumnType type) {
        return canonical(type).matches("bit\\b.*");
    }

    /** True for bytes of a limited length, which can have a literal default. */
    boolean isBinary(ColumnType type) {
        return canonical(type).matches("(var)?binary\\b.*");
    }

    /** True for DATETIME and TIMESTAMP, which CURRENT_TIMESTAMP can fill. */
    boolean isMoment(ColumnType type) {
        return canonical(type).matches("(datetime|timestamp)\\b.*");
    }
}

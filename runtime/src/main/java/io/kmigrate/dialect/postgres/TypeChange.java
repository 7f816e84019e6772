package io.kmigrate.dialect.postgres;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DefaultValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a column's change of type needs said. PostgreSQL converts by itself only where it has an assignment
 * cast; here is said what it does not, where there is one meaning it can have. Where there are several the
 * database refuses, and its user says which with {@code using}.
 *
 * @param from null when the old type is not known
 */
record TypeChange(PostgresTypes types, @Nullable ColumnType from, ColumnType to) {
    private enum Family {
        NUMBER,
        BOOLEAN,
        TEXT,
        BYTES,
        UUID,
        DATE,
        TIME,
        TIMESTAMP,
        MOMENT,
        JSON,
        ARRAY,
        OTHER
    }

    /** True unless the old type is known and the same to the database. */
    boolean changesAnything() {
        return from == null || !types.canonical(from).equals(types.canonical(to));
    }

    /** True where the new type is text, which alone has a collation. */
    boolean takesCollation() {
        return family(to) == Family.TEXT;
    }

    /** Whether the database, with what {@link #using} says, turns every type into the other; a foreign type is trusted. */
    boolean isPossible() {
        if (from == null || !changesAnything()) {
            return true;
        }
        Family old = family(from);
        Family target = family(to);
        if (target == Family.TEXT || (old == target && old != Family.ARRAY)) {
            return true;
        }
        return switch (old) {
            case TEXT -> target != Family.BYTES;
            case NUMBER -> target == Family.BOOLEAN || isForeign(to);
            case BOOLEAN -> target == Family.NUMBER || isForeign(to);
            case DATE -> target == Family.TIMESTAMP || target == Family.MOMENT || isForeign(to);
            case TIMESTAMP ->
                target == Family.DATE || target == Family.TIME || target == Family.MOMENT || isForeign(to);
            case MOMENT -> isLocal(target) || isForeign(to);
            case ARRAY ->
                target == Family.ARRAY ? new TypeChange(types, element(from), element(to)).isPossible() : isForeign(to);
            case OTHER -> isForeign(from) || target == Family.OTHER;
            case BYTES, UUID, TIME, JSON -> isForeign(to);
        };
    }

    private static ColumnType element(ColumnType array) {
        return array instanceof ColumnType.CustomType custom
                ? PostgresTypes.parse(custom.sql()).elementType()
                : array.elementType();
    }

    /** A type of which nothing is known but its name. */
    private boolean isForeign(ColumnType type) {
        return family(type) == Family.OTHER && !(type instanceof EnumType);
    }

    /** The expression for USING, or null where the database converts as well by itself. */
    @Nullable
    String using(String column) {
        Family target = family(to);
        String cast = column + "::" + types.sql(to);
        // An explicit cast to varchar(n) cuts text that is too long; an assignment refuses it.
        if (target == Family.TEXT || !changesAnything()) {
            return null;
        }
        if (from == null) {
            return target == Family.BYTES ? null : cast;
        }
        return switch (family(from)) {
            case TEXT -> target == Family.BYTES ? null : cast;
            case NUMBER -> target == Family.BOOLEAN ? column + " <> 0" : null;
            case BOOLEAN -> target == Family.NUMBER ? column + "::INTEGER" : null;
            case DATE -> target == Family.MOMENT ? atUtc(column + "::TIMESTAMP") : null;
            case TIMESTAMP -> target == Family.MOMENT ? atUtc(column) : null;
            case MOMENT -> isLocal(target) ? atUtc(column) : null;
            case ARRAY -> target == Family.ARRAY ? cast : null;
            case OTHER -> otherCast(column, cast, target);
            case BYTES, UUID, TIME, JSON -> null;
        };
    }

    /** No two enumerations have a cast between them; their labels are their text. */
    private String otherCast(String column, String cast, Family target) {
        return target == Family.OTHER && from instanceof EnumType ? column + "::TEXT::" + types.sql(to) : cast;
    }

    /** By itself the database would take the session's zone, which is the zone of the machine that migrates. */
    private static String atUtc(String value) {
        return value + " AT TIME ZONE 'UTC'";
    }

    private static boolean isLocal(Family target) {
        return target == Family.DATE || target == Family.TIME || target == Family.TIMESTAMP;
    }

    /** True where the database could not cast a default along, and the change would fail on it. */
    boolean needsNewDefault() {
        if (from == null || !changesAnything()) {
            return false;
        }
        Family old = family(from);
        return old != family(to) || old == Family.OTHER || old == Family.ARRAY;
    }

    /** {@code value} in the new type, as it stands behind DEFAULT. */
    String newDefault(DefaultValue value, PostgresLiterals literals) {
        if (!(value instanceof DefaultValue.Literal literal)) {
            return "(" + value + ")::" + types.sql(to);
        }
        Object plain = literal.value();
        Family target = family(to);
        if (plain instanceof Boolean flag && target == Family.NUMBER) {
            return flag ? "1" : "0";
        }
        if (plain instanceof Number number && target == Family.BOOLEAN) {
            return number.doubleValue() == 0 ? "FALSE" : "TRUE";
        }
        String rendered = literals.render(plain);
        return rendered.startsWith("'") ? rendered : "'" + rendered.toLowerCase(Locale.ROOT) + "'";
    }

    private Family family(ColumnType type) {
        String name = types.canonical(type);
        if (name.endsWith("[]")) {
            return Family.ARRAY;
        }
        return switch (name.replaceFirst(" ?\\(.*\\)", "")) {
            case "smallint", "integer", "bigint", "real", "double precision", "decimal", "numeric" -> Family.NUMBER;
            case "boolean" -> Family.BOOLEAN;
            case "varchar", "character varying", "char", "text", "citext" -> Family.TEXT;
            case "bytea" -> Family.BYTES;
            case "uuid" -> Family.UUID;
            case "date" -> Family.DATE;
            case "time", "time without time zone" -> Family.TIME;
            case "timestamp", "timestamp without time zone" -> Family.TIMESTAMP;
            case "timestamptz", "timestamp with time zone" -> Family.MOMENT;
            case "json", "jsonb" -> Family.JSON;
            default -> Family.OTHER;
        };
    }
}

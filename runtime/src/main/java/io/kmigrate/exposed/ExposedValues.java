package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jetbrains.exposed.v1.core.ColumnWithTransform;
import org.jetbrains.exposed.v1.core.CustomEnumerationColumnType;
import org.jetbrains.exposed.v1.core.EnumerationColumnType;
import org.jetbrains.exposed.v1.core.IColumnType;
import org.jetbrains.exposed.v1.core.dao.id.EntityID;
import org.jetbrains.exposed.v1.core.datetime.InstantColumnType;
import org.jetbrains.exposed.v1.core.statements.api.ExposedBlob;
import org.jspecify.annotations.Nullable;

/** Kotlin's and Exposed's values as the Java values that a dialect has literals for. */
@API(status = INTERNAL, since = "0.1")
public final class ExposedValues {
    /** By name: some of the classes come with Exposed, others only with what it is used with. */
    private static final Map<String, Function<Object, Object>> BY_CLASS = Map.ofEntries(
            Map.entry("java.lang.Character", Object::toString),
            Map.entry("kotlin.UByte", value -> Integer.valueOf(value.toString())),
            Map.entry("kotlin.UShort", value -> Integer.valueOf(value.toString())),
            Map.entry("kotlin.UInt", value -> Long.valueOf(value.toString())),
            Map.entry("kotlin.ULong", value -> new BigInteger(value.toString())),
            Map.entry("kotlin.uuid.Uuid", value -> UUID.fromString(value.toString())),
            Map.entry("kotlin.time.Instant", value -> Instant.parse(value.toString())),
            Map.entry("kotlinx.datetime.LocalDate", value -> LocalDate.parse(value.toString())),
            Map.entry("kotlinx.datetime.LocalTime", value -> LocalTime.parse(value.toString())),
            Map.entry("kotlinx.datetime.LocalDateTime", value -> LocalDateTime.parse(value.toString())),
            Map.entry("java.time.Duration", value -> ((Duration) value).toNanos()),
            Map.entry(
                    "org.jetbrains.exposed.v1.core.statements.api.ExposedBlob",
                    value -> ((ExposedBlob) value).getBytes()));

    private ExposedValues() {}

    /** The value a dialect can render; one of a class not known here is returned as it is. */
    public static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof EntityID<?> id) {
            return plain(id.getValue());
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value == null
                ? null
                : BY_CLASS.getOrDefault(value.getClass().getName(), same -> same)
                        .apply(value);
    }

    /** The value as a column of {@code type} stores it. */
    static @Nullable Object stored(IColumnType<?> type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (type instanceof ColumnWithTransform<?, ?> transformed) {
            return stored(transformed.getOriginalColumnType(), unwrap(transformed, value));
        }
        if (type instanceof EnumerationColumnType<?>) {
            return ordinal((Enum<?>) value);
        }
        if (type instanceof CustomEnumerationColumnType<?> enumeration) {
            return plain(toDatabase(enumeration, value));
        }
        Object plain = plain(value);
        // A timestamp without a zone: Exposed keeps moments in it, which we read as UTC everywhere.
        return type instanceof InstantColumnType<?> && plain instanceof Instant moment
                ? LocalDateTime.ofInstant(moment, ZoneOffset.UTC)
                : plain;
    }

    /** Whether a {@link #plain} value can be a default; bytes cannot, as their literals differ too much. */
    public static boolean isLiteral(@Nullable Object value) {
        return value instanceof Boolean
                || value instanceof Number
                || value instanceof String
                || value instanceof UUID
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof OffsetDateTime
                || value instanceof Instant;
    }

    /** Exposed's {@code enumeration} stores the ordinal. */
    @SuppressWarnings("EnumOrdinal")
    private static Object ordinal(Enum<?> constant) {
        return constant.ordinal();
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object unwrap(ColumnWithTransform<?, ?> type, Object value) {
        return ((ColumnWithTransform<Object, Object>) type).unwrapRecursive(value);
    }

    @SuppressWarnings("unchecked")
    private static Object toDatabase(CustomEnumerationColumnType<?> type, Object value) {
        return ((kotlin.jvm.functions.Function1<Object, Object>) (Object) type.getToDb()).invoke(value);
    }
}

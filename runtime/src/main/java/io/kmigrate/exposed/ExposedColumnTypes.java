package io.kmigrate.exposed;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.ArrayType;
import io.kmigrate.schema.ColumnType.BinaryType;
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
import io.kmigrate.schema.ColumnType.TextType.Size;
import io.kmigrate.schema.ColumnType.TimeType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.UuidType;
import io.kmigrate.schema.ColumnType.VarcharType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jetbrains.exposed.v1.core.ArrayColumnType;
import org.jetbrains.exposed.v1.core.AutoIncColumnType;
import org.jetbrains.exposed.v1.core.BasicBinaryColumnType;
import org.jetbrains.exposed.v1.core.BasicUuidColumnType;
import org.jetbrains.exposed.v1.core.BinaryColumnType;
import org.jetbrains.exposed.v1.core.BlobColumnType;
import org.jetbrains.exposed.v1.core.BooleanColumnType;
import org.jetbrains.exposed.v1.core.ByteColumnType;
import org.jetbrains.exposed.v1.core.CharColumnType;
import org.jetbrains.exposed.v1.core.CharacterColumnType;
import org.jetbrains.exposed.v1.core.ColumnWithTransform;
import org.jetbrains.exposed.v1.core.CustomEnumerationColumnType;
import org.jetbrains.exposed.v1.core.DecimalColumnType;
import org.jetbrains.exposed.v1.core.DoubleColumnType;
import org.jetbrains.exposed.v1.core.EntityIDColumnType;
import org.jetbrains.exposed.v1.core.EnumerationColumnType;
import org.jetbrains.exposed.v1.core.EnumerationNameColumnType;
import org.jetbrains.exposed.v1.core.FloatColumnType;
import org.jetbrains.exposed.v1.core.IColumnType;
import org.jetbrains.exposed.v1.core.IntegerColumnType;
import org.jetbrains.exposed.v1.core.JsonColumnMarker;
import org.jetbrains.exposed.v1.core.LargeTextColumnType;
import org.jetbrains.exposed.v1.core.LongColumnType;
import org.jetbrains.exposed.v1.core.MediumTextColumnType;
import org.jetbrains.exposed.v1.core.ShortColumnType;
import org.jetbrains.exposed.v1.core.TextColumnType;
import org.jetbrains.exposed.v1.core.UByteColumnType;
import org.jetbrains.exposed.v1.core.UIntegerColumnType;
import org.jetbrains.exposed.v1.core.ULongColumnType;
import org.jetbrains.exposed.v1.core.UShortColumnType;
import org.jetbrains.exposed.v1.core.VarCharColumnType;
import org.jetbrains.exposed.v1.core.datetime.DurationColumnType;
import org.jetbrains.exposed.v1.core.datetime.InstantColumnType;
import org.jetbrains.exposed.v1.core.datetime.LocalDateColumnType;
import org.jetbrains.exposed.v1.core.datetime.LocalDateTimeColumnType;
import org.jetbrains.exposed.v1.core.datetime.LocalTimeColumnType;
import org.jetbrains.exposed.v1.core.datetime.OffsetDateTimeColumnType;

/** Exposed's column types as ours: one row a type, a subclass before its parent. */
final class ExposedColumnTypes {
    private static final List<Mapping<?>> MAPPINGS = List.of(
            new Mapping<>(SchemaColumnType.class, SchemaColumnType::described),
            integer(ByteColumnType.class, 8, false),
            integer(UByteColumnType.class, 8, true),
            integer(ShortColumnType.class, 16, false),
            integer(UShortColumnType.class, 16, true),
            integer(IntegerColumnType.class, 32, false),
            integer(UIntegerColumnType.class, 32, true),
            integer(LongColumnType.class, 64, false),
            integer(ULongColumnType.class, 64, true),
            new Mapping<>(DecimalColumnType.class, type -> new DecimalType(type.getPrecision(), type.getScale())),
            always(FloatColumnType.class, new FloatType(32)),
            always(DoubleColumnType.class, new FloatType(64)),
            always(BooleanColumnType.class, new BooleanType()),
            always(CharacterColumnType.class, new CharType(1)),
            new Mapping<>(CharColumnType.class, type -> new CharType(type.getColLength())),
            new Mapping<>(VarCharColumnType.class, type -> new VarcharType(type.getColLength())),
            always(LargeTextColumnType.class, new TextType(Size.LARGE)),
            always(MediumTextColumnType.class, new TextType(Size.MEDIUM)),
            always(TextColumnType.class, new TextType(Size.NORMAL)),
            new Mapping<>(BinaryColumnType.class, type -> new BinaryType(type.getLength())),
            always(BasicBinaryColumnType.class, new BinaryType(null)),
            new Mapping<>(BlobColumnType.class, ExposedColumnTypes::blob),
            always(BasicUuidColumnType.class, new UuidType()),
            always(EnumerationColumnType.class, new IntegerType(32, false)),
            new Mapping<>(EnumerationNameColumnType.class, type -> new VarcharType(type.getColLength())),
            new Mapping<>(CustomEnumerationColumnType.class, ExposedColumnTypes::enumeration),
            new Mapping<>(ArrayColumnType.class, ExposedColumnTypes::array),
            always(LocalDateColumnType.class, new DateType()),
            always(LocalTimeColumnType.class, new TimeType()),
            always(LocalDateTimeColumnType.class, new TimestampType(false)),
            always(InstantColumnType.class, new TimestampType(false)),
            always(OffsetDateTimeColumnType.class, new TimestampType(true)),
            always(DurationColumnType.class, new IntegerType(64, false)),
            new Mapping<>(JsonColumnMarker.class, type -> new JsonType(type.getUsesBinaryFormat())),
            new Mapping<>(AutoIncColumnType.class, type -> of(type.getDelegate())),
            new Mapping<>(
                    EntityIDColumnType.class, type -> of(type.getIdColumn().getColumnType())),
            new Mapping<>(ColumnWithTransform.class, type -> of(type.getOriginalColumnType())));

    private ExposedColumnTypes() {}

    /** A type that no row describes keeps Exposed's own spelling of it. */
    static ColumnType of(IColumnType<?> type) {
        return MAPPINGS.stream()
                .flatMap(mapping -> mapping.translate(type).stream())
                .findFirst()
                .orElseGet(() -> new CustomType(type.sqlType()));
    }

    private static ColumnType blob(BlobColumnType type) {
        return type.getUseObjectIdentifier() ? new CustomType("oid") : new BlobType();
    }

    private static ColumnType enumeration(CustomEnumerationColumnType<?> type) {
        String sql = type.getSql();
        if (sql == null) {
            throw new IllegalArgumentException(
                    "customEnumeration(\"" + type.getName() + "\") gives no sql type, so it cannot be described");
        }
        return new CustomType(sql);
    }

    private static ColumnType array(ArrayColumnType<?, ?> type) {
        ColumnType result = of(type.getDelegate());
        for (int dimension = 0; dimension < type.getDimensions(); dimension++) {
            result = new ArrayType(result);
        }
        return result;
    }

    private static Mapping<?> integer(Class<?> exposed, int bits, boolean unsigned) {
        return always(exposed, new IntegerType(bits, unsigned));
    }

    private static Mapping<?> always(Class<?> exposed, ColumnType ours) {
        return new Mapping<>(exposed, type -> ours);
    }

    private record Mapping<T>(Class<T> exposed, Function<T, ColumnType> translation) {
        Optional<ColumnType> translate(Object type) {
            return exposed.isInstance(type) ? Optional.of(translation.apply(exposed.cast(type))) : Optional.empty();
        }
    }
}

package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.ColumnType.BinaryType;
import io.kmigrate.schema.ColumnType.BlobType;
import io.kmigrate.schema.ColumnType.BooleanType;
import io.kmigrate.schema.ColumnType.DateType;
import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.ColumnType.FloatType;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.JsonType;
import io.kmigrate.schema.ColumnType.TextType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.ColumnType.VarcharType;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Whether every value of {@code from} has its place in the type that is visited. Where that is not certain, it
 * is not so.
 */
@API(status = STABLE, since = "0.1")
public record Widening(ColumnType from) implements DefaultingColumnTypeVisitor<Boolean> {
    /** Types whose values are short as text, however long exactly. */
    private static final Set<ColumnType> SHORT = Set.of(new BooleanType(), new DateType());

    private static final Set<ColumnType> WITHOUT_ZONE = Set.of(new DateType(), new TimestampType(false));

    public static boolean holds(ColumnType from, ColumnType to) {
        return from.equals(to) || to.accept(new Widening(from));
    }

    /** Whether one may have become the other by a change of mind about size: both numbers, both texts, both times. */
    public static boolean isRelated(ColumnType left, ColumnType right) {
        return left.getClass() == right.getClass()
                || (left.isText() == right.isText() && (holds(left, right) || holds(right, left)));
    }

    @Override
    public Boolean otherwise(ColumnType to) {
        return false;
    }

    @Override
    public Boolean textType(TextType to) {
        return TextLength.of(from) > 0
                || SHORT.contains(from)
                || (from instanceof TextType old && old.size().compareTo(to.size()) <= 0);
    }

    @Override
    public Boolean varcharType(VarcharType to) {
        int length = TextLength.of(from);
        return length > 0 && length <= to.length();
    }

    @Override
    public Boolean integerType(IntegerType to) {
        return from instanceof IntegerType old
                && (old.unsigned() == to.unsigned()
                        ? old.bits() <= to.bits()
                        : old.unsigned() && old.bits() < to.bits());
    }

    @Override
    public Boolean decimalType(DecimalType to) {
        Digits room = new Digits(to.precision() - to.scale(), to.scale());
        return Digits.of(from).filter(digits -> digits.fit(room)).isPresent();
    }

    @Override
    public Boolean floatType(FloatType to) {
        return from instanceof FloatType old && old.bits() <= to.bits();
    }

    @Override
    public Boolean timestampType(TimestampType to) {
        return WITHOUT_ZONE.contains(from);
    }

    @Override
    public Boolean jsonType(JsonType to) {
        return from instanceof JsonType;
    }

    @Override
    public Boolean blobType(BlobType to) {
        return from instanceof BinaryType;
    }

    @Override
    public Boolean enumType(EnumType to) {
        return from instanceof EnumType old && to.labels().containsAll(old.labels());
    }
}

package io.kmigrate.schema;

import io.kmigrate.schema.ColumnType.DecimalType;
import io.kmigrate.schema.ColumnType.IntegerType;
import java.util.Optional;

/**
 * How many digits the exact numbers of a type have.
 *
 * @param whole before the point
 * @param fraction behind it
 */
record Digits(int whole, int fraction) {
    /** Those of a type; empty where its values are no exact numbers. */
    static Optional<Digits> of(ColumnType type) {
        return type.accept(new OfType());
    }

    boolean fit(Digits room) {
        return whole <= room.whole && fraction <= room.fraction;
    }

    private static final class OfType implements DefaultingColumnTypeVisitor<Optional<Digits>> {
        @Override
        public Optional<Digits> otherwise(ColumnType type) {
            return Optional.empty();
        }

        /** 3, 5, 10 and 20 for 8, 16, 32 and 64 bits. */
        @Override
        public Optional<Digits> integerType(IntegerType type) {
            return Optional.of(new Digits((int) Math.ceil(type.bits() * Math.log10(2)), 0));
        }

        @Override
        public Optional<Digits> decimalType(DecimalType type) {
            return Optional.of(new Digits(type.precision() - type.scale(), type.scale()));
        }
    }
}

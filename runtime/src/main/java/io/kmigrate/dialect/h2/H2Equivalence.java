package io.kmigrate.dialect.h2;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.ColumnType.TimestampType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.SchemaObject;
import java.util.Set;

/** Tells what is one and the same to H2. */
record H2Equivalence() implements Equivalence {
    private static final Set<String> MOMENTS = Set.of("LOCALTIMESTAMP", "CURRENT_TIMESTAMP");

    @Override
    public boolean movesTables() {
        return false;
    }

    /** Columns carry the labels of an enumeration themselves. */
    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind != DatabaseEnum.class;
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return H2Types.canonical(left).equals(H2Types.canonical(right));
    }

    /** NOW() is LOCALTIMESTAMP; a column has its own time zone, or none, and either of the two can fill it. */
    @Override
    public boolean sameDefault(ColumnType type, String left, String right) {
        return left.equals(right)
                || (type instanceof TimestampType && MOMENTS.contains(left) && MOMENTS.contains(right));
    }
}

package io.kmigrate.dialect.oracle;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.SchemaObject;

/** Tells what is one and the same to Oracle. */
record OracleEquivalence() implements Equivalence {
    @Override
    public boolean movesTables() {
        return false;
    }

    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind != DatabaseEnum.class && kind != DatabaseSchema.class;
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return OracleRenderer.sameType(left, right);
    }
}

package io.kmigrate.dialect.sqlserver;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.SchemaObject;

/** Tells what is one and the same to SQL Server. */
record SqlServerEquivalence() implements Equivalence {
    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind != DatabaseEnum.class;
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return SqlServerRenderer.sameType(left, right);
    }
}

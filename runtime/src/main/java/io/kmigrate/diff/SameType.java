package io.kmigrate.diff;

import io.kmigrate.schema.ColumnType;

/** Whether two types are one to a database. */
@FunctionalInterface
public interface SameType {
    boolean test(ColumnType left, ColumnType right);
}

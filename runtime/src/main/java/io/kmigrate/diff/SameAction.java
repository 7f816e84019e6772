package io.kmigrate.diff;

import io.kmigrate.schema.ReferenceAction;

/** Whether two actions of a foreign key are one to a database. */
@FunctionalInterface
public interface SameAction {
    boolean test(ReferenceAction left, ReferenceAction right);
}

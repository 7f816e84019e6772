package io.kmigrate.compare;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.diff.Equivalence;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.SchemaObject;
import org.jspecify.annotations.Nullable;

/** What is the same to one kind of database. */
record DialectEquivalence(Dialect dialect) implements Equivalence {
    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return dialect.sameType(left, right);
    }

    @Override
    public boolean sameAction(ReferenceAction left, ReferenceAction right) {
        return dialect.sameAction(left, right);
    }

    @Override
    public String plain(String expression) {
        return dialect.plain(expression);
    }

    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return dialect.keeps(kind);
    }

    @Override
    public boolean tellsUniqueConstraints() {
        return dialect.tellsUniqueConstraints();
    }

    @Override
    public boolean viewsHoldTypes() {
        return dialect.viewsHoldTypes();
    }

    @Override
    public boolean keepsComments() {
        return dialect.capabilities().comments();
    }

    @Override
    public boolean sameIdentity(@Nullable Identity live, @Nullable Identity wanted) {
        return dialect.sameIdentity(live, wanted);
    }

    @Override
    public boolean sameDefault(ColumnType type, String left, String right) {
        return dialect.sameDefault(type, left, right);
    }
}

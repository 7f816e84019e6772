package io.kmigrate.diff;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Identity;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.SchemaObject;
import org.jspecify.annotations.Nullable;

/**
 * What is one and the same to a database, and what it keeps at all. By default everything is kept and is what
 * it is written as. To implement: answer for one kind of database.
 */
public interface Equivalence {
    default boolean sameType(ColumnType left, ColumnType right) {
        return left.equals(right);
    }

    default boolean sameAction(ReferenceAction left, ReferenceAction right) {
        return left == right;
    }

    /** An expression in the one spelling by which two of them are compared. */
    default String plain(String expression) {
        return expression;
    }

    /** Whether two expressions give a column of that type the same default. */
    default boolean sameDefault(ColumnType type, String left, String right) {
        return plain(left).equals(plain(right));
    }

    /** Whether a column that numbers rows as {@code live} says needs nothing to be as {@code wanted} says. */
    default boolean sameIdentity(@Nullable Identity live, @Nullable Identity wanted) {
        return Identity.same(live, wanted);
    }

    /** Whether objects of a kind have names of their own there. */
    default boolean keeps(Class<? extends SchemaObject> kind) {
        return true;
    }

    /** False where a unique constraint and a plain unique index are one. */
    default boolean tellsUniqueConstraints() {
        return true;
    }

    /** True where a column keeps its type as long as a view reads it. */
    default boolean viewsHoldTypes() {
        return false;
    }

    /** False where tables and columns have no comments. */
    default boolean keepsComments() {
        return true;
    }
}

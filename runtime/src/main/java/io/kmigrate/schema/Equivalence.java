package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells which parts of two schemas are one and the same to a database, and which parts it keeps at all. By default
 * everything is kept, and is what it is written as. To implement for one kind of database:
 *
 * <ol>
 *   <li>Answer {@link #sameType} by the name that the catalog gives each type.
 *   <li>Answer {@link #keeps} and {@link #keepsComments} by what the catalog has a place for.
 *   <li>Create a table with each kind of default, check and foreign key, read it back, and compare. Override the
 *       method that sees a difference where there is none.
 * </ol>
 *
 * <p>Stateless, pure and thread-safe.
 */
@API(status = STABLE, since = "0.1")
public interface Equivalence {
    /** Everything is kept, and is the same only where it is written the same. */
    static Equivalence asWritten() {
        return new Equivalence() {};
    }

    /** Whether two types are one: {@code boolean} and {@code int8} are where there is no boolean. */
    default boolean sameType(ColumnType left, ColumnType right) {
        return left.equals(right);
    }

    /** The type of a column in the words that a script has for it, where the catalog has others. */
    default ColumnType written(Column column) {
        return column.type();
    }

    /** Whether two actions of a foreign key are one. */
    default boolean sameAction(ReferenceAction left, ReferenceAction right) {
        return left == right;
    }

    /**
     * An expression in the one spelling by which two of them are compared: without quotes that say nothing, and so on.
     * A database that spells expressions in its own way needs none.
     */
    default String plain(String expression) {
        return expression;
    }

    /** Whether two expressions give a column of that type the same default, as two names of one moment do. */
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

    /** False where the catalog does not show that somebody named a NOT NULL, because the name is like the server's own. */
    default boolean shows(NotNullConstraint constraint) {
        return true;
    }

    /** False where a unique constraint and a unique index over plain columns are one. */
    default boolean tellsUniqueConstraints() {
        return true;
    }

    /**
     * False where the database is known to have no conversion from one type to the other, so that a column changes its
     * type only by an expression of the user's.
     */
    default boolean converts(ColumnType from, ColumnType to) {
        return true;
    }

    /** True where the type of a column cannot be changed, not even to a wider one, as long as a view reads it. */
    default boolean viewsHoldTypes() {
        return false;
    }

    /** False where tables and columns have no comments. */
    default boolean keepsComments() {
        return true;
    }

    /** Whether a table can move into another schema with its rows. */
    default boolean movesTables() {
        return true;
    }
}

package io.kmigrate.diff;

import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How two schemas are compared.
 *
 * @param renames what a person decided to be renames
 * @param keeps the kinds of objects that the database keeps under names of their own
 * @param tellsUniqueConstraints false where a unique constraint and a plain unique index are one
 * @param comments false where the database keeps none
 * @param written the wanted schema as a person wrote it, where the compared one was read back from a
 *     database: operations say what it says; null: the compared one
 */
public record DiffOptions(
        List<Rename> renames,
        ObjectFilter filter,
        SameType sameType,
        SameAction sameAction,
        Predicate<Class<? extends SchemaObject>> keeps,
        boolean tellsUniqueConstraints,
        boolean comments,
        @Nullable Snapshot written) {
    public DiffOptions {
        renames = List.copyOf(renames);
    }

    /** Everything is compared, as it is written. */
    public static DiffOptions standard() {
        return new DiffOptions(
                List.of(), ObjectFilter.all(), Object::equals, Object::equals, kind -> true, true, true, null);
    }

    public DiffOptions withRenames(List<Rename> decided) {
        return new DiffOptions(decided, filter, sameType, sameAction, keeps, tellsUniqueConstraints, comments, written);
    }

    public DiffOptions withFilter(ObjectFilter newFilter) {
        return new DiffOptions(
                renames, newFilter, sameType, sameAction, keeps, tellsUniqueConstraints, comments, written);
    }

    public DiffOptions withSameType(SameType same) {
        return new DiffOptions(renames, filter, same, sameAction, keeps, tellsUniqueConstraints, comments, written);
    }

    public DiffOptions withWritten(@Nullable Snapshot newWritten) {
        return new DiffOptions(
                renames, filter, sameType, sameAction, keeps, tellsUniqueConstraints, comments, newWritten);
    }
}

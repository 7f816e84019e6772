package io.kmigrate.diff;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.NotNullConstraint;
import io.kmigrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The NOT NULL constraints of a table that is on both sides. One that is wanted counts; a name of a live one is nothing
 * that has to go. Whether rows were checked is no difference, as of checks and foreign keys.
 */
final class NotNullDiff {
    private final Table live;
    private final Table wanted;

    NotNullDiff(Table live, Table wanted, DiffOptions options) {
        this.live = live;
        this.wanted = wanted.withNotNullConstraints(wanted.notNullConstraints().stream()
                .filter(options.sameness()::shows)
                .toList());
    }

    /** The one that {@code column} is to have; null where it has none of its own. */
    @Nullable
    NotNullConstraint wanted(String column) {
        return of(wanted, column).orElse(null);
    }

    private static Optional<NotNullConstraint> of(Table table, String column) {
        return table.notNullConstraints().stream()
                .filter(constraint -> constraint.column().equals(column))
                .findFirst();
    }

    /** Old names, and the new ones. */
    Map<String, String> renamed() {
        Map<String, String> names = new TreeMap<>();
        for (NotNullConstraint constraint : wanted.notNullConstraints()) {
            of(live, constraint.column())
                    .filter(there -> isAlike(there, constraint) && !there.name().equals(constraint.name()))
                    .ifPresent(there -> names.put(there.name(), constraint.name()));
        }
        return names;
    }

    private static boolean isAlike(NotNullConstraint live, NotNullConstraint wanted) {
        return live.noInherit() == wanted.noInherit();
    }

    /** Those of columns that are there, without such a one. */
    List<NotNullConstraint> created() {
        return wanted.notNullConstraints().stream().filter(this::isMissing).toList();
    }

    private boolean isMissing(NotNullConstraint constraint) {
        return live.column(constraint.column()).isPresent()
                && of(live, constraint.column())
                        .filter(there -> isAlike(there, constraint))
                        .isEmpty();
    }

    /** Nullable until its constraint comes: a column takes no second one. */
    Column awaiting(Column column) {
        return created().stream().anyMatch(constraint -> constraint.column().equals(column.name()))
                ? column.withNullable(true)
                : column;
    }
}

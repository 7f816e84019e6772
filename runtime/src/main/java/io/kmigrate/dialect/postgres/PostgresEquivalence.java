package io.kmigrate.dialect.postgres;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.NotNullConstraint;
import java.util.Set;

/** Tells what is one and the same to PostgreSQL. */
record PostgresEquivalence() implements Equivalence {
    private static final Set<String> TRANSACTION_STARTS =
            Set.of("now()", "transaction_timestamp()", "CURRENT_TIMESTAMP");

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        return PostgresRenderer.sameType(left, right);
    }

    @Override
    public boolean converts(ColumnType from, ColumnType to) {
        return new TypeChange(PostgresRenderer.TYPES, from, to).isPossible();
    }

    /** "cannot alter type of a column used by a view or rule": so say the servers up to 18. */
    @Override
    public boolean viewsHoldTypes() {
        return true;
    }

    /** As {@link CatalogQueries#CONSTRAINTS} reads them; one that is not valid may have become so. */
    @Override
    public boolean shows(NotNullConstraint constraint) {
        int end = constraint.name().length();
        while (end > 0 && Character.isDigit(constraint.name().charAt(end - 1))) {
            end--;
        }
        return constraint.noInherit() || !constraint.name().substring(0, end).endsWith("_not_null");
    }

    /** Section 9.9.5 of the manual: now() and transaction_timestamp() are CURRENT_TIMESTAMP. */
    @Override
    public boolean sameDefault(ColumnType type, String left, String right) {
        return left.equals(right) || (TRANSACTION_STARTS.contains(left) && TRANSACTION_STARTS.contains(right));
    }
}

package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A check constraint.
 *
 * @param name null: the database names it
 * @param condition SQL text, without the outer parentheses
 * @param valid false: rows that were there are not checked; PostgreSQL's NOT VALID. True for what is not enforced
 * @param enforced false: no row is checked; MySQL, and PostgreSQL 18 and later
 */
@API(status = STABLE, since = "0.1")
public record CheckConstraint(@Nullable String name, String condition, boolean valid, boolean enforced) {
    public CheckConstraint {
        valid = valid || !enforced;
    }

    /** A check that every row passes from now on. */
    public CheckConstraint(@Nullable String name, String condition, boolean valid) {
        this(name, condition, valid, true);
    }

    /** A check that every row passes. */
    public CheckConstraint(@Nullable String name, String condition) {
        this(name, condition, true, true);
    }

    /** Whether it looks at the rows that are there when it comes. */
    public boolean looksAtRows() {
        return valid && enforced;
    }

    public CheckConstraint withName(@Nullable String newName) {
        return new CheckConstraint(newName, condition, valid, enforced);
    }

    public CheckConstraint withCondition(String newCondition) {
        return new CheckConstraint(name, newCondition, valid, enforced);
    }

    public CheckConstraint withValid(boolean isValid) {
        return new CheckConstraint(name, condition, isValid, enforced);
    }

    public CheckConstraint withEnforced(boolean isEnforced) {
        return new CheckConstraint(name, condition, valid, isEnforced);
    }
}

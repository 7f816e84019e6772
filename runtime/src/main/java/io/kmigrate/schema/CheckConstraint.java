package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A check constraint.
 *
 * @param name null: the database names it
 * @param condition SQL text, without the outer parentheses
 * @param valid false: rows that were there are not checked; PostgreSQL's NOT VALID
 */
@API(status = STABLE, since = "0.1")
public record CheckConstraint(@Nullable String name, String condition, boolean valid) {
    /** A check that every row passes. */
    public CheckConstraint(@Nullable String name, String condition) {
        this(name, condition, true);
    }

    public CheckConstraint withName(@Nullable String newName) {
        return new CheckConstraint(newName, condition, valid);
    }

    public CheckConstraint withCondition(String newCondition) {
        return new CheckConstraint(name, newCondition, valid);
    }

    public CheckConstraint withValid(boolean isValid) {
        return new CheckConstraint(name, condition, isValid);
    }
}

package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * What makes a column NOT NULL, where it has more to say than that: a name that someone gave, or one of the two things
 * below. PostgreSQL 18 and later. The column itself is not nullable.
 *
 * @param valid false: rows that were there are not checked; NOT VALID
 * @param noInherit tables that inherit from this one may have nulls; NO INHERIT
 */
@API(status = STABLE, since = "0.1")
public record NotNullConstraint(String name, String column, boolean valid, boolean noInherit) {
    /** A constraint with a name, which every row passes. */
    public NotNullConstraint(String name, String column) {
        this(name, column, true, false);
    }

    public NotNullConstraint withName(String newName) {
        return new NotNullConstraint(newName, column, valid, noInherit);
    }

    public NotNullConstraint withColumn(String newColumn) {
        return new NotNullConstraint(name, newColumn, valid, noInherit);
    }

    public NotNullConstraint withValid(boolean isValid) {
        return new NotNullConstraint(name, column, isValid, noInherit);
    }

    public NotNullConstraint withNoInherit(boolean isNoInherit) {
        return new NotNullConstraint(name, column, valid, isNoInherit);
    }
}

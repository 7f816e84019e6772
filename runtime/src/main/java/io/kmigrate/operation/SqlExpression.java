package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * A value that the database computes for each row, in the place of one that a script knows: {@code now()}.
 *
 * @param sql in the words of the database; where rows are changed, it may name their columns
 */
@API(status = STABLE, since = "0.1")
public record SqlExpression(String sql) {
    @Override
    public String toString() {
        return sql;
    }
}

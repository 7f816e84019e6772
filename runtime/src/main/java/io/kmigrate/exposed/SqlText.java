package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;
import org.jetbrains.exposed.v1.core.Expression;
import org.jetbrains.exposed.v1.core.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** SQL text where Exposed wants an expression; it is rendered as it stands. */
@API(status = INTERNAL, since = "0.1")
public final class SqlText<T extends @Nullable Object> extends Expression<T> {
    private final String sql;

    public SqlText(String sql) {
        this.sql = sql;
    }

    @Override
    public void toQueryBuilder(QueryBuilder queryBuilder) {
        queryBuilder.append(sql);
    }
}

package io.kmigrate.exposed;

import org.jetbrains.exposed.v1.core.Expression;
import org.jetbrains.exposed.v1.core.QueryBuilder;
import org.jspecify.annotations.Nullable;

/** SQL text where Exposed wants an expression; it is rendered as it stands. */
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

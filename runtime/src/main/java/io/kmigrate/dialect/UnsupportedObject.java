package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something in a schema that a {@link io.kmigrate.schema.Snapshot} has no words for.
 *
 * @param kind such as {@code domain} or {@code rule}
 * @param name such as {@code positive}, or {@code protect on billing.users}
 * @param table the table it goes with; null for what stands by itself
 * @param definition null where nobody knows
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record UnsupportedObject(
        String kind,
        String name,
        @Nullable TableName table,
        @Nullable Definition definition) {
    /** What makes it in a database that is otherwise made by a script. */
    public record Definition(ExecuteSql sql, Place place) {}

    /** When it can be made. */
    public enum Place {
        /** Tables may need it. */
        BEFORE_TABLES,
        /** It needs tables, and views, programs and triggers may need it. */
        AFTER_TABLES,
        /** It may need anything. */
        LAST
    }
}

package io.kmigrate.dialect;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Something in a schema that a {@link io.kmigrate.schema.Snapshot} has no words for.
 *
 * @param kind such as {@code domain} or {@code rule}
 * @param name such as {@code positive}, or {@code protect on billing.users}
 * @param table the table it goes with; null for what stands by itself
 * @param definition what makes it in an empty database, before any table; null where nobody knows
 */
public record UnsupportedObject(
        String kind,
        String name,
        @Nullable TableName table,
        @Nullable ExecuteSql definition) {}

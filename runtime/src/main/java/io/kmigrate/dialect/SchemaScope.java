package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a catalog is read for, seen from where the connection starts.
 *
 * @param schema null for the one that the connection starts in, whose names go without it
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SchemaScope(@Nullable String schema) {
    /** Where the connection starts. */
    public static final SchemaScope OWN = new SchemaScope(null);

    public boolean isOwn() {
        return schema == null;
    }

    /** What is called so in it. */
    public TableName name(String name) {
        return new TableName(schema, name);
    }

    /**
     * A query for it.
     *
     * @param query has {@code {here}} where the schema's name is meant, and {@code {in}} for what qualifies the
     *     name of something in it: nothing, or such as {@code 'billing.'}
     * @param own the expression for the schema that the connection starts in
     */
    public String in(String query, String own, Literals literals) {
        return query.replace("{in}", literals.render(schema == null ? "" : schema + "."))
                .replace("{here}", schema == null ? own : literals.render(schema));
    }
}

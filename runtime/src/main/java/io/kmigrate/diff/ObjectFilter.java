package io.kmigrate.diff;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.TableName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What is compared. The rest is neither made, changed nor dropped. To implement: answer by the name alone,
 * as both sides are asked. What is in the schema of the connection has a name without a schema.
 */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface ObjectFilter {
    /** What an object is. */
    enum Kind {
        SCHEMA,
        TABLE,
        SEQUENCE,
        ENUM,
        /** Written into a first revision, never compared. */
        VIEW,
        /** A function, procedure or trigger; written into a first revision, never compared. */
        PROGRAM
    }

    /** What a table's part is. */
    enum Part {
        COLUMN,
        PRIMARY_KEY,
        UNIQUE,
        CHECK,
        FOREIGN_KEY,
        EXCLUSION,
        INDEX
    }

    boolean includes(Kind kind, TableName name);

    /**
     * Whether a part of a table is compared.
     *
     * @param name that of a constraint without one is the name it would be given
     */
    default boolean includes(Part part, TableName table, String name) {
        return true;
    }

    /**
     * Schemas that are compared as a whole. Of others than the connection's own, only those tables are looked
     * at that the wanted schema has.
     */
    default Set<String> schemas() {
        return Set.of();
    }

    /** The same filter for a connection that starts in {@code schema}. */
    default ObjectFilter startingIn(String schema) {
        return this;
    }

    /** Everything. */
    static ObjectFilter all() {
        return (kind, name) -> true;
    }

    /** What both filters include. */
    default ObjectFilter and(ObjectFilter other) {
        ObjectFilter first = this;
        return new ObjectFilter() {
            @Override
            public boolean includes(Kind kind, TableName name) {
                return first.includes(kind, name) && other.includes(kind, name);
            }

            @Override
            public boolean includes(Part part, TableName table, String name) {
                return first.includes(part, table, name) && other.includes(part, table, name);
            }

            @Override
            public Set<String> schemas() {
                return Stream.concat(first.schemas().stream(), other.schemas().stream())
                        .collect(Collectors.toUnmodifiableSet());
            }

            @Override
            public ObjectFilter startingIn(String schema) {
                return first.startingIn(schema).and(other.startingIn(schema));
            }
        };
    }
}

package io.kmigrate.diff;

import io.kmigrate.schema.TableName;

/**
 * What is compared. The rest is neither made, changed nor dropped. To implement: answer by the name alone,
 * as both sides are asked.
 */
@FunctionalInterface
public interface ObjectFilter {
    /** What an object is. */
    enum Kind {
        SCHEMA,
        TABLE,
        SEQUENCE,
        ENUM
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
     * @param name that of a constraint without one is the name PostgreSQL would give it
     */
    default boolean includes(Part part, TableName table, String name) {
        return true;
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
        };
    }
}

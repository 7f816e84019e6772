package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.operation.Operation;
import org.apiguardian.api.API;

/**
 * How a database changes a table while others go on using it. To implement: give the parts of each operation that would
 * keep others waiting, and say of the rest why there is none. Stateless and thread-safe.
 */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface OnlineForms {
    /**
     * The online form of an operation.
     *
     * @param before the schema before it; or, where an earlier run has begun with it, between two of its parts
     */
    OnlineForm of(Operation operation, Catalog before);

    /** Whether there is any: nobody asks about sizes of tables where there is none. */
    default boolean areThere() {
        return true;
    }

    /** Of a database that has none. */
    static OnlineForms none(String database) {
        return new OnlineForms() {
            @Override
            public OnlineForm of(Operation operation, Catalog before) {
                return operation.accept(new MissingForms(database));
            }

            @Override
            public boolean areThere() {
                return false;
            }
        };
    }
}

package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.function.Function;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What an online form has in the database only while it runs, such as an index that is not valid.
 *
 * @param name for messages, such as {@code index ix_name, which no query uses}
 * @param removal gives the statement that removes it, outside of a transaction, where it is there
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Leftover(String name, Function<Catalog, String> removal, Predicate<Catalog> isThere) {
    /** One that goes by its own name. */
    public Leftover(String name, String removal, Predicate<Catalog> isThere) {
        this(name, catalog -> removal, isThere);
    }
}

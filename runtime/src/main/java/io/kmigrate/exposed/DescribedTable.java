package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.schema.Table;
import org.apiguardian.api.API;

/**
 * An Exposed table that says more of itself than Exposed has words for, such as unique constraints. To
 * implement: start from {@link ExposedTables#toTable} and add the rest.
 */
@API(status = MAINTAINED, since = "0.1")
public interface DescribedTable {
    /** The whole table. */
    Table described();
}

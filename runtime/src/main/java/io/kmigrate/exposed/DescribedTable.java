package io.kmigrate.exposed;

import io.kmigrate.schema.Table;

/**
 * An Exposed table that says more of itself than Exposed has words for, such as unique constraints. To
 * implement: start from {@link ExposedTables#toTable} and add the rest.
 */
public interface DescribedTable {
    /** The whole table. */
    Table described();
}

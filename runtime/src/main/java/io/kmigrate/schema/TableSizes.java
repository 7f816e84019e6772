package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The sizes of tables at one moment.
 *
 * @param sizes those that the database was asked about and that it has
 * @param areComplete false where nobody asked, or the database did not answer: any other table may be large
 * @param limit what is large
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TableSizes(Map<TableName, TableSize> sizes, boolean areComplete, LargeTable limit) {
    public TableSizes {
        sizes = Map.copyOf(sizes);
    }

    /** Nobody asked: every table counts as large. */
    public static TableSizes unknown() {
        return unknown(LargeTable.STANDARD);
    }

    /** The same, with another limit. */
    public static TableSizes unknown(LargeTable limit) {
        return new TableSizes(Map.of(), false, limit);
    }

    /** What the database says of all tables that it was asked about; it has no others of them. */
    public static TableSizes of(Map<TableName, TableSize> sizes, LargeTable limit) {
        return new TableSizes(sizes, true, limit);
    }

    /** Empty for a table that the database does not have, and for one that nobody asked about. */
    public Optional<TableSize> of(TableName table) {
        return Optional.ofNullable(sizes.get(table));
    }

    /** Where nothing is known of a table, it is. One that the database does not have is not. */
    public boolean isLarge(TableName table) {
        return of(table).map(limit::includes).orElse(!areComplete);
    }
}

package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * How large a table is, as its database estimates it from statistics: no row is counted.
 *
 * @param rows empty where the database cannot tell
 * @param bytes with its indexes; empty where the database cannot tell
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TableSize(OptionalLong rows, OptionalLong bytes) {
    /** The table is there, and nobody knows how large it is. */
    public static final TableSize UNKNOWN = new TableSize(OptionalLong.empty(), OptionalLong.empty());

    public static TableSize of(long rows, long bytes) {
        return new TableSize(OptionalLong.of(rows), OptionalLong.of(bytes));
    }

    public static TableSize ofRows(long rows) {
        return new TableSize(OptionalLong.of(rows), OptionalLong.empty());
    }

    public boolean isUnknown() {
        return rows.isEmpty() && bytes.isEmpty();
    }

    /** In words: {@code 48 million rows, 11 GB}. */
    public String text() {
        return SizeText.of(this);
    }
}

package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * From which size on a table is large: one of the two is enough.
 *
 * @param bytes with indexes
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LargeTable(long rows, long bytes) {
    private static final long MEBIBYTE = 1L << 20;

    /** A statement reads or rewrites so much in about a second, on a server of the usual kind. */
    public static final LargeTable STANDARD = new LargeTable(100_000, 100 * MEBIBYTE);

    /** A size of which nothing is known may be any. */
    public boolean includes(TableSize size) {
        return size.isUnknown() || size.rows().orElse(0) >= rows || size.bytes().orElse(0) >= bytes;
    }
}

package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells the rows of a file from others, whether they are read one by one or kept. It notices a change, and no one who
 * would hide one. Two sums that Java computes by the processor's own instructions cost a hundredth of SHA-256, which
 * would be most of what a load takes in a virtual machine that is tuned for a short start.
 */
@API(status = INTERNAL, since = "0.1")
public final class RowsDigest {
    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();
    private long rows;

    /** Adds the next row. */
    public void add(List<@Nullable String> row) {
        byte[] line = CsvLines.line(row);
        add(line, 1);
    }

    /** Adds the next rows. */
    public void add(CsvLines next) {
        add(next.text(), next.rows());
    }

    private void add(byte[] text, int more) {
        first.update(text);
        second.update(text);
        rows += more;
    }

    /** How many rows there were. */
    public long rows() {
        return rows;
    }

    /** Of all rows so far, in hexadecimal digits. */
    public String text() {
        return String.format("%08x%08x", first.getValue(), second.getValue());
    }
}

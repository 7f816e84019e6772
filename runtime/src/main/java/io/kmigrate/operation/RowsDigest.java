package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Tells the rows of a file from others, whether they are read one by one or kept. */
@API(status = INTERNAL, since = "0.1")
public final class RowsDigest {
    private static final int BYTES = 8;

    private final MessageDigest digest;
    private long rows;

    public RowsDigest() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Adds the next row. */
    public void add(List<@Nullable String> row) {
        digest.update((row + "\n").getBytes(StandardCharsets.UTF_8));
        rows++;
    }

    /** How many rows there were. */
    public long rows() {
        return rows;
    }

    /** Of all rows, in hexadecimal digits. To be asked once, at the end. */
    public String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}

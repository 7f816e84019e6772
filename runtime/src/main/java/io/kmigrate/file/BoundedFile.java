package io.kmigrate.file;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.FileFailures;
import io.kmigrate.message.FileMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * Reads a file that somebody may have made far too large: it costs nothing to make one of a gigabyte of zeros, and a
 * device has no end. The size that the file system tells is not believed.
 */
@API(status = INTERNAL, since = "0.1")
public final class BoundedFile {
    /** No compiler takes a text of that size. */
    public static final int LARGEST_TEXT = 8 << 20;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

    private BoundedFile() {}

    /**
     * The whole file, whatever its size claims to be.
     *
     * @throws IOException also when there are more than {@code most} bytes, with a message for people
     */
    public static byte[] read(Path file, int most) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(FileMessages.tooLarge(most));
            }
            return bytes;
        }
    }

    /** Why a file was not read, for people. */
    public static String reason(IOException failure) {
        return FileFailures.words(failure);
    }

    /** Data may be large, and must fit into memory with what is made of it. */
    public static byte[] readData(Path file) throws IOException {
        return read(file, (int) Math.min(Runtime.getRuntime().maxMemory() / 8, LARGEST_ARRAY));
    }
}

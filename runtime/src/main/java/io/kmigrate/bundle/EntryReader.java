package io.kmigrate.bundle;

import io.kmigrate.message.BundleMessages;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads entries as far as memory reaches: a megabyte of a jar can become a gigabyte of zeros.
 */
final class EntryReader {
    /** An index of ten thousand scripts takes a fifth of it; reading one takes several times its size. */
    private static final long LARGEST_INDEX = 64L << 20;

    private long left = Runtime.getRuntime().maxMemory() / 3;

    /** The rest of the stream, whose end is in memory together with all that was read before. */
    byte[] read(String entry, InputStream input) throws IOException {
        boolean isIndex = entry.endsWith('/' + Bundle.INDEX);
        long most = Math.min(isIndex ? Math.min(LARGEST_INDEX, left / 8) : left, Integer.MAX_VALUE - 16);
        byte[] bytes = input.readNBytes((int) most + 1);
        if (bytes.length > most) {
            throw new IOException(BundleMessages.tooLarge(entry, most));
        }
        left -= bytes.length;
        return bytes;
    }
}

package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apiguardian.api.API;

/**
 * Digests a text while it is read. A byte order mark and the line ends of another system, which tools for version
 * control write, neither count nor reach the reader.
 */
@API(status = INTERNAL, since = "0.1")
public final class DigestingReader extends Reader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final int DIGEST_BYTES = 8;

    private final Reader text;
    private final MessageDigest digest;
    private final char[] raw = new char[1 << 14];
    private boolean endsWithReturn;
    private long characters;

    public DigestingReader(Reader text) {
        this.text = text;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** Reads what is left. */
    public DigestingReader toEnd() throws IOException {
        char[] ignored = new char[1 << 14];
        int read = read(ignored, 0, ignored.length);
        while (read >= 0) {
            read = read(ignored, 0, ignored.length);
        }
        return this;
    }

    /** Of the text that was read, in hexadecimal digits. To be asked once, at its end. */
    public String digest() {
        return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
    }

    /** How many characters were read. */
    public long characters() {
        return characters;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int written = 0;
        while (written == 0) {
            // One place is kept for a carriage return that turns out to be none of a line end.
            int count = text.read(raw, 0, Math.min(raw.length, Math.max(1, length - 1)));
            if (count < 0) {
                return atEnd(target, offset);
            }
            written = copy(count, target, offset);
        }
        note(target, offset, written);
        return written;
    }

    private int copy(int count, char[] target, int offset) {
        int place = offset;
        for (int index = 0; index < count; index++) {
            char character = raw[index];
            boolean isMark = character == BYTE_ORDER_MARK && characters == 0 && place == offset && !endsWithReturn;
            if (isMark) {
                continue;
            }
            if (endsWithReturn && character != '\n') {
                target[place++] = '\r';
            }
            endsWithReturn = character == '\r';
            if (!endsWithReturn) {
                target[place++] = character;
            }
        }
        return place - offset;
    }

    private int atEnd(char[] target, int offset) {
        if (!endsWithReturn) {
            return -1;
        }
        endsWithReturn = false;
        target[offset] = '\r';
        note(target, offset, 1);
        return 1;
    }

    private void note(char[] target, int offset, int count) {
        digest.update(StandardCharsets.UTF_8.encode(CharBuffer.wrap(target, offset, count)));
        characters += count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}

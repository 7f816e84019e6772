package io.kmigrate.source;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file that people write. Its byte order mark is no part of it.
 *
 * @param text up to the flaw, if there is one
 * @param flaw null for a text in the encoding that was asked for
 */
@API(status = INTERNAL, since = "0.1")
public record FileText(String text, @Nullable Flaw flaw) {
    private static final String MARK = "\uFEFF";

    /** What a look at the first characters of a text without a mark takes. */
    private static final int BEGINNING = 512;

    /**
     * Bytes that are no text in the encoding.
     *
     * @param encoding as far as the bytes tell, what they are instead
     * @param charset Java's name of it
     * @param line where they begin, from 1
     */
    public record Flaw(String encoding, String charset, int line) {}

    /** The content of a file in UTF-8. */
    public static FileText of(byte[] content) {
        String other = sixteenBits(content);
        return other == null ? of(content, StandardCharsets.UTF_8) : new FileText("", new Flaw(other, other, 1));
    }

    /** The content of a file in an encoding that somebody named. */
    public static FileText of(byte[] content, Charset encoding) {
        CharsetDecoder decoder = encoding.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer characters =
                CharBuffer.allocate((int) Math.ceil(content.length * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(bytes, characters, true);
        if (!result.isError()) {
            result = decoder.flush(characters);
        }
        String text = characters.flip().toString();
        String plain = text.startsWith(MARK) ? text.substring(1) : text;
        return new FileText(plain, result.isError() ? new Flaw("Latin-1", "ISO-8859-1", lines(plain)) : null);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(character -> character == '\n').count() + 1;
    }

    /** UTF-16 or UTF-32, by its mark, or by the zero bytes that every second character of a language's text has. */
    private static @Nullable String sixteenBits(byte[] content) {
        if (content.length < 2) {
            return null;
        }
        int first = content[0] & 0xff;
        int second = content[1] & 0xff;
        if ((first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe)) {
            boolean isWide = content.length >= 4 && first == 0xff && content[2] == 0 && content[3] == 0;
            return isWide ? "UTF-32" : "UTF-16";
        }
        int looked = Math.min(content.length, BEGINNING);
        int zeros = 0;
        for (int place = 0; place < looked; place++) {
            if (content[place] == 0) {
                zeros++;
            }
        }
        return zeros * 3 > looked ? "UTF-16" : null;
    }
}

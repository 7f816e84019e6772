package io.kmigrate.dialect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text. Only {@code \n} and {@code \r\n} end one: a lone {@code \r} may stand in a string. */
final class TextLines {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader text;
    private final StringBuilder line = new StringBuilder();
    private int number;
    private long charactersRead;

    TextLines(Reader text) {
        this.text = new BufferedReader(text);
    }

    /** The next line without its end; null behind the last. */
    @Nullable
    String next() throws IOException {
        line.setLength(0);
        int character = text.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            line.append((char) character);
            character = text.read();
        }
        charactersRead += line.length() + 1;
        number++;
        if (number == 1 && line.length() > 0 && line.charAt(0) == BYTE_ORDER_MARK) {
            line.deleteCharAt(0);
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    /** The number of the line that was read last, 1-based. */
    int number() {
        return number;
    }

    long charactersRead() {
        return charactersRead;
    }
}

package io.kmigrate.dialect;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text up to one with nothing but {@code \.}, which is taken as well. */
final class CopiedRows extends Reader {
    private static final String END = "\\.";

    private final TextLines lines;
    private @Nullable String line = "";
    private int place;

    CopiedRows(TextLines lines) {
        this.lines = lines;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (line != null && place == line.length()) {
            String next = lines.next();
            line = next == null || next.equals(END) ? null : next + "\n";
            place = 0;
        }
        if (line == null) {
            return -1;
        }
        int count = Math.min(length, line.length() - place);
        line.getChars(place, place + count, target, offset);
        place += count;
        return count;
    }

    /** The text is its owner's to close. What was not read of the rows is passed over. */
    @Override
    public void close() throws IOException {
        while (line != null) {
            place = line.length();
            read(new char[1], 0, 0);
        }
    }
}

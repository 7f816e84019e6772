package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * Text of others as people may see it. A terminal obeys control characters, and characters that change the direction
 * of writing make a line look like another one: both are shown as escapes instead, such as {@code \x1b}.
 */
@API(status = INTERNAL, since = "0.1")
public final class VisibleText {
    private static final int LONGEST_LINE = 1000;

    private VisibleText() {}

    /** In one line: line breaks and tabs are escapes, too. What is longer than a thousand characters is cut. */
    public static String line(String text) {
        return escaped(bounded(text, LONGEST_LINE), false);
    }

    /** With its line breaks and tabs. */
    public static String lines(String text) {
        return escaped(text.replace("\r\n", "\n"), true);
    }

    /** Whether a person sees {@code character} as what it is. */
    public static boolean isVisible(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.LINE_SEPARATOR
                && Character.getType(character) != Character.PARAGRAPH_SEPARATOR
                && Character.getType(character) != Character.SURROGATE
                && !changesDirection(character);
    }

    /** At most {@code most} characters of a text, and how long it is where that is not all. */
    public static String bounded(String text, int most) {
        return text.length() <= most
                ? text
                : String.format("%s… (%,d characters in all)", text.substring(0, most), text.length());
    }

    private static String escaped(String text, boolean withLines) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain), withLines)) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            if ((withLines && isLayout(character)) || isVisible(character)) {
                result.appendCodePoint(character);
            } else {
                result.append(escape(character));
            }
        });
        return result.toString();
    }

    /** Most text is: looking at each character in full would cost every line that is printed. */
    private static boolean isPlain(int unit, boolean withLines) {
        return (unit >= ' ' && unit < 0x7f) || (withLines && isLayout(unit));
    }

    private static boolean isLayout(int character) {
        return character == '\n' || character == '\t';
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> character < 0x100 ? String.format("\\x%02x", character) : String.format("\\u%04x", character);
        };
    }

    /** Unicode's explicit marks, embeddings, overrides and isolates: see UAX #9, "Bidirectional Algorithm". */
    private static boolean changesDirection(int character) {
        return character == 0x061c
                || character == 0x200e
                || character == 0x200f
                || (character >= 0x202a && character <= 0x202e)
                || (character >= 0x2066 && character <= 0x2069);
    }
}

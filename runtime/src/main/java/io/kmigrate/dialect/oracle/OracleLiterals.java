package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedObjectMessages;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Dates and times are literals of their type, which no setting of a session changes. The empty text
 * {@code ''} is null to Oracle, also after a conversion.
 */
final class OracleLiterals extends Literals {
    /** The bytes that a literal, or VARCHAR2 in SQL, holds unless MAX_STRING_SIZE is EXTENDED. */
    private static final int LONGEST_LITERAL_BYTES = 4000;

    /** Also keeps the lines of a script below the 2499 characters that SQL*Plus reads of one. */
    private static final int LONGEST_PIECE = 1000;

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static Literals create() {
        return new OracleLiterals();
    }

    /** There is no type for a time of day; as in Exposed, it is a timestamp on the first day of 1970. */
    @Override
    protected String dateTime(Object value, String text) {
        if (value instanceof LocalDate) {
            return "DATE '" + text + "'";
        }
        if (value instanceof LocalTime) {
            return "TIMESTAMP '1970-01-01 " + text + "'";
        }
        return "TIMESTAMP '" + text.replaceFirst("([+-]\\d\\d:\\d\\d)(?::\\d\\d)?$", " $1") + "'";
    }

    /** Exposed keeps booleans in CHAR(1) as these; numbers take part in comparisons with either. */
    @Override
    protected String bool(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    protected String floating(double value, String text) {
        if (Double.isNaN(value)) {
            return "BINARY_DOUBLE_NAN";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-BINARY_DOUBLE_INFINITY" : "BINARY_DOUBLE_INFINITY";
        }
        return text;
    }

    /**
     * In pieces where one literal cannot hold the text, or SQL*Plus would take one of its lines for a command:
     * it looks at every line of a statement, quoted or not.
     */
    @Override
    protected String text(String value) {
        boolean isLong = value.getBytes(StandardCharsets.UTF_8).length > LONGEST_LITERAL_BYTES;
        List<String> pieces = pieces(value);
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        return (isLong ? "TO_CLOB(" + pieces.get(0) + ")" : pieces.get(0)) + " ||\n    "
                + String.join(" ||\n    ", pieces.subList(1, pieces.size()));
    }

    /** Lines as text, and what ends them as characters. */
    private static List<String> pieces(String value) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int index = 0; index < value.length(); index++) {
            char current = value.charAt(index);
            boolean ends = current == '\n' || current == '\r';
            if (!ends) {
                piece.append(current);
            }
            boolean full = piece.length() >= LONGEST_PIECE && !Character.isHighSurrogate(current);
            if ((ends && !piece.isEmpty()) || full) {
                pieces.add(quoted(piece.toString()));
                piece.setLength(0);
            }
            if (ends) {
                pieces.add("CHR(" + (int) current + ")");
            }
        }
        if (!piece.isEmpty() || pieces.isEmpty()) {
            pieces.add(quoted(piece.toString()));
        }
        return pieces;
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    protected String uuid(UUID value) {
        return bytes(value.toString().replace("-", ""));
    }

    @Override
    protected String bytes(String hex) {
        if (hex.length() > LONGEST_LITERAL_BYTES) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedObjectMessages.longBytes("Oracle", hex.length() / 2, LONGEST_LITERAL_BYTES / 2));
        }
        return "HEXTORAW('" + hex + "')";
    }
}

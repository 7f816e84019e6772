package io.kmigrate.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** Texts of rows that somebody else may have written, or whose table was made again without its rules. */
final class RowText {
    private RowText() {}

    /** Empty instead of null, as some databases store empty texts. */
    static String of(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** Whether a row with this direction is about a revision; those of objects have words of their own. */
    static boolean isOfRevision(String direction) {
        return switch (direction) {
            case "up", "down", "stamp", "repair", "resolve" -> true;
            default -> false;
        };
    }

    /** The same by the place of the column, from 1. */
    static String of(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}

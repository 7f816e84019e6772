package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedObjectMessages;
import java.util.UUID;
import java.util.regex.Pattern;

/** Text is Unicode text; dates are text too, which takes the column's type. */
final class SqlServerLiterals extends Literals {
    /** A line that begins as the separator of batches does: clients look for it with no regard to quotes. */
    private static final Pattern SEPARATOR = Pattern.compile("(?i)([\\r\\n][ \\t]*g)(o(?!\\w))");

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static Literals create() {
        return new SqlServerLiterals();
    }

    /** With the offset set off by a space, as the default format of datetimeoffset has it. */
    @Override
    protected String dateTime(Object value, String text) {
        return text(text.replaceFirst("([+-]\\d\\d:\\d\\d)(?::\\d\\d)?$", " $1"));
    }

    @Override
    public String now() {
        return "SYSDATETIMEOFFSET()";
    }

    @Override
    protected String bool(boolean value) {
        return value ? "1" : "0";
    }

    /** float and real have no infinity and no NaN. */
    @Override
    protected String floating(double value, String text) {
        if (!Double.isFinite(value)) {
            throw new UnsupportedOperationByDialectException(UnsupportedObjectMessages.number("SQL Server", text));
        }
        return text;
    }

    @Override
    protected String text(String value) {
        return "N'" + SEPARATOR.matcher(value.replace("'", "''")).replaceAll("$1' + N'$2") + "'";
    }

    @Override
    protected String uuid(UUID value) {
        return "'" + value + "'";
    }

    @Override
    protected String bytes(String hex) {
        return "0x" + hex;
    }
}

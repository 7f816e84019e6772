package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedObjectMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;

/** Literals that mean the same in every {@code sql_mode}. A moment is its date and time in UTC. */
final class MysqlLiterals extends Literals {
    private final Product flavour;

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static Literals create(Product flavour) {
        return new MysqlLiterals(flavour);
    }

    MysqlLiterals(Product flavour) {
        this.flavour = flavour;
    }

    @Override
    protected String plainText(Object value) {
        if (value instanceof Instant moment) {
            return super.plainText(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
        }
        if (value instanceof OffsetDateTime moment) {
            return plainText(moment.toInstant());
        }
        return super.plainText(value);
    }

    @Override
    protected String bool(boolean value) {
        return value ? "1" : "0";
    }

    /** FLOAT and DOUBLE have no infinity and no NaN. */
    @Override
    protected String floating(double value, String text) {
        if (!Double.isFinite(value)) {
            throw new UnsupportedOperationByDialectException(UnsupportedObjectMessages.number(flavour.label(), text));
        }
        // The shortest text of the greatest float is greater than it, and FLOAT refuses that.
        return Math.abs(value) == Float.MAX_VALUE ? Double.toString(value) : text;
    }

    /** A backslash begins an escape unless NO_BACKSLASH_ESCAPES is set; in hexadecimal it is only itself. */
    @Override
    protected String text(String value) {
        return value.indexOf('\\') < 0
                ? super.text(value)
                : "_utf8mb4 X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /**
     * In hexadecimal, for the default of a TEXT: MariaDB 10.11 spoils one with an introducer, and the rows that
     * get it.
     */
    String converted(String value) {
        return "convert(X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "' using utf8mb4)";
    }

    /** Where the grammar wants quotes, as COMMENT and ENUM do, and hexadecimal is refused. */
    String quoted(String value, boolean backslashEscapes) {
        return super.text(backslashEscapes ? value.replace("\\", "\\\\") : value);
    }

    /** A moment for a TIMESTAMP column, which takes a text to be in the session's time zone. */
    String timestamp(Object moment) {
        return "CONVERT_TZ(" + render(moment) + ", '+00:00', @@session.time_zone)";
    }

    /** As Exposed stores it: 16 bytes where there is no type for it. */
    @Override
    protected String uuid(UUID value) {
        return flavour.hasUuidButNoJson()
                ? super.uuid(value)
                : "X'" + value.toString().replace("-", "") + "'";
    }
}

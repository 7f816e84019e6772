package io.kmigrate.dialect.postgres;

import io.kmigrate.dialect.Literals;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.UnsupportedObjectMessages;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bytes and arrays are quoted text, which takes the column's type as dates do. */
final class PostgresLiterals extends Literals {
    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static Literals create() {
        return new PostgresLiterals();
    }

    @Override
    protected String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new UnsupportedOperationByDialectException(UnsupportedObjectMessages.zeroCharacter("PostgreSQL"));
        }
        return super.text(value);
    }

    @Override
    protected String bytes(String hex) {
        return "'\\x" + hex + "'";
    }

    @Override
    protected String array(Collection<?> values) {
        return text(elements(values));
    }

    private String elements(Collection<?> values) {
        return values.stream().map(this::element).collect(Collectors.joining(",", "{", "}"));
    }

    private String element(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Collection<?> nested) {
            return elements(nested);
        }
        String literal = render(value);
        String plain = literal.startsWith("'")
                ? literal.substring(1, literal.length() - 1).replace("''", "'")
                : literal;
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package io.kmigrate.dialect;

import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Quotes names. Every name is quoted, so that reserved words, capitals, spaces and hostile text are just
 * names.
 */
public final class Names {
    private final char open;
    private final char close;

    public Names(char open, char close) {
        this.open = open;
        this.close = close;
    }

    /** Standard SQL's double quotes. */
    public static Names standard() {
        return new Names('"', '"');
    }

    public String quote(String name) {
        return open + name.replace(String.valueOf(close), String.valueOf(close) + close) + close;
    }

    public String quote(TableName name) {
        return name.schema() == null ? quote(name.name()) : quote(name.schema()) + "." + quote(name.name());
    }

    /** {@code "a", "b"}, without parentheses. */
    public String list(Collection<String> names) {
        return names.stream().map(this::quote).collect(Collectors.joining(", "));
    }
}

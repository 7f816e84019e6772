package io.kmigrate.dialect;

import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Quotes names. Every name is quoted, so that reserved words, capitals, spaces and hostile text are just
 * names.
 */
public final class Names {
    private final char open;
    private final char close;
    private final Consumer<String> check;

    public Names(char open, char close) {
        this(open, close, name -> {});
    }

    private Names(char open, char close, Consumer<String> check) {
        this.open = open;
        this.close = close;
        this.check = check;
    }

    /** The same quoting, with {@code refusal} throwing for names that the database does not keep whole. */
    public Names refusing(Consumer<String> refusal) {
        return new Names(open, close, refusal);
    }

    /** Standard SQL's double quotes. */
    public static Names standard() {
        return new Names('"', '"');
    }

    public String quote(String name) {
        check.accept(name);
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

package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Quotes names. Every name is quoted, so that reserved words, capitals, spaces and hostile text are just
 * names.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Names {
    private final char open;
    private final char close;
    private final Consumer<String> check;
    private final UnaryOperator<String> spelling;

    public Names(char open, char close) {
        this(open, close, name -> {}, UnaryOperator.identity());
    }

    private Names(char open, char close, Consumer<String> check, UnaryOperator<String> spelling) {
        this.open = open;
        this.close = close;
        this.check = check;
        this.spelling = spelling;
    }

    /** The same quoting, with {@code refusal} throwing for names that the database does not keep whole. */
    public Names refusing(Consumer<String> refusal) {
        return new Names(open, close, refusal, spelling);
    }

    /** The same quoting of what {@code stored} makes of a name: for databases whose plain names are capitals. */
    public Names stored(UnaryOperator<String> stored) {
        return new Names(open, close, check, stored);
    }

    /** Standard SQL's double quotes. */
    public static Names standard() {
        return new Names('"', '"');
    }

    public String quote(String name) {
        check.accept(name);
        return open + spelling.apply(name).replace(String.valueOf(close), String.valueOf(close) + close) + close;
    }

    public String quote(TableName name) {
        return name.schema() == null ? quote(name.name()) : quote(name.schema()) + "." + quote(name.name());
    }

    /** {@code "a", "b"}, without parentheses. */
    public String list(Collection<String> names) {
        return names.stream().map(this::quote).collect(Collectors.joining(", "));
    }
}

package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** What SQL text names, outside of literals and whatever its case. What a name means there is not looked into. */
@API(status = STABLE, since = "0.1")
public final class Mentions {
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*+'");
    private static final Pattern WORD = Pattern.compile("[\\w$]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final String text;
    private final Set<String> words;

    private Mentions(String text) {
        this.text = text;
        this.words = WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    public static Mentions in(String sql) {
        return new Mentions(LITERAL.matcher(sql).replaceAll("''").toLowerCase(Locale.ROOT));
    }

    /** True where {@code name} is a whole word of it. */
    public boolean names(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return WORD.matcher(lower).matches() ? words.contains(lower) : text.contains(lower);
    }
}

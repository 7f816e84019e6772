package io.kmigrate.compare;

import io.kmigrate.schema.Equivalence;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is one where no database says how it spells things: expressions that differ in quotes around plain names, in
 * the case of words without quotes, or in spaces. A model quotes every name; people seldom do.
 */
record TextEquivalence() implements Equivalence {
    private static final Pattern PART = Pattern.compile(
            "(?<literal>'[^']*')|\"(?<plain>[a-z_][a-z0-9_]*)\"|(?<quoted>\"[^\"]*\")|(?<space>\\s+)|(?<other>[^'\"\\s]+)");

    @Override
    public String plain(String expression) {
        StringBuilder result = new StringBuilder();
        Matcher parts = PART.matcher(expression.strip());
        while (parts.find()) {
            result.append(part(parts));
        }
        return result.toString();
    }

    private static String part(Matcher found) {
        if (found.group("plain") != null) {
            return found.group("plain");
        }
        if (found.group("space") != null) {
            return " ";
        }
        return found.group("other") == null ? found.group() : found.group().toLowerCase(Locale.ROOT);
    }
}

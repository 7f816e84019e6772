package io.kmigrate.sql;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.LexicalRules.Feature;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a string of SQL stands for. */
final class StringText {
    private StringText() {}

    /** Empty where it has a prefix or an escape that databases read in ways of their own. */
    static Optional<String> of(String quoted, LexicalRules rules) {
        char quote = quoted.charAt(0);
        boolean isPlain = rules.strings().indexOf(quote) >= 0
                && quoted.length() > 1
                && quoted.charAt(quoted.length() - 1) == quote;
        if (!isPlain) {
            return Optional.empty();
        }
        String inner = quoted.substring(1, quoted.length() - 1);
        return rules.features().contains(Feature.BACKSLASH_ESCAPES)
                ? unescaped(inner, quote)
                : Optional.of(inner.replace("" + quote + quote, "" + quote));
    }

    private static Optional<String> unescaped(String inner, char quote) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < inner.length(); at++) {
            char current = inner.charAt(at);
            if (current == quote) {
                at++;
                text.append(quote);
            } else if (current != '\\') {
                text.append(current);
            } else if (++at < inner.length()) {
                Character meant = escaped(inner.charAt(at));
                if (meant == null) {
                    return Optional.empty();
                }
                text.append(meant.charValue());
            }
        }
        return Optional.of(text.toString());
    }

    /** Null for what means something else in a pattern, and for signs that no text should hold. */
    private static @Nullable Character escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '\'', '"' -> letter;
            default -> null;
        };
    }
}

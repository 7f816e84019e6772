package io.kmigrate.dialect;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values for the {@code :name} of an SQL text, as literals: the text is the same online and offline, and of
 * several statements if need be. What stands in quotes or in a comment is no parameter, and neither is
 * {@code ::}, nor a name that no value is given for.
 */
final class Parameters {
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*+'|\"[^\"]*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1|::|:([\\p{L}_][\\p{L}\\p{N}_]*)",
            Pattern.DOTALL);

    private Parameters() {}

    static String fill(String sql, Map<String, @Nullable Object> values, Literals literals) {
        return values.isEmpty()
                ? sql
                : TOKEN.matcher(sql).replaceAll(token -> Matcher.quoteReplacement(fill(token, values, literals)));
    }

    private static String fill(MatchResult token, Map<String, @Nullable Object> values, Literals literals) {
        String name = token.group(2);
        return name != null && values.containsKey(name) ? literals.render(values.get(name)) : token.group();
    }
}

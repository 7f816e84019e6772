package io.kmigrate.graph;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The grammar of a {@link Target}. */
final class TargetSyntax {
    static final Pattern PLAIN = Pattern.compile("[^@+\\-:\\s]+");
    static final Pattern LABEL = Pattern.compile("[^@+:\\s]+");
    static final Pattern RELATIVE = Pattern.compile("([^@+\\-:\\s]*)([+-][0-9]+)");
    static final Set<String> RESERVED = Set.of("head", "heads", "base", "current");

    private TargetSyntax() {}

    static Target parse(String text, @Nullable String branch, String symbol) {
        Matcher relative = RELATIVE.matcher(symbol);
        if (relative.matches()) {
            String anchor = relative.group(1);
            return new Target.Relative(
                    text, branch, anchor.isEmpty() ? null : parse(anchor, null, anchor), relative.group(2));
        }
        return switch (symbol) {
            case "head" -> new Target.Head(text, branch);
            case "heads" -> new Target.Heads(text, branch);
            case "base" -> new Target.Base(text, branch);
            case "current" -> branch == null ? new Target.Current(text) : new Target.Name(text, branch, symbol);
            default -> new Target.Name(text, branch, symbol);
        };
    }
}

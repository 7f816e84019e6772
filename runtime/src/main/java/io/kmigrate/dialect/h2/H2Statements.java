package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.dialect.LexicalRules.Feature;
import io.kmigrate.dialect.LexicalRules.Prefix;
import io.kmigrate.dialect.StatementSplitter;
import java.util.List;
import java.util.Set;

/** A user's SQL text, a statement at a time. Bodies of functions and triggers are quoted, so a semicolon ends. */
final class H2Statements {
    /** As H2's tokenizer has them. */
    static final LexicalRules RULES = new LexicalRules(
            "'",
            "\"`",
            List.of(new Prefix("U&", "'\"`", false)),
            Set.of(Feature.NESTED_COMMENTS, Feature.SLASH_COMMENTS, Feature.DOLLAR_QUOTES));

    private H2Statements() {}

    /** The statements without their semicolons; those with nothing but comments are left out. */
    static List<String> split(String sql) {
        return StatementSplitter.split(sql, RULES);
    }
}

package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How a database's lexer tells quotes and comments from the rest of SQL. Everywhere {@code --} and {@code /*} begin
 * comments, and a doubled quote stands for itself inside quotes.
 *
 * @param strings characters that quote a string
 * @param names characters that quote a name; {@code [} is closed by {@code ]}
 * @param prefixes letters before a quote that belong to it
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record LexicalRules(String strings, String names, List<Prefix> prefixes, Set<Feature> features) {
    public LexicalRules {
        prefixes = List.copyOf(prefixes);
        features = Set.copyOf(features);
    }

    /** Those of standard SQL, with what a database has beyond them. */
    public static LexicalRules standard(Feature... features) {
        return new LexicalRules("'", "\"", List.of(), Set.of(features));
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    boolean isQuote(char character) {
        return strings.indexOf(character) >= 0 || names.indexOf(character) >= 0;
    }

    /** What some databases have, and others have not. */
    public enum Feature {
        /** A backslash in a string escapes the next character. */
        BACKSLASH_ESCAPES,
        /** A comment may hold others. */
        NESTED_COMMENTS,
        /** {@code #} begins a comment, too. */
        HASH_COMMENTS,
        /** {@code //} begins a comment, too. */
        SLASH_COMMENTS,
        /** Two dashes are a comment only before white space: {@code 1--1} is a difference. */
        SPACED_DASHES,
        /** The server executes comments that begin with an exclamation mark. */
        EXECUTABLE_COMMENTS,
        /** A word may begin with a dollar sign. */
        DOLLAR_WORDS,
        /** {@code $$} quotes a string. */
        DOLLAR_QUOTES,
        /** {@code $tag$} does, too. */
        TAGGED_DOLLAR_QUOTES,
        /** A doubled {@code ]} stands for itself inside brackets. */
        DOUBLED_BRACKETS,
        /** {@code q'[…]'} quotes a string. */
        ALTERNATIVE_QUOTES
    }

    /**
     * Letters before a quote.
     *
     * @param text in any case
     * @param quotes the quotes that they may stand before
     * @param escapes a backslash escapes the next character there
     */
    public record Prefix(String text, String quotes, boolean escapes) {}
}

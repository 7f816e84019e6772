package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.CopyingAlter;
import io.kmigrate.message.OnlineMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A program of the user's that changes a table by a copy of it while others work, such as gh-ost or
 * pt-online-schema-change. It has a configuration of its own, with its password: nothing of ours stands on its command line.
 *
 * @param words the program and its arguments, with places for the table and the change
 */
@API(status = INTERNAL, since = "0.1")
public record OnlineCommand(List<String> words) {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']++|\"[^\"]*+\"|'[^']*+')++");
    private static final Pattern QUOTES = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> PLACES = Set.of("database", "table", "alter");

    /**
     * Words with spaces between them, or quotes around them. No shell reads them.
     *
     * @throws io.kmigrate.failure.MigrationException where it does not say where table and change stand
     */
    public static OnlineCommand parse(String text) {
        List<String> places =
                PLACE.matcher(text).results().map(place -> place.group(1)).toList();
        List<String> unknown =
                places.stream().filter(place -> !PLACES.contains(place)).toList();
        if (!unknown.isEmpty() || !places.contains("table") || !places.contains("alter")) {
            throw OnlineMessages.commandWithoutPlaces(text).exception();
        }
        return new OnlineCommand(WORD.matcher(text)
                .results()
                .map(word -> QUOTES.matcher(word.group()).replaceAll(OnlineCommand::inside))
                .toList());
    }

    private static String inside(MatchResult quoted) {
        String text = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        return Matcher.quoteReplacement(text);
    }

    /** For a change of a table of {@code database}, unless the table says another. */
    List<String> of(CopyingAlter change, String database) {
        String schema =
                change.table().schema() == null ? database : change.table().schema();
        List<String> filled = new ArrayList<>();
        for (String word : words) {
            filled.add(PLACE.matcher(word)
                    .replaceAll(place -> Matcher.quoteReplacement(
                            switch (place.group(1)) {
                                case "database" -> schema;
                                case "table" -> change.table().name();
                                default -> change.alter().strip().replaceAll("\\s+", " ");
                            })));
        }
        return filled;
    }

    /** For people. */
    static String shown(List<String> words) {
        return words.stream()
                .map(word -> word.contains(" ") ? "'" + word + "'" : word)
                .collect(Collectors.joining(" "));
    }
}

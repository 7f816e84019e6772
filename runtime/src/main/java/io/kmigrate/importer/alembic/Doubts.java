package io.kmigrate.importer.alembic;

import io.kmigrate.importer.ImportedStep;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a replayed schema can be trusted. A text that no operation says may change what it names, and one that makes
 * its statements itself may change anything.
 */
final class Doubts {
    private static final Pattern WORD = Pattern.compile("\\w++");
    private static final Pattern MAKES_STATEMENT = Pattern.compile(
            "(?i)\\b(?:execute(?!\\s++(?:function|procedure|on)\\b)|prepare|exec|sp_executesql|call)\\b");
    /** A statement whose first words stand in the text, and which has nothing to do with tables. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)\\s++(?:format\\s*+\\(\\s*+)?'\\s*+(?:grant|revoke|(?:create|alter|drop)\\s++(?:user|role|extension)"
                    + "|comment|analyze|select|insert|update|delete|set)\\b.*",
            Pattern.DOTALL);

    private final Set<String> named;
    private boolean isAnything;

    Doubts() {
        this(new HashSet<>(), false);
    }

    private Doubts(Set<String> named, boolean isAnything) {
        this.named = named;
        this.isAnything = isAnything;
    }

    Doubts copy() {
        return new Doubts(new HashSet<>(named), isAnything);
    }

    /** Notes what the steps may have changed. */
    void note(List<ImportedStep> steps) {
        for (ImportedStep step : steps) {
            for (Operation operation : step.operations()) {
                if (operation instanceof ExecuteSql execute
                        && execute.changes() == null
                        && execute.apply(Snapshot.empty()).isUncertain()) {
                    note(execute.sql());
                }
            }
        }
    }

    private void note(String text) {
        Matcher made = MAKES_STATEMENT.matcher(text);
        while (made.find()) {
            isAnything |= !HARMLESS.matcher(text.substring(made.end())).matches();
        }
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            named.add(words.group());
        }
    }

    /** From now on, the database may have anything. */
    void doubtAll() {
        isAnything = true;
    }

    boolean isAnything() {
        return isAnything;
    }

    /** Whether a table may be another than it seems. */
    boolean isIn(Table table) {
        return isAnything || named.contains(table.name().name().toLowerCase(Locale.ROOT));
    }

    /** Words that may be names of things which are there and not known. */
    Set<String> names() {
        return named;
    }
}

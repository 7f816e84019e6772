package io.kmigrate.compare;

import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Programs of another schema whose text does not say which, as MySQL and MariaDB keep it: a script with that text
 * would make them in the schema that it starts in.
 */
final class UnqualifiedPrograms {
    private final Snapshot all;
    private final List<StoredProgram> programs;

    UnqualifiedPrograms(Snapshot all) {
        this.all = all;
        this.programs = all.objects().stream()
                .filter(StoredProgram.class::isInstance)
                .map(StoredProgram.class::cast)
                .filter(program -> !isPlaced(program))
                .toList();
    }

    /** By the first mention of what carries the schema's name: a trigger may have it from its table. */
    private static boolean isPlaced(StoredProgram program) {
        TableName name = Objects.requireNonNullElse(program.id().table(), program.name());
        String schema = name.schema();
        if (schema == null) {
            return true;
        }
        Matcher mention = Pattern.compile(
                        "(?i)(" + quoted(schema) + "\\s*\\.\\s*)?(?<![\\w$])" + quoted(name.name()) + "(?![\\w$])")
                .matcher(program.definition());
        return mention.find() && mention.group(1) != null;
    }

    private static String quoted(String name) {
        return "[\"`\\[]?" + Pattern.quote(name) + "[\"`\\]]?";
    }

    /** Everything else. */
    Snapshot others() {
        List<SchemaObject> kept = all.objects().stream()
                .filter(object -> !(object instanceof StoredProgram program && programs.contains(program)))
                .toList();
        return Snapshot.of(all.tables(), kept);
    }

    /** One on all of those that {@code filter} includes, or none. */
    List<String> sentences(ObjectFilter filter) {
        String names = programs.stream()
                .filter(program -> Comparison.includes(filter, program))
                .map(program -> program.id().toString())
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? List.of() : List.of(names + ", whose text does not say the schema");
    }
}

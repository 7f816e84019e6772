package io.kmigrate.importer.flyway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A migration's file, by its name.
 *
 * @param version null for a repeatable one
 * @param description its words
 * @param shown the path as reports name it
 */
record FlywayFile(Kind kind, @Nullable FlywayVersion version, String description, Path path, String shown) {
    /** What a file is for. */
    enum Kind {
        VERSIONED,
        UNDO,
        BASELINE,
        REPEATABLE
    }

    private static final List<String> CODE = List.of(".java", ".kt", ".groovy", ".scala");

    /** Empty where Flyway would not take it for a migration. */
    static Optional<FlywayFile> of(Path path, String shown, FlywaySettings settings) {
        String name = path.getFileName().toString();
        boolean isCode = CODE.stream().anyMatch(name::endsWith);
        Optional<String> plain = isCode
                ? Optional.of(name.substring(0, name.lastIndexOf('.')))
                : settings.suffixes().stream()
                        .filter(name::endsWith)
                        .map(suffix -> name.substring(0, name.length() - suffix.length()))
                        .findFirst();
        return plain.flatMap(words -> read(words, path, shown, settings));
    }

    private static Optional<FlywayFile> read(String name, Path path, String shown, FlywaySettings settings) {
        int mark = name.indexOf(settings.separator());
        String head = mark < 0 ? name : name.substring(0, mark);
        String tail = mark < 0 ? "" : name.substring(mark + settings.separator().length());
        String description = tail.replace('_', ' ').strip();
        if (head.equals(settings.prefix(Kind.REPEATABLE)) && mark >= 0) {
            return Optional.of(new FlywayFile(Kind.REPEATABLE, null, description, path, shown));
        }
        for (Kind kind : List.of(Kind.VERSIONED, Kind.UNDO, Kind.BASELINE)) {
            String prefix = settings.prefix(kind);
            if (head.startsWith(prefix) && FlywayVersion.isOne(head.substring(prefix.length()))) {
                return Optional.of(new FlywayFile(
                        kind, new FlywayVersion(head.substring(prefix.length())), description, path, shown));
            }
        }
        return Optional.empty();
    }

    String name() {
        return path.getFileName().toString();
    }

    boolean isCode() {
        return CODE.stream().anyMatch(name()::endsWith);
    }

    /** The version's text; of a repeatable one, its description. */
    String key() {
        return version == null ? description : version.text();
    }
}

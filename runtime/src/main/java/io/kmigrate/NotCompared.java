package io.kmigrate;

import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a database has and a model has no words for. What a filter leaves out is not worth a word. */
final class NotCompared {
    private final Snapshot live;
    private final ObjectFilter filter;

    NotCompared(Snapshot live, ObjectFilter filter) {
        this.live = live;
        this.filter = filter;
    }

    /** One for each kind of object, with all names. */
    List<String> sentences() {
        return Stream.of(
                        names(
                                "view",
                                View.class,
                                ObjectFilter.Kind.VIEW,
                                view -> view.name().toString()),
                        names(
                                "sequence",
                                Sequence.class,
                                ObjectFilter.Kind.SEQUENCE,
                                sequence -> sequence.name().toString()),
                        names(
                                "",
                                StoredProgram.class,
                                ObjectFilter.Kind.PROGRAM,
                                program -> program.id().toString()))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    /** Empty where there are none. */
    private <T extends SchemaObject> String names(
            String word, Class<T> type, ObjectFilter.Kind kind, Function<T, String> text) {
        List<String> names = live.objects().stream()
                .filter(object -> type.isInstance(object) && filter.includes(kind, object.name()))
                .map(object -> text.apply(type.cast(object)))
                .sorted()
                .toList();
        String plural = word.isEmpty() ? "" : word + (names.size() == 1 ? " " : "s ");
        return names.isEmpty() ? "" : names.stream().collect(Collectors.joining(", ", plural, ""));
    }
}

package io.kmigrate.compare;

import io.kmigrate.dialect.UnsupportedObject;
import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a database has and a model has no words for. What a filter leaves out is not worth a word. */
final class UnmanagedObjects {
    private final Snapshot live;
    private final UnsupportedObjects unsupported;
    private final ObjectFilter filter;

    UnmanagedObjects(Snapshot live, UnsupportedObjects unsupported, ObjectFilter filter) {
        this.unsupported = unsupported;
        this.live = live;
        this.filter = filter;
    }

    /** One for each kind of object, with all names. */
    List<String> sentences() {
        return Stream.concat(ofModels(), ofSnapshots(object -> true)).toList();
    }

    /** What no script has words for either, and nobody knows the SQL of. */
    List<String> undefinedSentences() {
        return ofSnapshots(object -> object.definition() == null).toList();
    }

    /** The SQL of what no script has words for, as far as it is known: that which has this place. */
    List<Operation> definitions(Place place) {
        return unsupported.found().stream()
                .filter(this::isIncluded)
                .map(UnsupportedObject::definition)
                .filter(Objects::nonNull)
                .filter(definition -> definition.place() == place)
                .<Operation>map(UnsupportedObject.Definition::sql)
                .toList();
    }

    private boolean isIncluded(UnsupportedObject object) {
        return object.table() == null || filter.includes(ObjectFilter.Kind.TABLE, object.table());
    }

    private Stream<String> ofSnapshots(Predicate<UnsupportedObject> wanted) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        for (UnsupportedObject object : unsupported.found()) {
            if (wanted.test(object) && isIncluded(object)) {
                byKind.computeIfAbsent(object.kind(), kind -> new ArrayList<>()).add(object.name());
            }
        }
        return Stream.concat(
                byKind.entrySet().stream().map(kind -> kind.getKey() + " " + String.join(", ", kind.getValue())),
                unsupported.unanswered().stream());
    }

    private Stream<String> ofModels() {
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
                .filter(sentence -> !sentence.isEmpty());
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

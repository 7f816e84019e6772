package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.repeatable.Repeatable.Kind;
import io.kmigrate.schema.DefaultingSchemaObjectVisitor;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The views and programs that revisions have made, by their replay. They are replayed once somebody asks. */
@API(status = INTERNAL, since = "0.1")
public final class RevisionObjects {
    /** There are none. */
    public static final RevisionObjects NONE = new RevisionObjects(List::of);

    private final Supplier<? extends Collection<SchemaObject>> replayed;
    private @Nullable Map<String, Repeatable> byKey;

    /** @param replayed all that a schema holds besides tables */
    public RevisionObjects(Supplier<? extends Collection<SchemaObject>> replayed) {
        this.replayed = replayed;
    }

    /** The object of the same kind and name, as the revisions have it. */
    public Optional<Repeatable> like(Repeatable object) {
        if (object.kind() == Kind.SQL || object.kind() == Kind.GRANT) {
            return Optional.empty();
        }
        if (byKey == null) {
            Map<String, Repeatable> found = new LinkedHashMap<>();
            replayed.get()
                    .forEach(made -> made.accept(new Declared())
                            .ifPresent(repeatable -> found.put(repeatable.key(), repeatable)));
            byKey = found;
        }
        return Optional.ofNullable(byKey.get(object.key()));
    }

    private static final class Declared implements DefaultingSchemaObjectVisitor<Optional<Repeatable>> {
        @Override
        public Optional<Repeatable> otherwise(SchemaObject object) {
            return Optional.empty();
        }

        @Override
        public Optional<Repeatable> view(View view) {
            Kind kind = view.materialized() ? Kind.MATERIALIZED_VIEW : Kind.VIEW;
            return Optional.of(new Repeatable(kind, view.name(), null, null, view.query(), null, List.of()));
        }

        @Override
        public Optional<Repeatable> program(StoredProgram program) {
            StoredProgram.Id id = program.id();
            return Optional.of(new Repeatable(
                    Kind.valueOf(id.kind().name()),
                    id.name(),
                    id.table(),
                    id.arguments(),
                    program.definition(),
                    null,
                    List.of()));
        }
    }
}

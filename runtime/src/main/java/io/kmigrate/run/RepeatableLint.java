package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.lint.Facts;
import io.kmigrate.lint.LintReport;
import io.kmigrate.lint.LintRequest;
import io.kmigrate.lint.Linter;
import io.kmigrate.operation.Limits;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.RepeatableGraph;
import io.kmigrate.repeatable.RepeatableSource;
import io.kmigrate.revision.Deployment;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationOptions;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Asks the lint rules about objects that follow their text. Each is judged by itself, as a revision that makes it. */
@API(status = INTERNAL, since = "0.1")
public final class RepeatableLint {
    /** A script of objects has no word for a limit, so that none is missing. */
    private static final MigrationOptions OPTIONS = new MigrationOptions(true, new Limits(Duration.ofSeconds(1), null));

    private final RepeatableSource source;
    private final LintRequest request;
    private final Supplier<RepeatableStatus> pending;

    /** @param pending asks the database what the next upgrade applies */
    public RepeatableLint(RepeatableSource source, LintRequest request, Supplier<RepeatableStatus> pending) {
        this.source = source;
        this.request = request;
        this.pending = pending;
    }

    /** Those that the request is about. Loads no script where it is about none. */
    public List<DeclaredRepeatable> objects() {
        if (source.files().isEmpty() || request.range().isPresent()) {
            return List.of();
        }
        if (request.revisions().isPresent()) {
            return request.scripts().isEmpty()
                    ? List.of()
                    : source.load().stream()
                            .filter(object -> request.scripts().contains(object.file()))
                            .toList();
        }
        if (request.offline().isPresent()) {
            return source.load();
        }
        RepeatableStatus status = pending.get();
        return status.isEmpty()
                ? List.of()
                : source.load().stream()
                        .filter(object -> status.changed().contains(object.file())
                                || status.missing().contains(object.object().key()))
                        .toList();
    }

    /**
     * What the rules find.
     *
     * @param before the schema with all revisions
     */
    public static List<LintReport.Entry> entries(
            List<DeclaredRepeatable> objects, Deployment place, Linter linter, Snapshot before, Facts facts) {
        Map<String, DeclaredRepeatable> here = new LinkedHashMap<>();
        objects.stream()
                .filter(object -> isAt(object, place.database(), place.environment()))
                .forEach(object -> here.put(object.object().key(), object));
        List<Repeatable> all =
                here.values().stream().map(DeclaredRepeatable::object).toList();
        List<Migration> migrations = new ArrayList<>();
        for (Repeatable object : new RepeatableGraph(all).order()) {
            DeclaredRepeatable declared = Objects.requireNonNull(here.get(object.key()));
            ScriptOperation made = new ScriptOperation(object.creation(), declared.location());
            Migration.Irreversible end = new Migration.Irreversible("a downgrade brings back the former text");
            migrations.add(new Migration(Revision.of(object.key()), OPTIONS, List.of(made), end));
        }
        return linter.review(before, migrations, facts).entries();
    }

    private static boolean isAt(DeclaredRepeatable object, @Nullable String dialect, @Nullable String environment) {
        return dialect == null ? object.environments().isEmpty() : object.isFor(dialect, environment);
    }
}

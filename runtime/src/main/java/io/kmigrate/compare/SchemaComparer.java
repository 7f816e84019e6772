package io.kmigrate.compare;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.diff.DiffOptions;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.source.Environment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Compares a model with a database or with the history: inspect, normalize, diff. */
@API(status = INTERNAL, since = "0.1")
public final class SchemaComparer {
    private final Environment environment;
    private final Consumer<String> warnings;

    /**
     * A comparison under the rules of a project.
     *
     * @param warnings takes a sentence where spellings have to be compared as they are written
     */
    public SchemaComparer(Environment environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /** A model with a database that has all revisions. */
    public Comparison withDatabase(Snapshot model, ComparedDatabase database, ObjectFilter filter) throws SQLException {
        Connection connection = database.connection();
        DatabaseComparer comparer = new DatabaseComparer(database.dialect(), connection, warnings);
        Snapshot local = DefaultSchemaNames.of(model, connection);
        ObjectFilter included = startingIn(connection, filter);
        SchemaInspection inspection = SchemaInspection.among(included.schemas(), database.dialect(), connection);

        Snapshot live = database.withoutOwnTables(inspection.addedTo(comparer.live(local)));
        Snapshot wanted = comparer.normalized(local, live);
        DiffOptions options = comparer.options(local).withElsewhere(comparer.elsewhere(live, wanted));
        return Comparison.of(
                live,
                wanted,
                withEnvironment(options, modelKinds(model).and(included)),
                unmanaged(database, live, inspection.unsupported(), included).sentences());
    }

    /** A model with what the scripts say, as a database spells both. Its own tables do not count. */
    public Comparison withHistory(Snapshot model, Snapshot replayed, ComparedDatabase database, ObjectFilter filter)
            throws SQLException {
        Connection connection = database.connection();
        DatabaseComparer comparer = new DatabaseComparer(database.dialect(), connection, warnings);
        Snapshot local = DefaultSchemaNames.of(model, connection);
        Snapshot history = comparer.normalized(DefaultSchemaNames.of(replayed.asCertain(), connection));
        ObjectFilter included = startingIn(connection, filter);
        return Comparison.of(
                history,
                comparer.normalized(local, history),
                withEnvironment(comparer.options(local), modelKinds(model).and(included)),
                unknown(replayed));
    }

    private static List<String> unknown(Snapshot replayed) {
        return replayed.isUncertain()
                ? List.of(
                        "what `execute` steps do to the schema: say it with changes = { … }, or compare with a database")
                : List.of();
    }

    /** A model with what the scripts say, and no database. */
    public Comparison withHistory(Snapshot model, Snapshot replayed, ObjectFilter filter) {
        DiffOptions options = withEnvironment(
                DiffOptions.standard().withSameness(new TextEquivalence()),
                modelKinds(model).and(environment.filter()).and(filter));
        return Comparison.of(withEnums(replayed.asCertain()), withEnums(model), options, unknown(replayed));
    }

    /** What would create the schema of the database from nothing: its baseline. */
    public Comparison baseline(ComparedDatabase database, ObjectFilter filter) throws SQLException {
        Connection connection = database.connection();
        ObjectFilter included = startingIn(connection, filter);
        SchemaInspection inspection = SchemaInspection.among(included.schemas(), database.dialect(), connection);
        Snapshot read = database.withoutOwnTables(
                inspection.addedTo(database.dialect().introspector().introspect(connection)));
        DanglingForeignKeys keys = DanglingForeignKeys.of(inspection.baseline(read));
        Snapshot live = keys.schema();
        ObjectFilter wasRead = (kind, name) ->
                kind != ObjectFilter.Kind.SCHEMA || included.schemas().contains(name.name());
        UnqualifiedPrograms unqualified = new UnqualifiedPrograms(live);
        UnmanagedObjects unmanaged = unmanaged(database, live, keys.and(inspection.notInBaseline()), included);
        List<String> notWritten = Stream.concat(
                        unmanaged.undefinedSentences().stream(), unqualified.sentences(included).stream())
                .toList();
        DiffOptions options =
                DiffOptions.standard().withSameness(database.dialect().equivalence());
        return Comparison.withNothing(
                unqualified.others(),
                withEnvironment(options, wasRead.and(included)),
                unmanaged::definitions,
                notWritten);
    }

    private DiffOptions withEnvironment(DiffOptions options, ObjectFilter filter) {
        return options.withFilter(filter).withNaming(environment.naming()).withRewriter(environment.rewriter());
    }

    private ObjectFilter startingIn(Connection connection, ObjectFilter filter) throws SQLException {
        ObjectFilter both = environment.filter().and(filter);
        return SchemaInspection.current(connection).map(both::startingIn).orElse(both);
    }

    private static UnmanagedObjects unmanaged(
            ComparedDatabase database, Snapshot live, UnsupportedObjects unsupported, ObjectFilter filter) {
        ObjectFilter others = (kind, name) -> !database.ownTables().contains(name) && filter.includes(kind, name);
        return new UnmanagedObjects(live, unsupported, others);
    }

    /**
     * What a model can declare: it has no words for the rest, and so says nothing about it. Exposed has none for
     * sequences; SQL has, and of an application that uses some, others are not taken away.
     */
    private static ObjectFilter modelKinds(Snapshot model) {
        Set<String> schemas = new TreeSet<>();
        model.tables().forEach(table -> schemas.add(String.valueOf(table.name().schema())));
        return (kind, name) -> switch (kind) {
            case TABLE, ENUM -> true;
            case SCHEMA -> schemas.contains(name.name());
            case SEQUENCE -> model.object(Sequence.class, name).isPresent();
            case VIEW, PROGRAM -> false;
        };
    }

    /** An enumeration that a column has is there, whether or not a script creates it. */
    private static Snapshot withEnums(Snapshot schema) {
        Snapshot result = schema;
        for (Table table : schema.tables()) {
            for (var column : table.columns()) {
                if (column.type() instanceof EnumType type) {
                    TableName name = type.name();
                    if (result.object(DatabaseEnum.class, name).isEmpty()) {
                        result = result.with(new DatabaseEnum(name, type.labels()));
                    }
                }
            }
        }
        return result;
    }
}

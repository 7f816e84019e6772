package io.kmigrate;

import io.kmigrate.dialect.UnsupportedObjects;
import io.kmigrate.diff.DiffOptions;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.History;
import io.kmigrate.plan.Plans;
import io.kmigrate.plan.Status;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Compares what is with what is wanted. */
final class Comparing {
    private final DatabaseAccess database;
    private final RevisionGraph graph;
    private final Plans plans;
    private final Environment environment;
    private final Consumer<String> warnings;

    Comparing(
            DatabaseAccess database,
            RevisionGraph graph,
            Plans plans,
            Environment environment,
            Consumer<String> warnings) {
        this.database = database;
        this.graph = graph;
        this.plans = plans;
        this.environment = environment;
        this.warnings = warnings;
    }

    /** A model with the database behind the connection, which must have all revisions. */
    Comparison withDatabase(Snapshot model, ObjectFilter filter) {
        return database.open("its schema was read", opened -> {
            database.refuseEnclosed(opened.dialect(), "compare schemas");
            new Status(graph, opened.history()).requireUpToDate();
            Connection connection = opened.connection().jdbc();
            DatabaseDiff diff = new DatabaseDiff(opened.dialect(), connection, warnings);
            Snapshot local = NearNamed.of(model, connection);
            ObjectFilter included = startingIn(connection, filter);
            WholeSchemas schemas = WholeSchemas.among(included.schemas(), opened.dialect(), connection);
            Snapshot live = withoutOurs(schemas.addedTo(diff.live(local)));
            Snapshot normalised = diff.normalised(local, live);
            return Comparison.of(
                    live,
                    normalised,
                    here(
                            diff.options(local).withElsewhere(diff.elsewhere(live, normalised)),
                            modelKinds(model).and(included)),
                    named(live, schemas.unsupported(), included).sentences());
        });
    }

    /** A model with what the scripts say, and no database. */
    Comparison withHistory(Snapshot model, ObjectFilter filter) {
        Snapshot replayed = plans.schemaAt(graph.heads().ids());
        List<String> unknown = replayed.isUncertain()
                ? List.of(
                        "what `execute` steps do to the schema: say it with changes = { … }, or compare with a database")
                : List.of();
        DiffOptions options = here(
                DiffOptions.standard().withSameness(new WrittenSameness()),
                modelKinds(model).and(environment.filter()).and(filter));
        return Comparison.of(withEnums(replayed.asCertain()), withEnums(model), options, unknown);
    }

    private DiffOptions here(DiffOptions options, ObjectFilter filter) {
        return options.withFilter(filter).withNaming(environment.naming()).withRewriter(environment.rewriter());
    }

    private ObjectFilter startingIn(Connection connection, ObjectFilter filter) throws SQLException {
        ObjectFilter both = environment.filter().and(filter);
        return WholeSchemas.current(connection).map(both::startingIn).orElse(both);
    }

    /**
     * Nothing with the database: what would make its schema.
     *
     * @throws NotFirstException when there are revisions
     */
    Comparison withNothing(ObjectFilter filter) {
        if (graph.size() > 0) {
            throw new NotFirstException(graph.all().ids(), "there are revisions");
        }
        return database.open("its schema was read", opened -> {
            database.refuseEnclosed(opened.dialect(), "compare schemas");
            History history = opened.history();
            if (!history.isEmpty()) {
                throw new NotFirstException(history.rows(), "the database says that it has revisions");
            }
            Connection connection = opened.connection().jdbc();
            ObjectFilter included = startingIn(connection, filter);
            WholeSchemas schemas = WholeSchemas.among(included.schemas(), opened.dialect(), connection);
            Snapshot read = withoutOurs(schemas.addedTo(opened.dialect().introspect(connection)));
            AdoptedKeys keys = AdoptedKeys.of(schemas.adopted(read));
            Snapshot live = keys.schema();
            ObjectFilter wasRead = (kind, name) ->
                    kind != ObjectFilter.Kind.SCHEMA || included.schemas().contains(name.name());
            UnplacedPrograms unplaced = new UnplacedPrograms(live);
            NotCompared others = named(live, keys.and(schemas.notAdopted()), included);
            List<String> notWritten = Stream.concat(
                            others.undefinedSentences().stream(), unplaced.sentences(included).stream())
                    .toList();
            DiffOptions options = DiffOptions.standard().withSameness(new DialectSameness(opened.dialect()));
            return Comparison.withNothing(
                    unplaced.others(), here(options, wasRead.and(included)), others::definitions, notWritten);
        });
    }

    private NotCompared named(Snapshot live, UnsupportedObjects unsupported, ObjectFilter filter) {
        Set<TableName> ours = database.ownTables();
        ObjectFilter others = (kind, name) -> !ours.contains(name) && filter.includes(kind, name);
        return new NotCompared(live, unsupported, others);
    }

    /** What a model can declare: it has no words for the rest, and so says nothing about it. */
    private static ObjectFilter modelKinds(Snapshot model) {
        Set<String> schemas = new TreeSet<>();
        model.tables().forEach(table -> schemas.add(String.valueOf(table.name().schema())));
        return (kind, name) -> switch (kind) {
            case TABLE, ENUM -> true;
            case SCHEMA -> schemas.contains(name.name());
            case SEQUENCE, VIEW, PROGRAM -> false;
        };
    }

    private Snapshot withoutOurs(Snapshot live) {
        Set<TableName> ours = database.ownTables();
        return Snapshot.of(
                live.tables().stream()
                        .filter(table -> !ours.contains(table.name()))
                        .toList(),
                live.objects());
    }

    /** An enumeration that a column has is there, whether or not a script says that it makes it. */
    private static Snapshot withEnums(Snapshot schema) {
        Snapshot result = schema;
        for (Table table : schema.tables()) {
            for (var column : table.columns()) {
                if (column.type() instanceof EnumType type) {
                    TableName name = TableName.of(type.name());
                    if (result.object(DatabaseEnum.class, name).isEmpty()) {
                        result = result.with(new DatabaseEnum(name, type.labels()));
                    }
                }
            }
        }
        return result;
    }
}

package io.kmigrate.compare;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.diff.DiffOptions;
import io.kmigrate.diff.SchemaDiff;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives a wanted schema the spelling of a database: creates it in a scratch schema and reads it back. Then two
 * readings of one catalog are compared, and no spelling is guessed.
 */
final class SchemaNormalizer {
    /** Objects that are little more than their SQL. */
    private static final List<Class<? extends SchemaObject>> WITH_TEXT = List.of(View.class, StoredProgram.class);

    private final Dialect dialect;
    private final Connection connection;
    private final Consumer<String> warnings;
    /** The account may make no scratch schema. */
    private boolean hasNoRoom;
    /** Why not. */
    private String refusal = "";

    SchemaNormalizer(Dialect dialect, Connection connection, Consumer<String> warnings) {
        this.dialect = dialect;
        this.connection = connection;
        this.warnings = warnings;
    }

    /** As {@link #normalized(Snapshot)}, in the words of {@code live} where both mean the same. */
    Snapshot normalized(Snapshot wanted, Snapshot live) throws SQLException {
        boolean[] failed = {false};
        SchemaNormalizer watched = new SchemaNormalizer(dialect, connection, warning -> {
            failed[0] = true;
            warnings.accept(warning);
        });
        Snapshot made = watched.normalized(wanted);
        if (watched.hasNoRoom) {
            return withoutRoom(made, live, watched.refusal);
        }
        // Once is enough to be told that the database cannot be asked.
        return failed[0] ? made : new ExpressionNormalizer(this::normalized).of(live, made);
    }

    private Snapshot withoutRoom(Snapshot wanted, Snapshot live, String refusal) {
        UncomparedWords words =
                new UncomparedWords(live, table -> dialect.introspector().spelled(connection, table));
        Snapshot result = words.in(wanted);
        String reason = refusal
                + dialect.introspector()
                        .scratchGrant(connection)
                        .map(ModelMessages::scratchGrant)
                        .orElse("");
        boolean hasObjects = Stream.of(wanted, live)
                .flatMap(schema -> schema.objects().stream())
                .anyMatch(object -> WITH_TEXT.stream().anyMatch(kind -> kind.isInstance(object)));
        if (words.isByName()) {
            warnings.accept(ModelMessages.comparedByName(reason));
        } else if (hasObjects) {
            warnings.accept(ModelMessages.objectsComparedByName(reason));
        }
        return result;
    }

    /** The wanted schema as the database would have it, once it were made; constraints under the names it gives. */
    Snapshot normalized(Snapshot wanted) throws SQLException {
        Snapshot local = DefaultSchemaNames.of(wanted, connection);
        ScratchTypes types = new ScratchTypes(local);
        Snapshot result = Snapshot.of(
                List.of(),
                local.objects().stream()
                        .filter(DatabaseSchema.class::isInstance)
                        .toList());
        for (String schema : schemas(local)) {
            ScratchSchema room = new ScratchSchema(schema.isEmpty() ? null : schema);
            Snapshot moved = room.moved(local);
            Snapshot made = inScratch(types.moved(moved)).map(types::back).orElse(moved);
            for (Table table : room.back(local, made)) {
                result = result.with(table);
            }
            for (SchemaObject object : made.objects()) {
                // Of another schema there are none but the enumerations that its tables have.
                boolean belongs = schema.isEmpty()
                        ? !(object instanceof DatabaseSchema)
                        : object.name().schema() != null;
                result = belongs ? result.with(object) : result;
            }
        }
        return result;
    }

    /** Those of tables and objects; the empty text for the default one. */
    private static Iterable<String> schemas(Snapshot schema) {
        return Stream.concat(
                        schema.tables().stream().map(Table::name),
                        schema.objects().stream().map(SchemaObject::name))
                .map(TableName::schema)
                .map(name -> Objects.requireNonNullElse(name, ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty where it cannot be made, with a warning. */
    private Optional<Snapshot> inScratch(Snapshot wanted) throws SQLException {
        Optional<Scratch> room = room();
        if (room.isEmpty()) {
            return Optional.empty();
        }
        try (Scratch scratch = room.get()) {
            make(wanted, scratch.connection());
            return Optional.of(dialect.introspector().introspect(scratch.connection()));
        } catch (SQLException | UnsupportedOperationByDialectException failure) {
            warn(DatabaseWords.of(failure));
            return Optional.empty();
        }
    }

    private Optional<Scratch> room() {
        if (hasNoRoom) {
            return Optional.empty();
        }
        try {
            Optional<Scratch> scratch = dialect.introspector().scratch(connection);
            if (scratch.isEmpty()) {
                warn(ModelMessages.noScratchSchema());
            }
            return scratch;
        } catch (SQLException refused) {
            hasNoRoom = true;
            refusal = DatabaseWords.of(refused);
            return Optional.empty();
        }
    }

    private void warn(String reason) {
        warnings.accept(ModelMessages.comparedAsWritten(reason));
    }

    private void make(Snapshot wanted, Connection scratch) throws SQLException {
        List<Operation> operations = new ArrayList<>();
        operations.addAll(SchemaDiff.between(
                        Snapshot.empty(), wanted, DiffOptions.standard().withSameness(dialect.equivalence()))
                .operations());
        try (Statement statement = scratch.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Operation operation : operations) {
                for (String sql :
                        dialect.render(operation, dialect.introspector().catalog(scratch))) {
                    statement.execute(sql);
                }
            }
        }
    }
}

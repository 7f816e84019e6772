package io.kmigrate.compare;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Scratch;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.diff.DiffOptions;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.diff.Rename;
import io.kmigrate.diff.SchemaDiff;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
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
 * Compares a database with a wanted schema. The wanted one is made in a scratch schema and read back, so that
 * two readings of one catalog are compared, and no spelling is guessed.
 */
public final class DatabaseComparer {
    private final Dialect dialect;
    private final Connection connection;
    private final Consumer<String> warnings;

    /**
     * A comparison on an open connection, which is left as it is found.
     *
     * @param warnings takes a sentence where spellings have to be compared after all
     */
    public DatabaseComparer(Dialect dialect, Connection connection, Consumer<String> warnings) {
        this.dialect = dialect;
        this.connection = connection;
        this.warnings = warnings;
    }

    /**
     * What turns the database into what is wanted.
     *
     * @param renames what a person decided to be renames
     * @param filter what is compared at all; the version and history tables should not be
     */
    public SchemaDiff to(Snapshot wanted, List<Rename> renames, ObjectFilter filter) throws SQLException {
        Snapshot local = DefaultSchemaNames.of(wanted, connection);
        Snapshot live = live(local);
        Snapshot normalised = normalised(local, live);
        return SchemaDiff.between(
                live,
                normalised,
                options(local)
                        .withElsewhere(elsewhere(live, normalised))
                        .withRenames(renames)
                        .withFilter(filter));
    }

    /**
     * The tables of other schemas that may refer to this one. None where nothing goes or changes that they
     * could refer to: for the answer, MariaDB opens all tables of a server.
     */
    List<Table> elsewhere(Snapshot live, Snapshot wanted) {
        boolean losesNothing = live.tables().stream()
                .allMatch(table -> wanted.table(table.name())
                        .filter(after -> keeps(after, table))
                        .isPresent());
        if (losesNothing) {
            return List.of();
        }
        Catalog catalog = dialect.catalog(connection);
        return catalog.referringFromElsewhere().stream()
                .flatMap(name -> catalog.table(name).stream())
                .toList();
    }

    /** True where nothing goes or changes that a foreign key could point at. */
    private static boolean keeps(Table wanted, Table live) {
        boolean keepsColumns = live.columns().stream()
                .allMatch(column -> wanted.column(column.name())
                        .filter(after -> after.type().equals(column.type()))
                        .isPresent());
        return keepsColumns
                && Objects.equals(wanted.primaryKey(), live.primaryKey())
                && wanted.uniqueConstraints().containsAll(live.uniqueConstraints());
    }

    /** How this kind of database is compared with a schema that was written so. */
    public DiffOptions options(Snapshot written) {
        return DiffOptions.standard()
                .withSameness(new DialectEquivalence(dialect))
                .withWritten(written);
    }

    /** The database's default schema, and those tables of other schemas that {@code wanted} has. */
    public Snapshot live(Snapshot wanted) throws SQLException {
        Snapshot found = dialect.introspect(connection);
        for (Table table : wanted.tables()) {
            if (table.name().schema() != null) {
                found = dialect.catalog(connection)
                        .table(table.name())
                        .map(found::with)
                        .orElse(found);
            }
        }
        return found;
    }

    /** As {@link #normalised(Snapshot)}, in the words of {@code live} where both mean the same. */
    public Snapshot normalised(Snapshot wanted, Snapshot live) throws SQLException {
        boolean[] failed = {false};
        DatabaseComparer watched = new DatabaseComparer(dialect, connection, warning -> {
            failed[0] = true;
            warnings.accept(warning);
        });
        Snapshot made = watched.normalised(wanted);
        // Once is enough to be told that the database cannot be asked.
        return failed[0] ? made : new ExpressionNormalizer(this::normalised).of(live, made);
    }

    /** The wanted schema as the database would have it, once it were made; constraints under the names it gives. */
    public Snapshot normalised(Snapshot wanted) throws SQLException {
        Snapshot local = DefaultSchemaNames.of(wanted, connection);
        Snapshot result = Snapshot.of(
                List.of(),
                local.objects().stream()
                        .filter(DatabaseSchema.class::isInstance)
                        .toList());
        for (String schema : schemas(local)) {
            ScratchSchema room = new ScratchSchema(schema.isEmpty() ? null : schema);
            Snapshot made = inScratch(room.moved(local)).orElseGet(() -> room.moved(local));
            for (Table table : room.back(local, made)) {
                result = result.with(table);
            }
            for (SchemaObject object : made.objects()) {
                result = schema.isEmpty() && !(object instanceof DatabaseSchema) ? result.with(object) : result;
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
        try (Scratch scratch = dialect.scratch(connection).orElse(null)) {
            if (scratch == null) {
                warn(ModelMessages.noScratchSchema());
                return Optional.empty();
            }
            make(wanted, scratch.connection());
            return Optional.of(dialect.introspect(scratch.connection()));
        } catch (SQLException | UnsupportedOperationByDialectException failure) {
            warn(String.valueOf(failure.getMessage()));
            return Optional.empty();
        }
    }

    private void warn(String reason) {
        warnings.accept(ModelMessages.comparedAsWritten(reason));
    }

    private void make(Snapshot wanted, Connection scratch) throws SQLException {
        List<Operation> operations = new ArrayList<>();
        operations.addAll(
                SchemaDiff.between(Snapshot.empty(), wanted, options(wanted).withWritten(null))
                        .operations());
        try (Statement statement = scratch.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Operation operation : operations) {
                for (String sql : dialect.render(operation, dialect.catalog(scratch))) {
                    statement.execute(sql);
                }
            }
        }
    }
}

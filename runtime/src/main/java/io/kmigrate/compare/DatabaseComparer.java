package io.kmigrate.compare;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.SchemaScope;
import io.kmigrate.diff.DiffOptions;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.diff.Rename;
import io.kmigrate.schema.ColumnType.EnumType;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Compares a database with a wanted schema in three steps: inspect the one, normalize the other, diff both. */
@API(status = INTERNAL, since = "0.1")
public final class DatabaseComparer {
    private final Dialect dialect;
    private final Connection connection;
    private final SchemaNormalizer normalizer;

    /**
     * A comparison on an open connection, which is left as it is found.
     *
     * @param warnings takes a sentence where spellings have to be compared after all
     */
    public DatabaseComparer(Dialect dialect, Connection connection, Consumer<String> warnings) {
        this.dialect = dialect;
        this.connection = connection;
        this.normalizer = new SchemaNormalizer(dialect, connection, warnings);
    }

    /**
     * What turns the database into what is wanted.
     *
     * @param renames what a person decided to be renames
     * @param filter what is compared at all; the version and history tables should not be
     */
    public Comparison to(Snapshot wanted, List<Rename> renames, ObjectFilter filter) throws SQLException {
        Snapshot local = DefaultSchemaNames.of(wanted, connection);
        Snapshot live = live(local);
        Snapshot normalized = normalized(local, live);
        return Comparison.of(
                live,
                normalized,
                options(local)
                        .withElsewhere(elsewhere(live, normalized))
                        .withRenames(renames)
                        .withFilter(filter),
                List.of());
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
        Catalog catalog = dialect.introspector().catalog(connection);
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
        return DiffOptions.standard().withSameness(dialect.equivalence()).withWritten(written);
    }

    /** The database's default schema, and those tables of other schemas that {@code wanted} has. */
    public Snapshot live(Snapshot wanted) throws SQLException {
        Snapshot found = dialect.introspector().introspect(connection);
        for (Table table : wanted.tables()) {
            if (table.name().schema() != null) {
                found = dialect.introspector()
                        .catalog(connection)
                        .table(table.name())
                        .map(found::with)
                        .orElse(found);
            }
        }
        return withEnums(found, wanted);
    }

    /** With the enumerations of other schemas that columns on one of the sides have. */
    private Snapshot withEnums(Snapshot live, Snapshot wanted) throws SQLException {
        if (!dialect.equivalence().keeps(DatabaseEnum.class)) {
            return live;
        }
        Set<TableName> used = new TreeSet<>(enums(live));
        used.addAll(enums(wanted));
        Snapshot result = live;
        for (String schema : used.stream()
                .map(TableName::schema)
                .filter(Objects::nonNull)
                .distinct()
                .toList()) {
            Snapshot other = dialect.introspector().introspect(connection, new SchemaScope(schema));
            for (TableName name : used) {
                result =
                        other.object(DatabaseEnum.class, name).map(result::with).orElse(result);
            }
        }
        return result;
    }

    private static List<TableName> enums(Snapshot schema) {
        return schema.tables().stream()
                .flatMap(table -> table.columns().stream())
                .map(column -> column.type().elementType())
                .filter(EnumType.class::isInstance)
                .map(type -> ((EnumType) type).name())
                .toList();
    }

    /**
     * {@code wanted} as the database would spell it, once it were made; in the words of {@code live} where both
     * mean the same.
     */
    public Snapshot normalized(Snapshot wanted, Snapshot live) throws SQLException {
        return normalizer.normalized(wanted, live);
    }

    /** The wanted schema as the database would have it, once it were made; constraints under the names it gives. */
    public Snapshot normalized(Snapshot wanted) throws SQLException {
        return normalizer.normalized(wanted);
    }
}

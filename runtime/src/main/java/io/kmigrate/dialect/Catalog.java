package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/** What the schema looks like just before an operation: the live database, or offline a replayed snapshot. */
@API(status = EXPERIMENTAL, since = "0.1")
public interface Catalog {
    Optional<Table> table(TableName name);

    /**
     * The database's own statements for a table and what hangs on it or reads it, the table first; empty
     * where the database keeps no such text.
     */
    List<StoredDefinition> definitions(TableName name);

    /**
     * What reads a column and keeps its type from changing, such as {@code view adults}; without a value where that is
     * not known.
     */
    default Optional<List<String>> readers(TableName table, String column) {
        return Optional.empty();
    }

    /** The statements that make the triggers of a table or view; empty as well where they are not known. */
    default List<String> triggers(TableName table) {
        return List.of();
    }

    /** Whether an index is there that no query uses, because the statement that made it did not end. */
    default boolean isIndexBroken(TableName table, String index) {
        return false;
    }

    /** Whether another session is at such an index: until it ends, the index is broken. */
    default boolean isIndexBuilding(TableName table, String index) {
        return false;
    }

    /** The tables of other schemas than the connection's own that have a foreign key, or a type that is an enumeration. */
    default List<TableName> referringFromElsewhere() {
        return List.of();
    }

    /** The schema that a name without one is looked up in; empty where it is not known. */
    default Optional<String> currentSchema() {
        return Optional.empty();
    }

    /**
     * The major version of the server, for statements that older ones refuse; empty where it is not known, as offline.
     */
    default OptionalInt serverVersion() {
        return OptionalInt.empty();
    }

    /** Whether the server can copy a table while others write it; false where it is not known. */
    default boolean copiesOnline() {
        return false;
    }

    /** A replayed snapshot in the place of a database. */
    static Catalog of(Snapshot snapshot) {
        return of(snapshot, Optional.empty());
    }

    /** A replayed snapshot that a server will have. */
    static Catalog of(Snapshot snapshot, Catalog server) {
        return of(snapshot, Optional.of(server));
    }

    private static Catalog of(Snapshot snapshot, Optional<Catalog> server) {
        return new Catalog() {
            @Override
            public OptionalInt serverVersion() {
                return server.map(Catalog::serverVersion).orElse(OptionalInt.empty());
            }

            @Override
            public boolean copiesOnline() {
                return server.filter(Catalog::copiesOnline).isPresent();
            }

            @Override
            public Optional<Table> table(TableName name) {
                return snapshot.table(name);
            }

            @Override
            public List<StoredDefinition> definitions(TableName name) {
                return List.of();
            }

            @Override
            public List<String> triggers(TableName table) {
                return snapshot.objects().stream()
                        .filter(object -> object instanceof StoredProgram program
                                && table.equals(program.id().table()))
                        .map(object -> ((StoredProgram) object).definition())
                        .toList();
            }
        };
    }
}

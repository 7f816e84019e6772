package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.operation.NamingConvention;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;
import org.jetbrains.exposed.v1.core.Table;
import org.jspecify.annotations.Nullable;

/** Collects the Exposed tables of a model, and what is wrong with it, class by class. */
@API(status = INTERNAL, since = "0.1")
public final class ModelTables {
    private final NamingConvention naming;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<TableName, Found> tables = new LinkedHashMap<>();

    private final Set<Table> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    public ModelTables() {
        this(NamingConvention.none());
    }

    /** With names by the convention for indexes that nobody gave one. */
    public ModelTables(NamingConvention naming) {
        this.naming = naming;
    }

    private record Found(io.kmigrate.schema.Table table, String origin) {}

    /**
     * Adds what a class declares: itself when it is a Kotlin object, its values, and its nested classes.
     *
     * @param instance where the class keeps values that are not static; null when there is none
     * @param origin how messages name the class
     * @param place its script, when it comes from one
     * @return whether it declares any table
     */
    public boolean addAll(Class<?> type, @Nullable Object instance, String origin, @Nullable Location place) {
        try {
            List<Table> found = TablesOfClass.find(type, instance);
            found.stream().filter(seen::add).forEach(table -> add(table, origin, place));
            return !found.isEmpty();
        } catch (LinkageError failure) {
            add(unloadable(origin, failure).at(place));
            return true;
        }
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    private void add(Table table, String origin, @Nullable Location place) {
        try {
            io.kmigrate.schema.Table read = named(
                    table, table instanceof DescribedTable more ? more.described() : ExposedTables.toTable(table));
            Found before = tables.putIfAbsent(read.name(), new Found(read, origin));
            if (before != null) {
                add(ModelMessages.duplicateTable(read.name().toString(), before.origin(), origin)
                        .at(place));
            }
        } catch (IllegalArgumentException failure) {
            add(ModelMessages.unreadableTable(table.getTableName(), origin, String.valueOf(failure.getMessage()))
                    .at(place));
        }
    }

    /** Exposed has a name for each index, also where nobody gave one. */
    private io.kmigrate.schema.Table named(Table table, io.kmigrate.schema.Table read) {
        Set<String> unnamed = ExposedTables.unnamedIndexes(table);
        return ImpliedNames.indexed(read, naming, index -> unnamed.contains(index.name()));
    }

    /** What is wrong with a class that the Java runtime refuses. */
    static Problem unloadable(String origin, Throwable failure) {
        Throwable root = failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        boolean isOldExposed = String.valueOf(root.getMessage()).contains("org/jetbrains/exposed/sql/");
        return isOldExposed
                ? ModelMessages.oldExposed(origin, root.toString())
                : ModelMessages.unloadableClass(origin, root.toString());
    }

    /** Whether nothing was found, not even something wrong. */
    public boolean isEmpty() {
        return problems.isEmpty() && tables.isEmpty();
    }

    /**
     * The tables as one schema.
     *
     * @throws MigrationException naming all that is wrong; a model without tables is
     */
    public Snapshot snapshot() {
        if (isEmpty()) {
            add(ModelMessages.noTables());
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        return Snapshot.of(tables.values().stream().map(Found::table).toList());
    }
}

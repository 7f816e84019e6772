package io.kmigrate.diff;

import static org.apiguardian.api.API.Status.MAINTAINED;

import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The operations that turn one schema into another. Views, functions, procedures and triggers are left
 * alone, as are partitioned tables that the wanted schema does not have.
 */
@API(status = MAINTAINED, since = "0.1")
public final class SchemaDiff {
    private final List<Operation> operations;
    private final List<RenameCandidate> candidates;
    private final List<String> kept;

    private SchemaDiff(List<Operation> operations, List<RenameCandidate> candidates, List<String> kept) {
        this.operations = operations;
        this.candidates = candidates;
        this.kept = kept;
    }

    /**
     * Compares two schemas. Where spellings can differ, both should come from the same database.
     *
     * @throws io.kmigrate.failure.MigrationException where every table would be dropped, an enumeration changes
     *     otherwise than by new values, or a decided rename fits nothing
     */
    public static SchemaDiff between(Snapshot live, Snapshot wanted, DiffOptions options) {
        Snapshot before = filtered(live, options);
        Snapshot after = filtered(wanted, options);
        if (after.tables().isEmpty() && !before.tables().isEmpty()) {
            throw ModelMessages.allTablesGone(before.tables().size()).exception();
        }
        Renames renames = new Renames(before, after, options.renames());
        Snapshot renamed = renames.schema();
        Candidates candidates = new Candidates(options);
        Phases phases = new Phases();
        renames.operations().forEach(operation -> phases.add(Phase.RENAME, operation));
        List<Table> dropped = missing(renamed, after).stream()
                .filter(table -> !isPartitioned(table))
                .toList();
        List<Table> staying = new ArrayList<>(leftAlone(live, after, options));
        KeptTables kept = new KeptTables(dropped, staying);
        staying.addAll(kept.tables());
        new ObjectDiff(renamed, after, new TypeUses(staying), phases, options).add();
        tables(renamed, after, without(dropped, kept), phases, options);
        candidates.tables(missing(renamed, after), missing(after, renamed));
        after.tables()
                .forEach(table -> renamed.table(table.name())
                        .ifPresent(old -> candidates.columns(renames.formerName(table.name()), old, table)));
        List<Operation> operations = phases.inOrder().stream()
                .flatMap(operation -> options.rewriter().rewrite(operation).stream())
                .toList();
        return new SchemaDiff(operations, candidates.bestFirst(), List.copyOf(kept.reasons()));
    }

    private static List<Table> without(List<Table> tables, KeptTables kept) {
        return tables.stream().filter(table -> !kept.tables().contains(table)).toList();
    }

    private static Snapshot filtered(Snapshot schema, DiffOptions options) {
        return Snapshot.of(
                schema.tables().stream()
                        .filter(table -> options.filter().includes(ObjectFilter.Kind.TABLE, table.name()))
                        .toList(),
                schema.objects());
    }

    /** The tables of the database that stay for every wanted schema. */
    private static List<Table> leftAlone(Snapshot live, Snapshot wanted, DiffOptions options) {
        Stream<Table> here = live.tables().stream()
                .filter(table -> !options.filter().includes(ObjectFilter.Kind.TABLE, table.name())
                        || (isPartitioned(table) && wanted.table(table.name()).isEmpty()));
        Stream<Table> elsewhere = options.elsewhere().stream()
                .filter(table -> live.table(table.name()).isEmpty());
        return Stream.concat(here, elsewhere).toList();
    }

    private static void tables(
            Snapshot live, Snapshot wanted, List<Table> dropped, Phases phases, DiffOptions options) {
        Map<TableName, TableDiff> common = new TreeMap<>();
        wanted.tables()
                .forEach(table -> live.table(table.name())
                        .ifPresent(old -> common.put(table.name(), new TableDiff(old, table, options))));
        common.values().forEach(diff -> diff.addTo(phases));
        Collection<Table> added = missing(wanted, live);
        ForeignKeyDiff keys = new ForeignKeyDiff(common, phases, options);
        boolean early = clash(dropped, added, phases, keys);
        keys.create(added);
        keys.change(early);
        keys.drop(dropped, early ? Phase.EARLY_DROP_TABLE : Phase.DROP_TABLE);
    }

    /** The tables of one side that the other does not have. */
    private static List<Table> missing(Snapshot from, Snapshot in) {
        return from.tables().stream()
                .filter(table -> in.table(table.name()).isEmpty())
                .toList();
    }

    /** A table that is partitioned is more than a model can say: it belongs to its author. */
    private static boolean isPartitioned(Table table) {
        return table.options().values().stream().anyMatch(text -> text.contains("PARTITION BY"));
    }

    /** True where what comes has a name that what goes must give up first. */
    private static boolean clash(
            Collection<Table> dropped, Collection<Table> added, Phases phases, ForeignKeyDiff keys) {
        Set<String> names = dropped.stream()
                .flatMap(SchemaDiff::names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> wanted = keys.newNames().collect(Collectors.toCollection(HashSet::new));
        added.stream().flatMap(SchemaDiff::names).forEach(wanted::add);
        phases.of(Phase.CREATE_KEY).forEach(operation -> wanted.addAll(NewNames.of(operation)));
        phases.of(Phase.CREATE_PART).forEach(operation -> wanted.addAll(NewNames.of(operation)));
        return wanted.stream().anyMatch(name -> names.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** The table's own and those of its constraints and indexes, which some databases keep in one set. */
    private static Stream<String> names(Table table) {
        return Stream.of(
                        Stream.of(table.name().name()),
                        table.constraintNames().stream(),
                        table.indexes().stream().map(Index::name))
                .flatMap(names -> names);
    }

    /** In the order in which they can be carried out. */
    public List<Operation> operations() {
        return operations;
    }

    /** What may be renames and was not decided; best first. Their drops and adds are among the operations. */
    public List<RenameCandidate> candidates() {
        return candidates;
    }

    /**
     * A sentence on each table that stays, though it is not wanted: partitioned, or referred to by one that is
     * left alone.
     */
    public List<String> kept() {
        return kept;
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }
}

package io.kmigrate.diff;

import io.kmigrate.operation.ImpliedNames;
import io.kmigrate.operation.NamingConvention;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A wanted table as a person wrote it: what an operation says of what the comparison found. */
final class DeclaredTable {
    private final Table compared;
    private final Table written;
    private final NamingConvention naming;
    private final Set<String> givenNames;

    private DeclaredTable(Table compared, Table written, NamingConvention naming) {
        this.naming = naming;
        this.compared = compared;
        this.written = written;
        this.givenNames = new HashSet<>(written.constraintNames());
        // Where a unique index is a constraint, the catalog has the one under the name of the other.
        written.indexes().forEach(index -> givenNames.add(index.name()));
    }

    static DeclaredTable of(Table compared, DiffOptions options) {
        Snapshot all = options.written();
        return new DeclaredTable(
                compared, all == null ? compared : all.table(compared.name()).orElse(compared), options.naming());
    }

    Set<String> givenNames() {
        return givenNames;
    }

    Column column(Column column) {
        return written.column(column.name()).orElse(column);
    }

    CheckConstraint check(CheckConstraint check) {
        return written.checkConstraints().stream()
                .filter(other -> String.valueOf(check.name()).equals(other.name()))
                .findFirst()
                .orElse(check);
    }

    ExclusionConstraint exclusion(ExclusionConstraint exclusion) {
        return written.exclusionConstraints().stream()
                .filter(other -> exclusion.name().equals(other.name()))
                .findFirst()
                .orElse(exclusion);
    }

    Index index(Index index) {
        return written.index(index.name()).orElse(index);
    }

    /**
     * The whole table, without the foreign keys of {@code late}. A constraint without a name is given one
     * where the convention has one, or the database would choose another than it could be dropped by.
     */
    Table table(Collection<ForeignKey> late) {
        Table named = ImpliedNames.given(written, naming);
        List<ForeignKey> keys = named.foreignKeys().stream()
                .filter(key -> late.stream().noneMatch(other -> isSame(key, other)))
                .toList();
        Set<String> chosen = new HashSet<>(compared.constraintNames());
        PrimaryKey key = written.primaryKey();
        boolean keepsKey = key == null
                || (naming.primaryKey() == null
                        && (written.equals(compared)
                                || compared.primaryKey() == null
                                || compared.primaryKey().name() == null));
        return written.withPrimaryKey(keepsKey ? key : key(named.primaryKey(), chosen))
                .withUniqueConstraints(named.uniqueConstraints().stream()
                        .map(unique ->
                                isChosen(unique.name(), chosen, naming.unique()) ? unique.withName(null) : unique)
                        .toList())
                .withCheckConstraints(named.checkConstraints().stream()
                        .map(check -> isChosen(check.name(), chosen, naming.check()) ? check.withName(null) : check)
                        .toList())
                .withForeignKeys(keys.stream()
                        .map(foreign -> isChosen(foreign.name(), chosen, naming.foreignKey())
                                ? foreign.withName(null)
                                : foreign)
                        .toList());
    }

    private @Nullable PrimaryKey key(@Nullable PrimaryKey named, Set<String> chosen) {
        return named != null && isChosen(named.name(), chosen, naming.primaryKey()) ? named.withName(null) : named;
    }

    /** True for a name that nobody gave and that is the database's own choice too, or that it does not keep. */
    private boolean isChosen(@Nullable String name, Set<String> chosen, @Nullable String convention) {
        return convention == null
                && !givenNames.contains(String.valueOf(name))
                && (written.equals(compared) || chosen.contains(name) || keepsNoNames());
    }

    private boolean keepsNoNames() {
        return compared.uniqueConstraints().stream().anyMatch(unique -> unique.name() == null)
                || compared.checkConstraints().stream().anyMatch(check -> check.name() == null)
                || compared.foreignKeys().stream().anyMatch(key -> key.name() == null);
    }

    private static boolean isSame(ForeignKey left, ForeignKey right) {
        return left.columns().equals(right.columns())
                && left.referencedTable().equals(right.referencedTable())
                && left.referencedColumns().equals(right.referencedColumns());
    }
}

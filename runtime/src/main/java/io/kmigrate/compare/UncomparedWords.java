package io.kmigrate.compare;

import io.kmigrate.dialect.SpelledTable;
import io.kmigrate.operation.ColumnMention;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.DefaultValue;
import io.kmigrate.schema.Generated;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For a database that cannot be asked how it would spell a wanted schema. If both sides have the same part, the wanted
 * one gets the SQL of the live one. So spelling makes no difference, and missing or additional parts are still found.
 * Where the database tells at least of single tables, their SQL is compared.
 */
final class UncomparedWords {
    private final Snapshot live;
    private final Function<Table, Optional<SpelledTable>> database;
    private boolean isByName;

    UncomparedWords(Snapshot live, Function<Table, Optional<SpelledTable>> database) {
        this.live = live;
        this.database = database;
    }

    /** Whether SQL of tables was not compared. */
    boolean isByName() {
        return isByName;
    }

    Snapshot in(Snapshot wanted) {
        Snapshot result = wanted;
        for (Table table : wanted.tables()) {
            Optional<Table> old = live.table(table.name());
            if (old.isPresent()) {
                result = result.with(spelled(table, old.get()));
            }
        }
        for (SchemaObject object : wanted.objects()) {
            result = same(object).map(result::with).orElse(result);
        }
        return result;
    }

    private Optional<? extends SchemaObject> same(SchemaObject object) {
        if (object instanceof StoredProgram program) {
            return live.program(program.id());
        }
        return object instanceof View view ? live.object(View.class, view.name()) : Optional.empty();
    }

    private Table spelled(Table wanted, Table old) {
        Optional<SpelledPair> pair = holdsWords(wanted, old) ? SpelledPair.of(wanted, old, database) : Optional.empty();
        isByName |= pair.isEmpty() && holdsWords(wanted, old);
        return wanted.withColumns(wanted.columns().stream()
                        .map(column -> old.column(column.name())
                                .filter(found -> pair.isEmpty() || pair.get().isSame(column))
                                .map(found -> spelled(column, found))
                                .orElse(column))
                        .toList())
                .withCheckConstraints(
                        pair.map(SpelledPair::checks).orElseGet(() -> checks(wanted.checkConstraints(), old)))
                .withIndexes(wanted.indexes().stream()
                        .map(index -> old.index(index.name())
                                .filter(found -> hasWords(index) && hasWords(found))
                                .orElse(index))
                        .toList());
    }

    private static boolean holdsWords(Table wanted, Table old) {
        boolean hasChecks =
                !wanted.checkConstraints().isEmpty() && !old.checkConstraints().isEmpty();
        return hasChecks
                || wanted.columns().stream()
                        .anyMatch(column -> old.column(column.name())
                                .filter(found -> !spelled(column, found).equals(column))
                                .isPresent());
    }

    private static Column spelled(Column wanted, Column old) {
        return wanted.withDefault(value(wanted.defaultValue(), old.defaultValue()))
                .withGenerated(generated(wanted.generated(), old.generated()));
    }

    private static @Nullable DefaultValue value(@Nullable DefaultValue wanted, @Nullable DefaultValue old) {
        boolean hasWords = wanted != null && old != null && (wanted.isExpression() || old.isExpression());
        return hasWords ? old : wanted;
    }

    private static @Nullable Generated generated(@Nullable Generated wanted, @Nullable Generated old) {
        return wanted == null || old == null ? wanted : new Generated(old.expression(), wanted.stored());
    }

    private static boolean hasWords(Index index) {
        return index.where() != null || index.columns().stream().anyMatch(part -> part.expression());
    }

    /** Those without a name are those that are left. */
    private static List<CheckConstraint> checks(List<CheckConstraint> wanted, Table table) {
        List<CheckConstraint> old = table.checkConstraints();
        List<String> columns = table.columns().stream().map(Column::name).toList();
        List<CheckConstraint> left = new ArrayList<>(old);
        left.removeIf(check -> named(wanted, check.name()).isPresent());
        List<CheckConstraint> result = new ArrayList<>();
        for (CheckConstraint check : wanted) {
            if (check.name() == null && !left.isEmpty()) {
                CheckConstraint found = alike(left, check, columns);
                left.remove(found);
                result.add(found);
            } else {
                result.add(named(old, check.name()).orElse(check));
            }
        }
        return result;
    }

    /** One that mentions the same columns, or else the first. */
    private static CheckConstraint alike(List<CheckConstraint> left, CheckConstraint wanted, List<String> columns) {
        return left.stream()
                .filter(check -> columns.stream()
                        .allMatch(column -> ColumnMention.isIn(check.condition(), column)
                                == ColumnMention.isIn(wanted.condition(), column)))
                .findFirst()
                .orElse(left.get(0));
    }

    private static Optional<CheckConstraint> named(Collection<CheckConstraint> checks, @Nullable String name) {
        return checks.stream()
                .filter(check -> name != null && name.equals(check.name()))
                .findFirst();
    }
}

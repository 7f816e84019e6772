package io.kmigrate.diff;

import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.Widening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may be a rename among what goes and what comes. */
final class Candidates {
    /** Below this, two things are taken for two things. */
    private static final double WORTH_ASKING = 0.5;

    private final DiffOptions options;
    private final List<RenameCandidate> found = new ArrayList<>();

    Candidates(DiffOptions options) {
        this.options = options;
    }

    List<RenameCandidate> bestFirst() {
        return found.stream()
                .sorted(Comparator.comparingDouble(RenameCandidate::score)
                        .reversed()
                        .thenComparing(candidate -> candidate.table() + "." + candidate.from() + "." + candidate.to()))
                .toList();
    }

    void tables(Collection<Table> dropped, Collection<Table> added) {
        for (Table old : dropped) {
            for (Table table : added) {
                boolean stays = Objects.equals(old.name().schema(), table.name().schema());
                boolean moves = old.name().name().equals(table.name().name())
                        && options.sameness().movesTables();
                if (stays || moves) {
                    add(old.name(), null, table.name(), score(old, table));
                }
            }
        }
    }

    /**
     * The columns of a table on both sides.
     *
     * @param before the table's name in the database
     */
    void columns(TableName before, Table live, Table wanted) {
        for (Column old : live.columns()) {
            for (Column column : wanted.columns()) {
                boolean goes = wanted.column(old.name()).isEmpty();
                boolean comes = live.column(column.name()).isEmpty();
                if (goes && comes) {
                    add(before, old.name(), before.withName(column.name()), score(live, old, wanted, column));
                }
            }
        }
    }

    private void add(TableName table, @Nullable String from, TableName to, double score) {
        if (score >= WORTH_ASKING) {
            found.add(new RenameCandidate(table, from, to.name(), to.schema(), Math.round(score * 100) / 100.0));
        }
    }

    /** Columns of the same name and type say most; the names of the tables decide between alike ones. */
    private double score(Table old, Table table) {
        long same = old.columns().stream()
                .filter(column -> table.column(column.name())
                        .filter(other -> options.sameness().sameType(column.type(), other.type()))
                        .isPresent())
                .count();
        int all = old.columns().size() + table.columns().size();
        return 0.75 * (all == 0 ? 1 : 2.0 * same / all)
                + 0.25 * Similarity.of(old.name().name(), table.name().name());
    }

    /** The same type says half; where it differs, what else there is can say as much. */
    private double score(Table live, Column old, Table wanted, Column column) {
        double score = 0.3 * Similarity.of(old.name(), column.name());
        score += options.sameness().sameType(old.type(), column.type()) ? 0.5 : evidence(live, old, wanted, column);
        if (old.nullable() == column.nullable() && Objects.equals(old.defaultValue(), column.defaultValue())) {
            score += 0.1;
        }
        if (uses(live, old.name()) == uses(wanted, column.name())) {
            score += 0.1;
        }
        return score;
    }

    /** At most what the same type says. */
    private static double evidence(Table live, Column old, Table wanted, Column column) {
        double score = Widening.isRelated(old.type(), column.type()) ? 0.2 : 0;
        if (old.comment() != null && old.comment().equals(column.comment())) {
            score += 0.1;
        }
        if (keptBefore(live, old, wanted).equals(keptBefore(wanted, column, live))) {
            score += 0.1;
        }
        boolean isOnlyPair = missing(live, wanted) == 1 && missing(wanted, live) == 1;
        return isOnlyPair ? score + 0.1 : score;
    }

    /** The columns before it that both tables have. */
    private static List<String> keptBefore(Table table, Column column, Table other) {
        return table.columns().subList(0, table.columns().indexOf(column)).stream()
                .map(Column::name)
                .filter(name -> other.column(name).isPresent())
                .toList();
    }

    private static long missing(Table from, Table in) {
        return from.columns().stream()
                .filter(column -> in.column(column.name()).isEmpty())
                .count();
    }

    /** In how many keys and indexes a column is. */
    private static long uses(Table table, String column) {
        long keys = table.primaryKey() != null && table.primaryKey().columns().contains(column) ? 1 : 0;
        return keys
                + table.uniqueConstraints().stream()
                        .filter(unique -> unique.columns().contains(column))
                        .count()
                + table.foreignKeys().stream()
                        .filter(key -> key.columns().contains(column))
                        .count()
                + table.indexes().stream()
                        .filter(index -> index.columns().stream()
                                .anyMatch(part -> part.text().equals(column)))
                        .count();
    }
}

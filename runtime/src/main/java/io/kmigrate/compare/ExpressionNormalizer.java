package io.kmigrate.compare;

import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ExclusionConstraint;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives what is wanted the words of what is there, where the database takes both for one. What PostgreSQL
 * shows of a check changes once more when it is made from what was shown: {@code a in ('x')} becomes
 * {@code a = ANY (ARRAY['x'::…])}, and that gets casts of its own. So both sides are made and read until they
 * change no more.
 */
final class ExpressionNormalizer {
    private static final int MOST_ROUNDS = 4;

    private final Maker maker;

    ExpressionNormalizer(Maker maker) {
        this.maker = maker;
    }

    /** Makes a schema and reads it back. */
    interface Maker {
        Snapshot made(Snapshot schema) throws SQLException;
    }

    /** {@code wanted} in the words of {@code live}; asks the database about tables whose words differ alone. */
    Snapshot of(Snapshot live, Snapshot wanted) throws SQLException {
        List<Table> here = new ArrayList<>();
        List<Table> there = new ArrayList<>();
        for (Table table : wanted.tables()) {
            Table old = live.table(table.name()).map(ExpressionNormalizer::bare).orElse(null);
            Table bare = bare(table);
            if (old != null && !words(old).equals(words(bare))) {
                here.add(old);
                there.add(bare);
            }
        }
        if (here.isEmpty()) {
            return wanted;
        }
        Snapshot settledLive = settled(Snapshot.of(here, List.of()));
        Snapshot settledWanted = settled(Snapshot.of(there, List.of()));
        Snapshot result = wanted;
        for (Table bare : here) {
            Optional<Table> one = settledLive.table(bare.name());
            Optional<Table> other = settledWanted.table(bare.name());
            Table table = wanted.table(bare.name()).orElseThrow();
            if (one.isPresent() && other.isPresent()) {
                result = result.with(new Pair(bare, one.get(), other.get()).spelled(table));
            }
        }
        return result;
    }

    private Snapshot settled(Snapshot schema) throws SQLException {
        Snapshot last = schema;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Snapshot next = maker.made(last);
            if (words(next).equals(words(last))) {
                return next;
            }
            last = next;
        }
        return last;
    }

    /** What holds words, and what they are about. */
    private static Table bare(Table table) {
        return Table.of(
                        table.name(),
                        table.columns().stream()
                                .map(column -> column.withIdentity(null).withComment(null))
                                .toList(),
                        null)
                .withCheckConstraints(table.checkConstraints())
                .withExclusionConstraints(table.exclusionConstraints())
                .withIndexes(table.indexes().stream()
                        .filter(ExpressionNormalizer::hasWords)
                        .toList());
    }

    private static boolean hasWords(Index index) {
        return index.where() != null || index.columns().stream().anyMatch(part -> part.expression());
    }

    private static List<Object> words(Snapshot schema) {
        return schema.tables().stream().<Object>map(ExpressionNormalizer::words).toList();
    }

    private static List<Object> words(Table table) {
        List<Object> words = new ArrayList<>();
        table.columns().forEach(column -> {
            words.add(String.valueOf(column.defaultValue()));
            words.add(String.valueOf(column.generated()));
        });
        words.addAll(table.checkConstraints());
        words.addAll(table.exclusionConstraints());
        words.addAll(table.indexes());
        return words;
    }

    /** A table that is there, and both sides of it once they change no more. */
    private record Pair(Table live, Table settledLive, Table settledWanted) {
        Table spelled(Table wanted) {
            return wanted.withColumns(each(wanted.columns(), Table::columns, Column::name, Pair::words, Pair::column))
                    .withCheckConstraints(each(
                            wanted.checkConstraints(),
                            Table::checkConstraints,
                            CheckConstraint::name,
                            check -> check,
                            (check, old) -> old))
                    .withExclusionConstraints(each(
                            wanted.exclusionConstraints(),
                            Table::exclusionConstraints,
                            ExclusionConstraint::name,
                            exclusion -> exclusion,
                            (exclusion, old) -> old))
                    .withIndexes(
                            each(wanted.indexes(), Table::indexes, Index::name, index -> index, (index, old) -> old));
        }

        /** Takes over from those of one name whose {@code words} are the same in the end. */
        private <T> List<T> each(
                List<T> values,
                Function<Table, List<T>> kind,
                Function<T, @Nullable String> nameOf,
                Function<T, Object> words,
                BinaryOperator<T> takenOver) {
            return values.stream()
                    .map(value -> {
                        String name = nameOf.apply(value);
                        T old = named(kind.apply(live), nameOf, name);
                        T one = named(kind.apply(settledLive), nameOf, name);
                        T other = named(kind.apply(settledWanted), nameOf, name);
                        boolean isSame =
                                one != null && other != null && words.apply(one).equals(words.apply(other));
                        return old != null && isSame ? takenOver.apply(value, old) : value;
                    })
                    .toList();
        }

        private static <T> @Nullable T named(
                List<T> values, Function<T, @Nullable String> nameOf, @Nullable String name) {
            return values.stream()
                    .filter(value -> name != null && name.equals(nameOf.apply(value)))
                    .findFirst()
                    .orElse(null);
        }

        private static Object words(Column column) {
            return List.of(Optional.ofNullable(column.defaultValue()), Optional.ofNullable(column.generated()));
        }

        private static Column column(Column wanted, Column live) {
            return wanted.withDefault(live.defaultValue()).withGenerated(live.generated());
        }
    }
}

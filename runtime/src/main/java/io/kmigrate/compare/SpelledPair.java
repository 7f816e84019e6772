package io.kmigrate.compare;

import io.kmigrate.dialect.SpelledTable;
import io.kmigrate.schema.CheckConstraint;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The SQL of a wanted table and of the live one, both as the database writes it. The tables it is asked about differ in
 * nothing else, so that each difference is one of the SQL.
 */
record SpelledPair(Table wanted, Table live, SpelledTable ofWanted, SpelledTable ofLive) {
    /** Empty where the database does not tell. */
    static Optional<SpelledPair> of(Table wanted, Table live, Function<Table, Optional<SpelledTable>> database) {
        List<Column> added = wanted.columns().stream()
                .filter(column -> live.column(column.name()).isEmpty())
                .toList();
        Optional<SpelledTable> there = database.apply(bare(live, live, added));
        return there.flatMap(ofLive -> database.apply(bare(wanted, live, added))
                .map(ofWanted -> new SpelledPair(wanted, live, ofWanted, ofLive)));
    }

    /** The live columns and all others, with the words of one table. */
    private static Table bare(Table words, Table live, List<Column> added) {
        List<Column> columns = Stream.concat(live.columns().stream(), added.stream())
                .map(column -> words.column(column.name())
                        .map(said -> column.withDefault(said.defaultValue()).withGenerated(said.generated()))
                        .orElse(column))
                .map(column -> column.withIdentity(null).withComment(null))
                .toList();
        return Table.of(live.name(), columns, null).withCheckConstraints(words.checkConstraints());
    }

    boolean isSame(Column column) {
        return Objects.equals(
                ofWanted.columns().get(column.name()), ofLive.columns().get(column.name()));
    }

    /** The wanted checks, each as the live one that means the same, if there is one. */
    List<CheckConstraint> checks() {
        List<CheckConstraint> left = new ArrayList<>(live.checkConstraints());
        return IntStream.range(0, wanted.checkConstraints().size())
                .mapToObj(place -> {
                    CheckConstraint check = wanted.checkConstraints().get(place);
                    Optional<CheckConstraint> same = left.stream()
                            .filter(old -> check.name() == null || check.name().equals(old.name()))
                            .filter(old -> words(old).equals(ofWanted.checks().get(place)))
                            .findFirst();
                    same.ifPresent(left::remove);
                    return same.orElse(check);
                })
                .toList();
    }

    private String words(CheckConstraint old) {
        return ofLive.checks().get(live.checkConstraints().indexOf(old));
    }
}

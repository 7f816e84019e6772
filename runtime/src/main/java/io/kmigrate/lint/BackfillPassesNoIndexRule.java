package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.Backfill;
import io.kmigrate.schema.Index;
import io.kmigrate.schema.IndexColumn;
import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The look for rows that are left goes through the table in one statement. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillPassesNoIndexRule extends LockRule {
    public BackfillPassesNoIndexRule() {
        super("backfill-passes-no-index", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A backfill has several passes, and no index begins with a column of its `where`",
                "Each batch reads a range of the key, and needs no index. After each pass, however, one "
                        + "statement looks for a row that is left. Without an index, it reads the whole table.",
                "Create an index on the column first, on PostgreSQL and SQLite for these rows alone. Or leave "
                        + "`passes` out, and let the application or a trigger write the new rows.",
                new Documentation.Example(List.of(Examples.users()), List.of(Examples.severalPasses())));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> backfill(Backfill backfill) {
                String where = backfill.where();
                boolean isOnePass = backfill.pace().passes() == 1;
                return where == null || isOnePass || isIndexed(found.context(), backfill, where)
                        ? Stream.empty()
                        : found.on(
                                backfill.table(),
                                Work.SCAN,
                                "after each pass of the backfill \"" + backfill.name()
                                        + "\", one statement reads all of " + backfill.table(),
                                "create an index that begins with a column of its where, or leave passes out");
            }
        };
    }

    private static boolean isIndexed(LintContext context, Backfill backfill, String where) {
        Mentions named = Mentions.in(where);
        return context.before().table(backfill.table()).stream()
                .anyMatch(table -> keys(table).anyMatch(named::names)
                        || table.indexes().stream().anyMatch(index -> helps(index, table, named)));
    }

    private static Stream<String> keys(Table table) {
        return Stream.concat(
                        Stream.ofNullable(table.primaryKey()).map(key -> key.columns()),
                        table.uniqueConstraints().stream().map(key -> key.columns()))
                .flatMap(columns -> columns.stream().limit(1));
    }

    /** An index of an expression, or of some rows, helps where it is about a column of the condition. */
    private static boolean helps(Index index, Table table, Mentions named) {
        IndexColumn first = index.columns().get(0);
        Mentions indexed = Mentions.in(first.text() + " " + Objects.requireNonNullElse(index.where(), ""));
        return table.columns().stream()
                .map(column -> column.name())
                .anyMatch(column -> indexed.names(column) && named.names(column));
    }
}

package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.RowChange.RunRows;
import io.kmigrate.operation.RowChange.SetColumns;
import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Rows that the backfill has not met yet are in the way, or lose what it would read. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillNotAwaitedRule extends LockRule {
    private static final String FIX = "write requiresBackfill(\"%s\") before it";

    public BackfillNotAwaitedRule() {
        super("backfill-not-awaited", Severity.ERROR, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column is dropped or becomes NOT NULL while a backfill in the background may still need it",
                "No one knows whether the backfill is done when the upgrade comes to this operation. "
                        + "NOT NULL fails at rows that it has not met. A column that it reads is gone, with "
                        + "the values that it had still to use.",
                "Write `requiresBackfill(\"…\")` before the operation. The upgrade then waits for the backfill.",
                new Documentation.Example(
                        List.of(Examples.users()),
                        List.of(
                                Examples.backgroundBackfill(),
                                new AlterColumn(
                                        Examples.USERS,
                                        Examples.EMAIL,
                                        ColumnChange.none().withNullable(false)))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                return Boolean.FALSE.equals(alter.change().nullable())
                        ? of(alter.table())
                                .filter(backfill -> sets(backfill, alter.column()))
                                .flatMap(backfill -> found.on(
                                        alter.table(),
                                        Work.NONE,
                                        alter.column() + " becomes NOT NULL, and the backfill \"" + backfill.name()
                                                + "\" that fills it may not be done",
                                        FIX.formatted(backfill.name())))
                        : Stream.empty();
            }

            @Override
            public Stream<Finding> dropColumn(DropColumn drop) {
                return of(drop.table())
                        .filter(backfill -> needs(backfill, drop.column()))
                        .flatMap(backfill -> found.on(
                                drop.table(),
                                Work.NONE,
                                drop.column() + " is dropped, and the backfill \"" + backfill.name()
                                        + "\" that needs it may not be done",
                                FIX.formatted(backfill.name())));
            }

            private Stream<Backfill> of(TableName table) {
                return found.context().openBackfills().stream()
                        .filter(backfill -> backfill.table().equals(table));
            }
        };
    }

    /** Code may set any column. */
    private static boolean sets(Backfill backfill, String column) {
        return backfill.change() instanceof RunRows
                || backfill.change().columns().contains(column);
    }

    private static boolean needs(Backfill backfill, String column) {
        Map<String, String> set = backfill.change() instanceof SetColumns change ? change.expressions() : Map.of();
        Stream<String> texts = Stream.concat(Stream.ofNullable(backfill.where()), set.values().stream());
        return sets(backfill, column)
                || backfill.key().contains(column)
                || texts.anyMatch(text -> Mentions.in(text).names(column));
    }
}

package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.BackfillMessages;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rows of a table in batches by its key, each in a transaction of its own, for as long as it takes. It
 * goes on where it was interrupted.
 *
 * @param name what people call it, unique in its revision
 * @param key the columns that order the rows; empty: the table's primary key
 * @param where a condition for the rows that are changed; null: all
 * @param change what happens to the rows of a batch
 * @param pace how fast it goes, which is no part of what it does
 * @param undo what takes the change back; null: nothing does
 * @param background true where an upgrade registers it only, and something else runs it
 */
@API(status = STABLE, since = "0.1")
public record Backfill(
        String name,
        TableName table,
        List<String> key,
        @Nullable String where,
        RowChange change,
        Pace pace,
        @Nullable Undo undo,
        boolean background)
        implements Operation {
    public Backfill {
        key = List.copyOf(key);
    }

    /** Takes a change back, as its author says. */
    public record Undo(RowChange change, @Nullable String where) {}

    /** One that the upgrade itself runs, by the primary key. */
    public static Backfill of(String name, TableName table, @Nullable String where, RowChange change) {
        return new Backfill(name, table, List.of(), where, change, Pace.DEFAULT, null, false);
    }

    public Backfill withPace(Pace other) {
        return new Backfill(name, table, key, where, change, other, undo, background);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        Snapshot after = Replay.change(before, table, found -> {
            Replay.requireColumns(before, found, key);
            Replay.requireColumns(before, found, change.columns());
            return found;
        });
        Optional<TableName> target = change.target();
        if (target.isEmpty()) {
            return after;
        }
        if (target.get().equals(table)) {
            throw new ReplayException(BackfillMessages.copiesIntoItself(name, table.toString()));
        }
        List<String> copied = change.copied(after.table(table).orElse(null));
        return Replay.change(after, target.get(), found -> {
            Replay.requireColumns(before, found, copied);
            return found;
        });
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.ofNullable(undo)
                .map(back -> new Backfill(name, table, key, back.where(), back.change(), pace, null, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.backfill(this);
    }

    @Override
    public Optional<Backfill> inBatches() {
        return Optional.of(this);
    }
}

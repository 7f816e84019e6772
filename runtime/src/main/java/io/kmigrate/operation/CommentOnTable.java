package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Gives a table a comment.
 *
 * @param comment null: none from now on
 */
@API(status = STABLE, since = "0.1")
public record CommentOnTable(TableName table, @Nullable String comment) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return Replay.change(before, table, found -> found.withComment(comment));
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return before.table(table).map(found -> new CommentOnTable(table, found.comment()));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.commentOnTable(this);
    }
}

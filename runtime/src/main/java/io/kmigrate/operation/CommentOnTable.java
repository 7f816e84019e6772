package io.kmigrate.operation;

import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a table a comment.
 *
 * @param comment null: none from now on
 */
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

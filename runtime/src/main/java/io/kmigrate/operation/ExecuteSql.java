package io.kmigrate.operation;

import io.kmigrate.schema.Snapshot;
import java.util.Optional;

/** SQL text as the user wrote it, one statement or several. */
public record ExecuteSql(String sql) implements Operation {
    @Override
    public Snapshot apply(Snapshot before) {
        return before.asUncertain();
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.executeSql(this);
    }

    @Override
    public boolean isOpaque() {
        return true;
    }
}

package io.kmigrate.operation;

import io.kmigrate.schema.Snapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step that is code. Two are equal when their descriptions are: code has no identity that survives a
 * compiler.
 *
 * @param offlineSql what a script for the database's own client runs in its place; empty: nothing; null:
 *     there is no such script
 */
public record RunCode(
        String description, CodeBlock block, @Nullable String offlineSql) implements Operation {
    /** A step that only a connection can run. */
    public RunCode(String description, CodeBlock block) {
        this(description, block, null);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        return before;
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.runCode(this);
    }

    @Override
    public boolean isOpaque() {
        return true;
    }

    @Override
    public Optional<CodeBlock> code() {
        return Optional.of(block);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunCode step && description.equals(step.description);
    }

    @Override
    public int hashCode() {
        return description.hashCode();
    }
}

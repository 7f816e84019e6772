package io.kmigrate.operation;

import io.kmigrate.schema.Snapshot;
import java.util.Optional;

/**
 * A step that is code. Two are equal when their descriptions are: code has no identity that survives a
 * compiler.
 */
public record RunCode(String description, CodeBlock block) implements Operation {
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

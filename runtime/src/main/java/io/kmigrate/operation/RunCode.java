package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A step that is code. Two are equal when their descriptions are: code has no identity that survives a
 * compiler.
 *
 * @param offlineSql what a script for the database's own client runs in its place; empty: nothing; null:
 *     there is no such script
 * @param offlineVariants from the name of a database to what such a script runs there instead
 */
@API(status = STABLE, since = "0.1")
public record RunCode(
        String description, CodeBlock block, @Nullable String offlineSql, Map<String, String> offlineVariants)
        implements Operation {
    public RunCode {
        offlineVariants = Map.copyOf(offlineVariants);
    }

    /** A step that only a connection can run. */
    public RunCode(String description, CodeBlock block) {
        this(description, block, null);
    }

    /** A step with one text for every database. */
    public RunCode(String description, CodeBlock block, @Nullable String offlineSql) {
        this(description, block, offlineSql, Map.of());
    }

    /** What a script does on a database in the place of the step; empty: nothing, null: there is no such text. */
    public @Nullable String offlineSqlFor(String dialect) {
        String variant = offlineVariants.get(dialect);
        return variant == null ? offlineSql : variant;
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

package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * SQL text of a file, for the database's own client, which is read as it runs. Two are equal when file, digest and
 * changes are.
 *
 * @param file as the script names it
 * @param digest of the text, whatever its line ends
 * @param characters how long the text is
 * @param changes what the text does to the schema, as its author says; null: unsaid
 */
@API(status = STABLE, since = "0.1")
public record ExecuteFile(
        String file,
        String digest,
        long characters,
        TextFile text,
        @Nullable List<Operation> changes) implements Operation {
    public ExecuteFile {
        changes = changes == null ? null : List.copyOf(changes);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        if (changes == null) {
            return before.asUncertain();
        }
        Snapshot result = before;
        for (Operation change : changes) {
            result = change.apply(result);
        }
        return result;
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.executeFile(this);
    }

    @Override
    public boolean isOpaque() {
        return true;
    }

    @Override
    public Optional<ExecuteFile> sqlFile() {
        return Optional.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecuteFile same
                && file.equals(same.file)
                && digest.equals(same.digest)
                && Objects.equals(changes, same.changes);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}

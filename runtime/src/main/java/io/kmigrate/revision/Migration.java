package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A revision's content: what evaluating its script yields.
 *
 * @param up in the order they run
 */
@API(status = STABLE, since = "0.1")
public record Migration(Revision revision, MigrationOptions options, List<ScriptOperation> up, Downgrade downgrade) {
    public Migration {
        up = List.copyOf(up);
    }

    /** The same content, as that of another reading of its header. */
    public Migration withRevision(Revision other) {
        return new Migration(other, options, up, downgrade);
    }

    /** How a revision is undone. */
    public sealed interface Downgrade {
        <R> R accept(DowngradeVisitor<R> visitor);
    }

    /** The script says how. */
    public record Written(List<ScriptOperation> operations) implements Downgrade {
        public Written {
            operations = List.copyOf(operations);
        }

        @Override
        public <R> R accept(DowngradeVisitor<R> visitor) {
            return visitor.written(this);
        }
    }

    /** The script says nothing: the inverse of the upgrade, where every operation has one. */
    public record Derived() implements Downgrade {
        @Override
        public <R> R accept(DowngradeVisitor<R> visitor) {
            return visitor.derived(this);
        }
    }

    /** The script says it cannot be undone. */
    public record Irreversible(@Nullable String reason) implements Downgrade {
        @Override
        public <R> R accept(DowngradeVisitor<R> visitor) {
            return visitor.irreversible(this);
        }
    }

    /** One method a kind of {@link Downgrade}. */
    public interface DowngradeVisitor<R> {
        R written(Written downgrade);

        R derived(Derived downgrade);

        R irreversible(Irreversible downgrade);
    }
}

package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.message.ScriptMessages;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * What of it runs at a place.
     *
     * @throws io.kmigrate.failure.MigrationException where that depends on a database that is not known
     */
    public Migration in(Deployment place) {
        if (place.leavesOut(this)) {
            return new Migration(revision, options, List.of(), new Written(List.of()));
        }
        Downgrade down =
                downgrade instanceof Written written ? new Written(running(written.operations(), place)) : downgrade;
        return new Migration(revision, options, running(up, place), down);
    }

    private List<ScriptOperation> running(List<ScriptOperation> operations, Deployment place) {
        if (operations.stream().allMatch(operation -> operation.databases().isEmpty())) {
            return operations;
        }
        String database = place.database();
        if (database == null) {
            throw ScriptMessages.unknownDatabase(revision.label())
                    .at(revision.location())
                    .exception();
        }
        return operations.stream()
                .filter(operation -> operation.runsOn(database))
                .toList();
    }

    /** All databases that operations of the script name. */
    public Set<String> databases() {
        List<ScriptOperation> down = downgrade instanceof Written written ? written.operations() : List.of();
        return Stream.concat(up.stream(), down.stream())
                .flatMap(operation -> operation.databases().stream())
                .collect(Collectors.toSet());
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

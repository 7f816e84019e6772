package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.TargetMessages;
import io.kmigrate.revision.Revision;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A downgrade that cannot be made; known before it touches anything. */
@API(status = STABLE, since = "0.1")
public final class IrreversibleException extends MigrationException {
    private final String revision;

    private IrreversibleException(Revision revision, Problem problem) {
        super(problem);
        this.revision = revision.id();
    }

    static IrreversibleException declared(Revision revision, @Nullable String reason) {
        Problem problem = reason == null
                ? TargetMessages.declaredIrreversible(revision.label())
                : TargetMessages.declaredIrreversible(revision.label(), reason);
        return new IrreversibleException(revision, problem.at(revision.location()));
    }

    static IrreversibleException notDerivable(Revision revision, String operation, @Nullable Location location) {
        return new IrreversibleException(
                revision,
                TargetMessages.notDerivable(revision.label(), operation).at(location));
    }

    /** Of a revision that a run did not finish: a downgrade block would revert more than there is. */
    static IrreversibleException unfinished(Revision revision, String operation, @Nullable Location location) {
        return new IrreversibleException(
                revision,
                TargetMessages.unfinishedNotDerivable(revision.label(), revision.id(), operation)
                        .at(location));
    }

    /** The full id. */
    public String revision() {
        return revision;
    }
}

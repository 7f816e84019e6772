package io.kmigrate.plan;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.revision.Revision;
import org.jspecify.annotations.Nullable;

/** A downgrade that cannot be made; known before it touches anything. */
public final class IrreversibleException extends MigrationException {
    private final transient Revision revision;

    private IrreversibleException(Revision revision, String why, @Nullable Location location, String fix) {
        super(new Problem(
                ErrorCode.IRREVERSIBLE,
                "revision " + revision.label() + " cannot be downgraded: " + why,
                location,
                fix));
        this.revision = revision;
    }

    static IrreversibleException declared(Revision revision, @Nullable String reason) {
        return new IrreversibleException(
                revision,
                reason == null ? "its script says it is irreversible" : reason,
                revision.path() == null ? null : Location.of(revision.path()),
                "restore a backup, or write a new revision that goes forward");
    }

    static IrreversibleException notDerivable(Revision revision, String operation, @Nullable Location location) {
        return new IrreversibleException(
                revision,
                "it has no downgrade block, and none can be derived for " + operation,
                location,
                "write a downgrade { } block, or say irreversible(\"why\") in the script");
    }

    public Revision revision() {
        return revision;
    }
}

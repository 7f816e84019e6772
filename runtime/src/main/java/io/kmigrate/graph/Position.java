package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Revision;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A place to walk from or to: a revision, or the base below them all.
 *
 * @param revision null for the base
 */
@API(status = INTERNAL, since = "0.1")
public record Position(@Nullable Revision revision) {
    public static final Position BASE = new Position(null);

    /** Empty for the base. */
    public Optional<Revision> toRevision() {
        return Optional.ofNullable(revision);
    }

    /** How messages name it. */
    public String label() {
        return revision == null ? "base" : revision.label();
    }
}

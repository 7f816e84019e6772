package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Location;
import io.kmigrate.operation.Operation;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a run does about one object.
 *
 * @param file the script that declares it, or did
 * @param location the line of the script; null where it has none
 */
@API(status = STABLE, since = "0.1")
public record RepeatableStep(
        Action action,
        Repeatable object,
        Reason reason,
        String file,
        @Nullable Location location) {
    /** What happens to it. */
    public enum Action {
        /** It is dropped before the revisions, and made again after them. */
        SET_ASIDE,
        DROP,
        /** It becomes what a revision made of it before it was declared here, and is no longer kept to a text. */
        RELEASE,
        /** It stays in the database, and counts as no longer declared: nobody said how it is dropped. */
        FORGET,
        APPLY;

        /** In output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Why. */
    public enum Reason {
        NEW,
        CHANGED,
        /** Something that it reads is changed. */
        DEPENDENCY,
        /** It is not in the database: a run that was stopped left it dropped, or somebody dropped it. */
        MISSING,
        /** No script declares it any more. */
        REMOVED,
        /** A downgrade leads to where it was so, or was not there. */
        FORMER;

        /** In output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The operation behind it; empty where nothing runs. */
    public Optional<Operation> operation() {
        return switch (action) {
            case APPLY, RELEASE -> Optional.of(object.creation());
            case SET_ASIDE, DROP -> object.removal();
            case FORGET -> Optional.empty();
        };
    }
}

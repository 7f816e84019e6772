package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.operation.Limits;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a migration wants to run: the words of its script that neither place it in the graph nor say what it does.
 * A migration and its step carry the record whole, so a new word touches three files: its component here, its
 * property in {@code MigrationScript}, and the code that acts on it. A word that commands need before a script
 * is evaluated belongs to {@link Revision} instead, which is read from the script's text.
 *
 * @param transactional false: every operation commits by itself
 * @param limits of its statements, up and down
 * @param online whether its operations run in parts that let others work; null: as the run says
 * @param onlyIn the environments that it runs in; empty for all
 */
@API(status = STABLE, since = "0.1")
public record MigrationOptions(
        boolean transactional, Limits limits, @Nullable OnlineMode online, Set<String> onlyIn) {
    public MigrationOptions {
        onlyIn = Collections.unmodifiableSet(new TreeSet<>(onlyIn));
    }

    /** What a script says that says nothing of it. */
    public static final MigrationOptions STANDARD = new MigrationOptions(true, Limits.NONE);

    /** Online as the run says, in every environment. */
    public MigrationOptions(boolean transactional, Limits limits) {
        this(transactional, limits, null, Set.of());
    }
}

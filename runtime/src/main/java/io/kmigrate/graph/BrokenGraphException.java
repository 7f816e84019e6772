package io.kmigrate.graph;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The scripts do not form a graph. Codes: {@code illegal-id}, {@code illegal-label}, {@code duplicate-id},
 * {@code duplicate-label}, {@code missing-parent}, {@code missing-dependency}, {@code self-loop},
 * {@code dependency-self-loop}, {@code cycle}, {@code dependency-cycle}.
 */
@API(status = STABLE, since = "0.1")
public final class BrokenGraphException extends MigrationException {
    BrokenGraphException(List<Problem> problems) {
        super(problems, null);
    }
}

package io.kmigrate.graph;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/**
 * The scripts do not form a graph. Codes: {@code illegal-id}, {@code illegal-label}, {@code duplicate-id},
 * {@code duplicate-label}, {@code missing-parent}, {@code missing-dependency}, {@code self-loop},
 * {@code dependency-self-loop}, {@code cycle}, {@code dependency-cycle}.
 */
public final class BrokenGraphException extends MigrationException {
    BrokenGraphException(List<Problem> problems) {
        super(problems, null);
    }
}

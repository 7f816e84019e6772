package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What is wrong with scripts, found without a database.
 *
 * @param revisions how many were looked at
 * @param problems what would fail, in the order of an upgrade
 * @param warnings what would fail unless an opaque step before it made what is missing; and what is allowed and
 *     seldom meant: several bases or heads, a downgrade that does not lead back
 */
@API(status = STABLE, since = "0.1")
public record Validation(int revisions, List<Problem> problems, List<Problem> warnings) {
    public Validation {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}

package io.kmigrate.compare;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.lint.Finding;
import io.kmigrate.operation.Operation;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A step from one schema to another.
 *
 * @param findings why data may be lost, or what may stop the step
 */
@API(status = STABLE, since = "0.1")
public record Change(Operation operation, List<Finding> findings) {
    public Change {
        findings = List.copyOf(findings);
    }

    /** The findings in one sentence; null where there are none. */
    public @Nullable String danger() {
        return findings.isEmpty()
                ? null
                : findings.stream().map(Finding::message).collect(Collectors.joining("; "));
    }
}

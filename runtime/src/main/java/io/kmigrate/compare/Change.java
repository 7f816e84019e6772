package io.kmigrate.compare;

import io.kmigrate.lint.Finding;
import io.kmigrate.operation.Operation;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step from one schema to another.
 *
 * @param findings why data may be lost, or what may stop the step
 */
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

package io.kmigrate.diff;

import io.kmigrate.operation.Operation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects operations by their phase. */
final class Phases {
    private final Map<Phase, List<Operation>> operations = new EnumMap<>(Phase.class);

    void add(Phase phase, Operation operation) {
        List<Operation> known = operations.computeIfAbsent(phase, ignored -> new ArrayList<>());
        if (!known.contains(operation)) {
            known.add(operation);
        }
    }

    void replace(Phase phase, Operation old, Operation operation) {
        operations.computeIfPresent(phase, (ignored, known) -> {
            known.replaceAll(other -> other.equals(old) ? operation : other);
            return known;
        });
    }

    List<Operation> of(Phase phase) {
        return operations.getOrDefault(phase, List.of());
    }

    List<Operation> inOrder() {
        return operations.values().stream().flatMap(List::stream).toList();
    }
}

package io.kmigrate.lint;

import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Operation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Backfills in the background that nothing has waited for so far. */
final class OpenBackfills {
    private final Map<String, Backfill> open = new LinkedHashMap<>();
    private final Set<String> registeredHere = new HashSet<>();

    /** Of a revision before those that are judged: it may be done by now. */
    void learn(Operation operation) {
        operation.inBatches().filter(Backfill::background).ifPresent(backfill -> open.put(backfill.name(), backfill));
        operation.requiredBackfill().ifPresent(open::remove);
    }

    void add(Operation operation) {
        learn(operation);
        operation.inBatches().filter(Backfill::background).ifPresent(backfill -> registeredHere.add(backfill.name()));
    }

    /** One that the revisions that are judged register themselves. */
    Optional<Backfill> registeredHere(String name) {
        return Optional.ofNullable(open.get(name)).filter(found -> registeredHere.contains(name));
    }

    List<Backfill> all() {
        return List.copyOf(open.values());
    }
}

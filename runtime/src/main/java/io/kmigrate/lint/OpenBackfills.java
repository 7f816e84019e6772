package io.kmigrate.lint;

import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.BulkUpdate;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RowChange;
import java.util.ArrayList;
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
    private final List<Backfill> done = new ArrayList<>();

    /** Of a revision before those that are judged: it may be done by now. */
    void learn(Operation operation) {
        operation.inBatches().filter(Backfill::background).ifPresent(backfill -> open.put(backfill.name(), backfill));
        operation
                .requiredBackfill()
                .flatMap(name -> Optional.ofNullable(open.remove(name)))
                .ifPresent(done::add);
    }

    void add(Operation operation) {
        learn(operation);
        if (operation instanceof BulkUpdate update) {
            done.add(filled(update));
        }
        operation.inBatches().ifPresent(backfill -> {
            if (backfill.background()) {
                registeredHere.add(backfill.name());
            } else {
                done.add(backfill);
            }
        });
    }

    /** One statement that gives rows values does what a backfill does that is over. */
    private static Backfill filled(BulkUpdate update) {
        Map<String, String> values = new LinkedHashMap<>();
        update.values().forEach((column, value) -> {
            if (value != null) {
                values.put(column, value.toString());
            }
        });
        return Backfill.of("", update.table(), update.where(), new RowChange.SetColumns(values));
    }

    /** One that the revisions that are judged register themselves. */
    Optional<Backfill> registeredHere(String name) {
        return Optional.ofNullable(open.get(name)).filter(found -> registeredHere.contains(name));
    }

    /** Those that were done before the operation, or the upgrade would have stopped. */
    List<Backfill> done() {
        return List.copyOf(done);
    }

    List<Backfill> all() {
        return List.copyOf(open.values());
    }
}

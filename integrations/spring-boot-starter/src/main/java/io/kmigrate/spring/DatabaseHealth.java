package io.kmigrate.spring;

import io.kmigrate.Migrator;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Status;
import io.kmigrate.spring.boot3.HealthSource.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The health of a database, whichever version of Spring Boot asks. */
final class DatabaseHealth {
    private static final String UP = "UP";
    private static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";
    private static final String DOWN = "DOWN";

    private DatabaseHealth() {}

    static Answer of(Migrator migrator, String target) {
        try {
            return read(migrator, target);
        } catch (MigrationException failed) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("code", failed.code().text());
            details.put("error", String.valueOf(failed.getMessage()));
            return new Answer(DOWN, details);
        }
    }

    private static Answer read(Migrator migrator, String target) {
        RevisionGraph graph = migrator.graph();
        List<String> rows = migrator.history().rows();
        List<String> newer =
                rows.stream().filter(row -> graph.find(row).isEmpty()).toList();
        Map<String, Object> details = new LinkedHashMap<>(Map.of("revisions", rows));
        if (newer.isEmpty()) {
            return answer(details, migrator.status(), target);
        }
        details.put("newer", newer);
        return new Answer(UP, details);
    }

    private static Answer answer(Map<String, Object> details, Status status, String target) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        wrong.put("pending", pending(status, target));
        wrong.put("missing", status.missing().ids());
        wrong.put(
                "moved",
                status.late().unexplained().stream()
                        .map(moved -> moved.revision().id())
                        .toList());
        wrong.values().removeIf(List::isEmpty);
        details.putAll(wrong);
        boolean isUp = !wrong.containsKey("pending") && status.late().isEmpty();
        return new Answer(isUp ? UP : OUT_OF_SERVICE, details);
    }

    private static List<String> pending(Status status, String target) {
        return new Planner(status.graph(), status.history())
                .upgrade(Target.parse(target)).moves().stream()
                        .map(move -> move.revision().id())
                        .toList();
    }
}

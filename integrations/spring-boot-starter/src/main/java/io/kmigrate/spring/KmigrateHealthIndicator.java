package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.Migrator;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.graph.Target;
import io.kmigrate.history.History;
import io.kmigrate.plan.Planner;
import java.util.List;
import org.apiguardian.api.API;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up when nothing is pending; out of service when something is. One query. Revisions that a newer release has
 * brought are told and do no harm: while it is rolled out, the older instances have to go on.
 */
@API(status = STABLE, since = "0.1")
public final class KmigrateHealthIndicator extends AbstractHealthIndicator {
    private final Migrator migrator;
    private final String target;

    public KmigrateHealthIndicator(Migrator migrator, String target) {
        super("The migrations cannot be looked up");
        this.migrator = migrator;
        this.target = target;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        try {
            look(builder);
        } catch (MigrationException failed) {
            builder.down()
                    .withDetail("code", failed.code().text())
                    .withDetail("error", String.valueOf(failed.getMessage()));
        }
    }

    private void look(Health.Builder builder) {
        RevisionGraph graph = migrator.graph();
        List<String> rows = migrator.history().rows();
        List<String> known =
                rows.stream().filter(row -> graph.find(row).isPresent()).toList();
        builder.withDetail("revisions", rows);
        if (known.size() < rows.size()) {
            List<String> unknown =
                    rows.stream().filter(row -> !known.contains(row)).toList();
            builder.up().withDetail("newer", unknown);
            return;
        }
        List<String> pending = new Planner(graph, History.of(known))
                .upgrade(Target.parse(target)).moves().stream()
                        .map(move -> move.revision().id())
                        .toList();
        if (pending.isEmpty()) {
            builder.up();
        } else {
            builder.outOfService().withDetail("pending", pending);
        }
    }
}

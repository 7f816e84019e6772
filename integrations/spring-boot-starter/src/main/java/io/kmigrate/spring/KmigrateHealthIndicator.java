package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.Migrator;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.graph.Target;
import io.kmigrate.plan.LateRevisions;
import io.kmigrate.plan.Planner;
import io.kmigrate.plan.Status;
import java.util.List;
import org.apiguardian.api.API;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up when nothing is pending and nothing came late; out of service when something is or did. Two queries. Revisions that a newer release has
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
        List<String> rows = migrator.history().rows();
        List<String> newer = rows.stream()
                .filter(row -> migrator.graph().find(row).isEmpty())
                .toList();
        builder.withDetail("revisions", rows);
        if (newer.isEmpty()) {
            look(builder, migrator.status());
        } else {
            builder.up().withDetail("newer", newer);
        }
    }

    private void look(Health.Builder builder, Status status) {
        List<String> pending = new Planner(status.graph(), status.history())
                .upgrade(Target.parse(target)).moves().stream()
                        .map(move -> move.revision().id())
                        .toList();
        List<String> missing = status.missing().ids();
        if (pending.isEmpty() && status.late().isEmpty()) {
            builder.up();
            return;
        }
        builder.outOfService();
        if (!pending.isEmpty()) {
            builder.withDetail("pending", pending);
        }
        if (!missing.isEmpty()) {
            builder.withDetail("missing", missing);
        }
        if (!status.late().unexplained().isEmpty()) {
            builder.withDetail("moved", ids(status.late()));
        }
    }

    private static List<String> ids(LateRevisions late) {
        return late.unexplained().stream().map(moved -> moved.revision().id()).toList();
    }
}

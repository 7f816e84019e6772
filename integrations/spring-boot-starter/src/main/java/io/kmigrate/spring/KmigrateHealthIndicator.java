package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.Migrator;
import io.kmigrate.spring.boot3.HealthSource;
import org.apiguardian.api.API;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up when nothing is pending and nothing came late; out of service when something is or did. Two queries. Revisions
 * that a newer release has brought are told and do no harm: while it is rolled out, the older instances have to go on.
 * Spring Boot 3 has another indicator with the same answers.
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
        HealthSource.Answer answer = DatabaseHealth.of(migrator, target);
        builder.status(answer.status()).withDetails(answer.details());
    }
}

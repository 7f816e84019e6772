package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.MigrationReport;
import io.kmigrate.Migrator;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/** Brings the database to its target while the application starts; beans that need the schema wait for it. */
@API(status = STABLE, since = "0.1")
public final class KmigrateInitializer implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(KmigrateInitializer.class);

    private final Migrator migrator;
    private final StartUpMode mode;
    private final String target;

    public KmigrateInitializer(Migrator migrator, StartUpMode mode, String target) {
        this.migrator = migrator;
        this.mode = mode;
        this.target = target;
    }

    @Override
    public void afterPropertiesSet() {
        switch (mode) {
            case UPGRADE -> upgrade();
            case VALIDATE -> migrator.requireUpToDate(target);
            case NONE -> {}
        }
    }

    private void upgrade() {
        MigrationReport report = migrator.upgrade(target);
        String place = report.revisions().isEmpty() ? "base" : String.join(", ", report.revisions());
        if (report.steps().isEmpty()) {
            LOG.info("Nothing to migrate: the database is at {}", place);
        } else {
            int count = report.steps().size();
            LOG.info("Applied {}: the database is at {}", count == 1 ? "1 revision" : count + " revisions", place);
        }
    }
}

package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.MigrationReport;
import io.kmigrate.failure.MigrationException;
import java.util.List;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/** Brings the databases to their targets while the application starts; beans that need the schema wait for it. */
@API(status = STABLE, since = "0.1")
public final class KmigrateInitializer implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(KmigrateInitializer.class);

    private final List<MigratedDatabase> databases;

    public KmigrateInitializer(List<MigratedDatabase> databases) {
        this.databases = List.copyOf(databases);
    }

    @Override
    public void afterPropertiesSet() {
        databases.forEach(KmigrateInitializer::start);
    }

    private static void start(MigratedDatabase database) {
        try (LogContext context = LogContext.of(LogContext.DATABASE, database.name())) {
            switch (database.mode()) {
                case UPGRADE -> upgrade(database);
                case VALIDATE -> validate(database);
                case NONE -> LOG.debug("{}: the application migrates by itself", database.name());
            }
        } catch (MigrationException failed) {
            throw new DatabaseNotMigratedException(database.name(), failed);
        }
    }

    private static void validate(MigratedDatabase database) {
        database.migrator().requireUpToDate(database.target());
        LOG.info("{}: Nothing is pending", database.name());
    }

    private static void upgrade(MigratedDatabase database) {
        if (!database.baseline().isEmpty()) {
            baseline(database);
        }
        MigrationReport report = database.migrator().upgrade(database.target());
        String place = report.revisions().isEmpty() ? "base" : String.join(", ", report.revisions());
        if (report.steps().isEmpty()) {
            LOG.info("{}: Nothing to migrate: the database is at {}", database.name(), place);
        } else {
            int count = report.steps().size();
            LOG.info("{}: Applied {}: the database is at {}", database.name(), revisions(count), place);
        }
    }

    private static void baseline(MigratedDatabase database) {
        boolean isUnknown = database.migrator().history().isEmpty();
        MigrationReport report = database.migrator().stampExisting(database.baseline());
        if (isUnknown && !report.revisions().isEmpty()) {
            LOG.warn(
                    "{}: The database had tables and no version rows. Its schema is that of {}, which counts as applied",
                    database.name(),
                    database.baseline());
        }
    }

    static String revisions(int count) {
        return count == 1 ? "1 revision" : count + " revisions";
    }
}

package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.Migrator;
import java.util.List;
import org.apiguardian.api.API;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * A database that the application migrates.
 *
 * @param name as in {@code kmigrate.databases.*}; "default" where there is one only
 * @param mode what the start of the application does
 * @param target how far the start upgrades
 * @param baseline the revision that a database with tables and without version rows is assumed to have; none when empty
 */
@API(status = STABLE, since = "0.1")
public record MigratedDatabase(String name, Migrator migrator, StartUpMode mode, String target, String baseline) {
    /** The name of the only database. */
    static final String DEFAULT = "default";

    private static final String SUFFIX = "Migrator";

    /** One for each migrator of the application, in the order in which they are declared. */
    static List<MigratedDatabase> all(ListableBeanFactory beans, KmigrateProperties properties) {
        return beans.getBeansOfType(Migrator.class).entrySet().stream()
                .map(bean -> of(name(bean.getKey()), bean.getValue(), properties))
                .toList();
    }

    private static MigratedDatabase of(String name, Migrator migrator, KmigrateProperties all) {
        KmigrateProperties own = all.databases().containsKey(name) ? all.of(name) : all;
        return new MigratedDatabase(name, migrator, own.mode(), own.target(), own.baselineOnMigrate());
    }

    /** The bean that migrates the database of that name. */
    static String beanName(String name) {
        return name + SUFFIX;
    }

    private static String name(String beanName) {
        if (beanName.equals(KmigrateAutoConfiguration.MIGRATOR)) {
            return DEFAULT;
        }
        return beanName.endsWith(SUFFIX) ? beanName.substring(0, beanName.length() - SUFFIX.length()) : beanName;
    }
}

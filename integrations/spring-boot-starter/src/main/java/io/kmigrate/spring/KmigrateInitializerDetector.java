package io.kmigrate.spring;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Lets beans that use the database, such as a JdbcTemplate or an EntityManagerFactory, wait for the migrations. */
final class KmigrateInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {
    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(KmigrateInitializer.class);
    }
}

package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.Migrator;
import java.util.Optional;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ResourceLoader;

/**
 * Migrators made from the properties {@code kmigrate.*}, and their run at the start. The one of the only database
 * backs off from a migrator of the application's own, which is then the one that runs. The names are those of Spring
 * Boot 4 and 3.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration"
        })
@ConditionalOnClass({Migrator.class, DataSource.class})
@ConditionalOnBooleanProperty(name = "kmigrate.enabled", matchIfMissing = true)
@Conditional(KmigrateAutoConfiguration.DatabaseCondition.class)
@EnableConfigurationProperties(KmigrateProperties.class)
@Import(NamedMigrators.class)
@API(status = INTERNAL, since = "0.1")
public class KmigrateAutoConfiguration {
    static final String MIGRATOR = "kmigrateMigrator";
    static final String FACTORY = "kmigrateMigratorFactory";

    @Bean(FACTORY)
    MigratorFactory kmigrateMigratorFactory(
            KmigrateProperties properties, ResourceLoader resources, BeanFactory beans) {
        return new MigratorFactory(properties, resources, beans);
    }

    @Bean
    LogListener kmigrateLogListener() {
        return new LogListener();
    }

    @Bean(MIGRATOR)
    @ConditionalOnMissingBean
    @Conditional(NamedMigrators.AreMissing.class)
    Migrator kmigrateMigrator(
            MigratorFactory factory,
            ObjectProvider<DataSource> dataSource,
            @KmigrateDataSource ObjectProvider<DataSource> marked) {
        return factory.only(() -> Optional.ofNullable(marked.getIfAvailable()).orElseGet(dataSource::getObject));
    }

    @Bean
    @ConditionalOnMissingBean
    KmigrateInitializer kmigrateInitializer(ListableBeanFactory beans, KmigrateProperties properties) {
        return new KmigrateInitializer(MigratedDatabase.all(beans, properties));
    }

    /** Off unless asked for: a run of hours belongs where its operator wants it. */
    @Bean
    @ConditionalOnBooleanProperty(name = "kmigrate.backfill.enabled")
    BackfillTask kmigrateBackfillTask(ListableBeanFactory beans, KmigrateProperties properties) {
        return new BackfillTask(() -> MigratedDatabase.all(beans, properties), properties.backfill());
    }

    /** Keeps Hibernate from making the tables of an embedded database anew. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SchemaManagementProvider.class)
    static class SchemaConfiguration {
        @Bean
        SchemaManagementProvider kmigrateSchemaManagementProvider(MigratorFactory factory) {
            return dataSource -> factory.manages(dataSource) ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
        }
    }

    /** Something to migrate. */
    static final class DatabaseCondition extends AnyNestedCondition {
        DatabaseCondition() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(DataSource.class)
        static final class Bean {}

        @ConditionalOnProperty("kmigrate.url")
        static final class Url {}

        @Conditional(NamedMigrators.AreThere.class)
        static final class Named {}
    }
}

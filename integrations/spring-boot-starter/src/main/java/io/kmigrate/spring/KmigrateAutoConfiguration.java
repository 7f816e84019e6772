package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.Migrator;
import io.kmigrate.MigratorBuilder;
import io.kmigrate.bundle.Bundle;
import io.kmigrate.dialect.DatabaseUrl;
import io.kmigrate.schema.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A migrator made from the properties {@code kmigrate.*}, and its run at the start. Backs off from a migrator
 * of the application's own, which is then the one that runs.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({Migrator.class, DataSource.class})
@ConditionalOnBooleanProperty(name = "kmigrate.enabled", matchIfMissing = true)
@Conditional(KmigrateAutoConfiguration.DatabaseCondition.class)
@EnableConfigurationProperties(KmigrateProperties.class)
@API(status = INTERNAL, since = "0.1")
public class KmigrateAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Migrator kmigrateMigrator(
            KmigrateProperties properties,
            ResourceLoader resources,
            ObjectProvider<DataSource> dataSource,
            @KmigrateDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<MigratorCustomizer> customizers) {
        MigratorBuilder builder = Migrator.builder()
                .dataSource(database(properties, dataSource, marked))
                .recursive(properties.recursive())
                .versionTable(new TableName(properties.schema(), properties.versionTable()))
                .transaction(properties.transaction())
                .lockTimeout(properties.lockTimeout())
                .lockRetries(properties.lockRetries())
                .addParameters(properties.parameters())
                .ignoreUnknownRevisions(properties.ignoreUnknownRevisions())
                .pooled(properties.pooled())
                .warnings(LoggerFactory.getLogger(Migrator.class)::warn);
        addScripts(builder, properties, resources);
        Optional.ofNullable(properties.tag()).ifPresent(builder::tag);
        Optional.ofNullable(properties.statementLockTimeout()).ifPresent(builder::statementLockTimeout);
        Optional.ofNullable(properties.statementTimeout()).ifPresent(builder::statementTimeout);
        Optional.ofNullable(properties.cacheFolder()).ifPresent(builder::cacheFolder);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    KmigrateInitializer kmigrateInitializer(Migrator migrator, KmigrateProperties properties) {
        return new KmigrateInitializer(migrator, properties.mode(), properties.target());
    }

    private static void addScripts(MigratorBuilder builder, KmigrateProperties properties, ResourceLoader resources) {
        ClassLoader classes = Optional.ofNullable(resources.getClassLoader())
                .orElseGet(KmigrateAutoConfiguration.class::getClassLoader);
        builder.scripts(properties.scripts().toArray(Path[]::new));
        boolean isUnsaid =
                properties.bundles().isEmpty() && properties.scripts().isEmpty();
        List<String> bundles = isUnsaid ? List.of(Bundle.NAME) : properties.bundles();
        bundles.forEach(name -> builder.addBundle(name, classes));
    }

    private static DataSource database(
            KmigrateProperties properties, ObjectProvider<DataSource> dataSource, ObjectProvider<DataSource> marked) {
        if (properties.url() != null) {
            DatabaseUrl url = DatabaseUrl.parse(properties.url());
            return properties.user() == null
                    ? url.dataSource()
                    : url.withCredentials(properties.user(), properties.password())
                            .dataSource();
        }
        DataSource own = Optional.ofNullable(marked.getIfAvailable()).orElseGet(dataSource::getObject);
        return properties.user() == null
                ? own
                : DataSourceBuilder.derivedFrom(own)
                        .type(SimpleDriverDataSource.class)
                        .username(properties.user())
                        .password(properties.password())
                        .build();
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
    }
}

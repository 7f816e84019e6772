package io.kmigrate.spring;

import io.kmigrate.Migrator;
import io.kmigrate.MigratorBuilder;
import io.kmigrate.bundle.Bundle;
import io.kmigrate.dialect.DatabaseUrl;
import io.kmigrate.execution.ExecutionListener;
import io.kmigrate.execution.StepHook;
import io.kmigrate.importer.takeover.ImportSettings;
import io.kmigrate.schema.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Makes migrators from the properties and the beans of the application. */
final class MigratorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final KmigrateProperties properties;
    private final ResourceLoader resources;
    private final BeanFactory beans;

    MigratorFactory(KmigrateProperties properties, ResourceLoader resources, BeanFactory beans) {
        this.properties = properties;
        this.resources = resources;
        this.beans = beans;
    }

    /** The migrator of the only database. */
    Migrator only(DataSources dataSources) {
        return migrator(MigratedDatabase.DEFAULT, properties, dataSources);
    }

    /** The migrator of one of {@code kmigrate.databases.*}. */
    Migrator named(String name) {
        return migrator(name, properties.of(name), () -> dataSource(name));
    }

    /**
     * Whether a data source is of a database that is migrated. Where there is one only, every data source is taken for
     * its: another role, or a URL, often is the same database by another way.
     */
    boolean manages(DataSource dataSource) {
        return properties.databases().isEmpty()
                || properties.databases().keySet().stream()
                        .map(this::beanName)
                        .anyMatch(bean -> beans.containsBean(bean) && beans.getBean(bean) == dataSource);
    }

    private Migrator migrator(String name, KmigrateProperties own, DataSources dataSources) {
        MigratorBuilder builder = Migrator.builder()
                .dataSource(database(own, dataSources))
                .recursive(own.recursive())
                .versionTable(new TableName(own.schema(), own.versionTable()))
                .transaction(own.transaction())
                .online(own.online())
                .lockTimeout(own.lockTimeout())
                .lockRetries(own.lockRetries())
                .addParameters(own.parameters())
                .addSecrets(secrets(own))
                .ignoreUnknownRevisions(own.ignoreUnknownRevisions())
                .pooled(own.pooled())
                .listener(listener(name))
                .warnings(warning -> LOG.warn("{}: {}", name, warning));
        addScripts(builder, own);
        Optional.ofNullable(own.tag()).ifPresent(builder::tag);
        Optional.ofNullable(own.onlineCommand()).ifPresent(builder::onlineCommand);
        Optional.ofNullable(own.importedFrom())
                .ifPresent(tool -> builder.importedFrom(new ImportSettings(tool, importedTable(own), own.alsoWrite())));
        Optional.ofNullable(own.environment()).ifPresent(builder::environment);
        Optional.ofNullable(own.statementLockTimeout()).ifPresent(builder::statementLockTimeout);
        Optional.ofNullable(own.statementTimeout()).ifPresent(builder::statementTimeout);
        Optional.ofNullable(own.cacheFolder()).ifPresent(builder::cacheFolder);
        ordered(StepHook.class).forEach(builder::addHook);
        ordered(MigratorCustomizer.class).forEach(customizer -> customizer.customize(builder, name));
        return builder.build();
    }

    private static @Nullable TableName importedTable(KmigrateProperties own) {
        return own.importedTable() == null ? null : TableName.parse(own.importedTable());
    }

    /** Those of a URL are known; a data source of the application's tells none. */
    private List<String> secrets(KmigrateProperties own) {
        Environment environment = beans.getBean(Environment.class);
        String user = environment.getProperty("spring.datasource.username", "");
        return Stream.of(own.password(), environment.getProperty("spring.datasource.password"))
                .filter(Objects::nonNull)
                .filter(secret -> !secret.equals(user))
                .toList();
    }

    private ExecutionListener listener(String name) {
        List<DatabaseListener> ours = ordered(DatabaseListener.class).toList();
        List<ExecutionListener> others = ordered(ExecutionListener.class).toList();
        return event -> {
            ours.forEach(listener -> listener.on(name, event));
            others.forEach(listener -> listener.on(event));
        };
    }

    private <T> Stream<T> ordered(Class<T> type) {
        return beans.getBeanProvider(type).orderedStream();
    }

    private void addScripts(MigratorBuilder builder, KmigrateProperties own) {
        ClassLoader classes =
                Optional.ofNullable(resources.getClassLoader()).orElseGet(MigratorFactory.class::getClassLoader);
        builder.scripts(own.scripts().toArray(Path[]::new));
        boolean isUnsaid = own.bundles().isEmpty() && own.scripts().isEmpty();
        List<String> bundles = isUnsaid ? List.of(Bundle.NAME) : own.bundles();
        bundles.forEach(bundle -> builder.addBundle(bundle, classes));
    }

    private static DataSource database(KmigrateProperties own, DataSources dataSources) {
        if (own.url() != null) {
            DatabaseUrl url = DatabaseUrl.parse(own.url());
            return own.user() == null
                    ? url.dataSource()
                    : url.withCredentials(own.user(), own.password()).dataSource();
        }
        DataSource bean = dataSources.bean();
        return own.user() == null
                ? bean
                : DataSourceBuilder.derivedFrom(bean)
                        .type(SimpleDriverDataSource.class)
                        .username(own.user())
                        .password(own.password())
                        .build();
    }

    private DataSource dataSource(String name) {
        return beans.getBean(beanName(name), DataSource.class);
    }

    /** The bean of the database's name, {@code billing} or {@code billingDataSource}, unless another one is named. */
    private String beanName(String name) {
        String bean =
                Objects.requireNonNull(properties.databases().get(name), name).dataSource();
        String longName = name + "DataSource";
        String found = !beans.containsBean(name) && beans.containsBean(longName) ? longName : name;
        return bean == null ? found : bean;
    }

    /** Where the bean of the database comes from, if the properties name no URL. */
    @FunctionalInterface
    interface DataSources {
        DataSource bean();
    }
}

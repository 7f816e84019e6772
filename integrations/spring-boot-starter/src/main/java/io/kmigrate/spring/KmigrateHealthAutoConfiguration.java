package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.Migrator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health of the migrations, where the application asks for health at all. */
@AutoConfiguration(after = KmigrateAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Migrator.class)
@ConditionalOnEnabledHealthIndicator("kmigrate")
@EnableConfigurationProperties(KmigrateProperties.class)
@API(status = INTERNAL, since = "0.1")
public class KmigrateHealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "kmigrateHealthIndicator")
    HealthContributor kmigrateHealthIndicator(ListableBeanFactory beans, KmigrateProperties properties) {
        Map<String, KmigrateHealthIndicator> indicators = new LinkedHashMap<>();
        MigratedDatabase.all(beans, properties)
                .forEach(database -> indicators.put(
                        database.name(), new KmigrateHealthIndicator(database.migrator(), database.target())));
        return indicators.size() == 1
                ? indicators.values().iterator().next()
                : CompositeHealthContributor.fromMap(indicators);
    }
}

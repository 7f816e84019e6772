package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.Migrator;
import org.apiguardian.api.API;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health of the migrations, where the application asks for health at all. */
@AutoConfiguration(after = KmigrateAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(Migrator.class)
@ConditionalOnEnabledHealthIndicator("kmigrate")
@EnableConfigurationProperties(KmigrateProperties.class)
@API(status = INTERNAL, since = "0.1")
public class KmigrateHealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "kmigrateHealthIndicator")
    KmigrateHealthIndicator kmigrateHealthIndicator(Migrator migrator, KmigrateProperties properties) {
        return new KmigrateHealthIndicator(migrator, properties.target());
    }
}

package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.micrometer.core.instrument.MeterRegistry;
import org.apiguardian.api.API;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Meters, where Micrometer is on the class path. */
@AutoConfiguration(after = KmigrateAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MigratorFactory.class)
@API(status = INTERNAL, since = "0.1")
public class KmigrateMetricsAutoConfiguration {
    @Bean
    KmigrateMetrics kmigrateMetrics(ListableBeanFactory beans, KmigrateProperties properties) {
        return new KmigrateMetrics(() -> MigratedDatabase.all(beans, properties));
    }
}

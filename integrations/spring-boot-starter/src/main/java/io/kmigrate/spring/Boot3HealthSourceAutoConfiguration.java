package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.Migrator;
import io.kmigrate.spring.boot3.HealthSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** What the health of Spring Boot 3 asks. */
@AutoConfiguration(
        after = KmigrateAutoConfiguration.class,
        beforeName = "io.kmigrate.spring.boot3.Boot3HealthAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnBean(Migrator.class)
@EnableConfigurationProperties(KmigrateProperties.class)
@API(status = INTERNAL, since = "0.1")
public class Boot3HealthSourceAutoConfiguration {
    @Bean
    HealthSource kmigrateHealthSource(ListableBeanFactory beans, KmigrateProperties properties) {
        Map<String, Supplier<HealthSource.Answer>> databases = new LinkedHashMap<>();
        MigratedDatabase.all(beans, properties)
                .forEach(database -> databases.put(
                        database.name(), () -> DatabaseHealth.of(database.migrator(), database.target())));
        return () -> databases;
    }
}

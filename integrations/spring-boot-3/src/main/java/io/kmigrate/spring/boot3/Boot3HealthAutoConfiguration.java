package io.kmigrate.spring.boot3;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health of the migrations on Spring Boot 3. */
@AutoConfiguration
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(HealthSource.class)
@ConditionalOnEnabledHealthIndicator("kmigrate")
@API(status = INTERNAL, since = "0.1")
public class Boot3HealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "kmigrateHealthIndicator")
    HealthContributor kmigrateHealthIndicator(HealthSource source) {
        Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
        source.databases().forEach((name, answer) -> indicators.put(name, () -> health(answer)));
        return indicators.size() == 1
                ? indicators.values().iterator().next()
                : CompositeHealthContributor.fromMap(indicators);
    }

    private static Health health(Supplier<HealthSource.Answer> asked) {
        HealthSource.Answer answer = asked.get();
        return Health.status(answer.status()).withDetails(answer.details()).build();
    }
}

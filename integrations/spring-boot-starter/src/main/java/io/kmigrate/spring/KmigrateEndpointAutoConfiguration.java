package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.Migrator;
import org.apiguardian.api.API;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The endpoint, where the application exposes it. */
@AutoConfiguration(after = KmigrateAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(Migrator.class)
@ConditionalOnAvailableEndpoint(KmigrateEndpoint.class)
@EnableConfigurationProperties(KmigrateProperties.class)
@API(status = INTERNAL, since = "0.1")
public class KmigrateEndpointAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    KmigrateEndpoint kmigrateEndpoint(ListableBeanFactory beans, KmigrateProperties properties) {
        return new KmigrateEndpoint(MigratedDatabase.all(beans, properties));
    }
}

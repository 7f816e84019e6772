package io.kmigrate.spring;

import io.kmigrate.Migrator;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.AnnotationMetadata;

/** A migrator for each of {@code kmigrate.databases.*}. */
final class NamedMigrators implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    NamedMigrators(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        names(environment)
                .forEach(name -> registry.registerBeanDefinition(MigratedDatabase.beanName(name), definition(name)));
    }

    private static BeanDefinition definition(String name) {
        RootBeanDefinition definition = new RootBeanDefinition(Migrator.class);
        definition.setFactoryBeanName(KmigrateAutoConfiguration.FACTORY);
        definition.setFactoryMethodName("named");
        definition.getConstructorArgumentValues().addGenericArgumentValue(name);
        return definition;
    }

    private static Set<String> names(Environment environment) {
        return Binder.get(environment)
                .bind("kmigrate.databases", Bindable.mapOf(String.class, KmigrateProperties.Database.class))
                .orElseGet(Map::of)
                .keySet();
    }

    /** The properties name databases. */
    static final class AreThere implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !names(context.getEnvironment()).isEmpty();
        }
    }

    /** The properties name no databases. */
    static final class AreMissing implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return names(context.getEnvironment()).isEmpty();
        }
    }
}

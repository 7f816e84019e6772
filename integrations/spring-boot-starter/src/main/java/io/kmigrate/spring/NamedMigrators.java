package io.kmigrate.spring;

import io.kmigrate.Migrator;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** A migrator for each of {@code kmigrate.databases.*}. */
final class NamedMigrators implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        names(environment)
                .forEach(name -> registry.registerBean(
                        MigratedDatabase.beanName(name),
                        Migrator.class,
                        spec -> spec.supplier(
                                context -> context.bean(MigratorFactory.class).named(name))));
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

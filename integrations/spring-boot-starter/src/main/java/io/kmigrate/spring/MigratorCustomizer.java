package io.kmigrate.spring;

import io.kmigrate.MigratorBuilder;

/** A bean of this type has the last word about the migrator that is made from properties. */
@FunctionalInterface
public interface MigratorCustomizer {
    void customize(MigratorBuilder builder);
}

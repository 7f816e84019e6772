package io.kmigrate.spring;

import io.kmigrate.Migrator;

/** A bean of this type has the last word about the migrator that is made from properties. */
@FunctionalInterface
public interface MigratorCustomizer {
    void customize(Migrator.Builder builder);
}

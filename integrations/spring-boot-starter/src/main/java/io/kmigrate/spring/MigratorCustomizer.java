package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.MigratorBuilder;
import org.apiguardian.api.API;

/** A bean of this type has the last word about the migrators that are made from properties. */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface MigratorCustomizer {
    void customize(MigratorBuilder builder);

    /** The same for one of several databases: override it where they differ. */
    default void customize(MigratorBuilder builder, String database) {
        customize(builder);
    }
}

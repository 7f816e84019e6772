package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.MigratorBuilder;
import org.apiguardian.api.API;

/** A bean of this type has the last word about the migrator that is made from properties. */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface MigratorCustomizer {
    void customize(MigratorBuilder builder);
}

package io.kmigrate.plan;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Deployment;
import io.kmigrate.revision.Migration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The places where scripts do different things: to be looked at one by one where it is not known which it will be. */
@API(status = INTERNAL, since = "0.1")
public final class Branches {
    private final List<Migration> migrations;
    private final @Nullable String environment;

    /** {@code environment}: null for any, and none. */
    public Branches(List<Migration> migrations, @Nullable String environment) {
        this.migrations = migrations;
        this.environment = environment;
    }

    /**
     * One place for each database that scripts name, of those given, and one for all others; each once for every
     * environment that scripts name, and once for none.
     */
    public List<Deployment> of(List<String> databases) {
        List<Deployment> places = new ArrayList<>();
        for (String database : distinguished(databases)) {
            for (String name : environments()) {
                places.add(new Deployment(database, name.isEmpty() ? null : name));
            }
        }
        return places;
    }

    private Set<String> distinguished(List<String> databases) {
        Set<String> named = migrations.stream()
                .flatMap(migration -> migration.databases().stream())
                .collect(Collectors.toSet());
        Set<String> result = new LinkedHashSet<>();
        databases.stream()
                .filter(database -> !named.contains(database))
                .findFirst()
                .ifPresent(result::add);
        databases.stream().filter(named::contains).forEach(result::add);
        return result;
    }

    private Set<String> environments() {
        Set<String> result = new LinkedHashSet<>();
        result.add(environment == null ? "" : environment);
        if (environment == null) {
            migrations.forEach(migration -> result.addAll(migration.options().onlyIn()));
        }
        return result;
    }
}

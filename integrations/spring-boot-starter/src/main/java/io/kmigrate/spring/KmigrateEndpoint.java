package io.kmigrate.spring;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Tells which revisions the databases have: {@code /actuator/kmigrate}. */
@Endpoint(id = "kmigrate")
@API(status = STABLE, since = "0.1")
public final class KmigrateEndpoint {
    private final List<MigratedDatabase> databases;

    public KmigrateEndpoint(List<MigratedDatabase> databases) {
        this.databases = List.copyOf(databases);
    }

    /** By the name of the database. */
    @ReadOperation
    public Map<String, DatabaseDescription> databases() {
        Map<String, DatabaseDescription> all = new LinkedHashMap<>();
        databases.forEach(database -> all.put(database.name(), DatabaseDescription.of(database.migrator())));
        return all;
    }
}

package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Where a rule applies.
 *
 * @param names of dialects; empty for all
 * @param versions the versions in words, for the documentation
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Databases(List<String> names, String versions) {
    public static final Databases ALL = new Databases(List.of(), "every database");

    public Databases {
        names = List.copyOf(names);
    }

    public boolean include(String dialect) {
        return names.isEmpty() || names.contains(dialect);
    }
}

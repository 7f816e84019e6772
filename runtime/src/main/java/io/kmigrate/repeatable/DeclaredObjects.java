package io.kmigrate.repeatable;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.RepeatableMessages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** All that the scripts declare, and what of it is for one database. */
@API(status = INTERNAL, since = "0.1")
public record DeclaredObjects(List<DeclaredRepeatable> all) {
    public DeclaredObjects {
        all = List.copyOf(all);
    }

    /**
     * Those for a kind of database and an environment.
     *
     * @throws MigrationException naming all that are declared twice
     */
    public List<DeclaredRepeatable> on(String database, @Nullable String environment) {
        List<DeclaredRepeatable> here = all.stream()
                .filter(object -> object.isFor(database, environment))
                .toList();
        List<Problem> problems = duplicates(here);
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
        return here;
    }

    private static List<Problem> duplicates(List<DeclaredRepeatable> here) {
        Map<String, DeclaredRepeatable> first = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (DeclaredRepeatable object : here) {
            DeclaredRepeatable other = first.putIfAbsent(object.object().key(), object);
            if (other != null) {
                problems.add(RepeatableMessages.duplicate(object.object().key(), place(other))
                        .at(object.location()));
            }
        }
        return problems;
    }

    private static String place(DeclaredRepeatable object) {
        Location location = object.location();
        return location == null ? object.file() : location.toString();
    }

    /**
     * What is wrong with them whatever the database: each declared twice for one, and names that mean nothing.
     *
     * @param databases the names of the dialects to look at
     * @param tables the names of the tables that the scripts make
     */
    public List<Problem> problems(Collection<String> databases, Set<String> tables, @Nullable String environment) {
        Set<String> environments = new TreeSet<>();
        all.forEach(object -> environments.addAll(object.environments()));
        List<Problem> problems = new ArrayList<>();
        for (String database : databases) {
            if (environment != null || environments.isEmpty()) {
                problems.addAll(duplicates(here(database, environment)));
            }
            for (String other : environment == null ? environments : Set.<String>of()) {
                problems.addAll(duplicates(here(database, other)));
            }
        }
        for (DeclaredRepeatable object : all) {
            object.object().needs().stream()
                    .filter(need -> !tables.contains(need) && !isDeclared(need))
                    .forEach(need -> problems.add(
                            RepeatableMessages.unknownNeed(object.object().key(), need)
                                    .at(object.location())));
        }
        return problems.stream().distinct().toList();
    }

    private List<DeclaredRepeatable> here(String database, @Nullable String environment) {
        return all.stream()
                .filter(object -> object.isFor(database, environment))
                .toList();
    }

    private boolean isDeclared(String need) {
        return all.stream().anyMatch(other -> RepeatableGraph.isNameOf(need, other.object()));
    }
}

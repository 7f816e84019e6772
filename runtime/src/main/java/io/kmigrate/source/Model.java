package io.kmigrate.source;

import static org.apiguardian.api.API.Status.STABLE;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Where an application declares the tables it wants: in Exposed's words, or as the SQL that creates them.
 *
 * @param tables classes, Kotlin objects, or packages, which are searched with all below them
 * @param classPath folders and jar files that hold them; {@code folder/*} is every jar in it. Empty for the
 *     application's own class path
 * @param scripts {@code *.tables.kts} scripts, or folders of them; or {@code *.sql} files with the statements that
 *     create the tables, such as those that Hibernate writes. They are run in a scratch schema of the database
 */
@API(status = STABLE, since = "0.1")
public record Model(List<String> tables, List<Path> classPath, List<Path> scripts) {
    public Model {
        tables = List.copyOf(tables);
        classPath = List.copyOf(classPath);
        scripts = List.copyOf(scripts);
    }

    /** Tables among the application's own classes. */
    public static Model ofTables(String... names) {
        return new Model(List.of(names), List.of(), List.of());
    }

    /** Tables in scripts: all but SQL needs what reads scripts, such as {@code kmigrate-dsl}. */
    public static Model ofScripts(Path... places) {
        return new Model(List.of(), List.of(), List.of(places));
    }
}

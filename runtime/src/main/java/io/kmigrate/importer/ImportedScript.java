package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.Repeatable;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A script of objects that the other tool made again at each change of their text.
 *
 * @param name of the script, below the folder of all
 * @param origin how the other tool finds it again; several scripts may come from one file
 * @param source all that the tool runs of it
 * @param objects one, or the same one as each kind of database has it
 * @param remarks what a person should know, a sentence each
 */
@API(status = INTERNAL, since = "0.1")
public record ImportedScript(
        String name, Origin origin, List<ImportedStep> source, List<DeclaredRepeatable> objects, List<String> remarks) {
    private static final String SUFFIX = ".repeatable.kts";
    private static final int LONGEST_NAME = 80;

    public ImportedScript {
        source = List.copyOf(source);
        objects = List.copyOf(objects);
        remarks = List.copyOf(remarks);
    }

    /** One of an object, for every database. */
    static ImportedScript of(Repeatable object, Origin origin, List<ImportedStep> source, List<String> remarks) {
        String name = name(object);
        DeclaredRepeatable declared =
                new DeclaredRepeatable(object, name, Set.of(), Set.copyOf(origin.environments()), null);
        return new ImportedScript(name, origin, source, List.of(declared), remarks);
    }

    /** The key of its object. */
    public String key() {
        return objects.get(0).object().key();
    }

    /** The same object always has the same one, so that a second import finds it. */
    private static String name(Repeatable object) {
        String words = object.key().replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
        boolean isShort = words.length() <= LONGEST_NAME;
        String stem = isShort
                ? words
                : words.substring(0, LONGEST_NAME) + "_"
                        + Integer.toHexString(object.key().hashCode());
        return stem + SUFFIX;
    }

    /** The same in every environment. */
    ImportedScript everywhere() {
        return new ImportedScript(
                name,
                origin.everywhere(),
                source,
                objects.stream()
                        .map(object -> new DeclaredRepeatable(
                                object.object(), object.file(), object.databases(), Set.of(), object.location()))
                        .toList(),
                remarks);
    }
}

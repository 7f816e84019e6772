package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.Export;
import io.kmigrate.importer.ExportedObjects;
import io.kmigrate.importer.ExportedRevision;
import io.kmigrate.importer.ExportedRevision.Statements;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.message.ImportMessages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Writes revisions as files of Flyway. Their versions are higher than all that are there: Flyway refuses a lower one
 * that comes later.
 */
@API(status = INTERNAL, since = "0.1")
public final class FlywayExport {
    private final String folder;
    private final boolean withUndo;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Map<String, String> changed = new LinkedHashMap<>();
    private final Map<String, ImportMap.Objects> scripts = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final ImportMap known;
    private FlywayVersion last;

    /**
     * @param folder where files are written, as paths show it
     * @param there names of the files that are in the folder and below it
     * @param withUndo whether to write U files, which paid editions of Flyway run
     */
    public FlywayExport(String folder, Collection<String> there, ImportMap known, boolean withUndo) {
        this.folder = folder;
        this.known = known;
        this.withUndo = withUndo;
        this.last = Stream.concat(
                        known.origins().values().stream()
                                .map(Origin::key)
                                .filter(FlywayVersion::isOne)
                                .map(FlywayVersion::new),
                        there.stream().flatMap(name -> version(name).stream()))
                .max(FlywayVersion::compareTo)
                .orElse(new FlywayVersion("0"));
    }

    private static Optional<FlywayVersion> version(String name) {
        return FlywayFile.of(Path.of(name), name, FlywaySettings.standard())
                .flatMap(file -> Optional.ofNullable(file.version()));
    }

    /** The files, in the order of an upgrade. */
    public Export of(List<ExportedRevision> revisions) {
        revisions.forEach(this::add);
        return new Export(files, changed, origins, scripts, remarks);
    }

    /**
     * The same with repeatable files. One that is there as it was imported or exported is replaced.
     *
     * @param texts those of files that are there, by path
     */
    public Export of(
            List<ExportedRevision> revisions, List<ExportedObjects> objects, Function<String, Optional<String>> texts) {
        objects.forEach(file -> add(file, texts));
        order(objects);
        return of(revisions);
    }

    private void add(ExportedObjects file, Function<String, Optional<String>> texts) {
        String path = path(file, texts);
        StringBuilder text = new StringBuilder("-- " + file.title() + "\n");
        file.statements()
                .forEach(sql -> text.append(file.dialect().script().statement(sql.strip()))
                        .append('\n'));
        Origin before = file.before();
        boolean isOurs = before != null
                && texts.apply(path)
                        .map(FlywayChecksum::of)
                        .filter(sum -> Integer.toString(sum).equals(before.checksum()))
                        .isPresent();
        add(isOurs ? changed : files, path, text.toString(), true);
        String sum = Integer.toString(FlywayChecksum.of(text.toString()));
        scripts.putAll(file.known(new Origin(before == null ? path : before.file(), description(path), sum)));
        file.onlyOnce().forEach(key -> remarks.add(ImportMessages.runsOnce(path, key)));
    }

    /** Imported files are named as they are below the location. */
    private String path(ExportedObjects file, Function<String, Optional<String>> texts) {
        Origin before = file.before();
        return before == null
                ? folder + "/R__" + file.slug() + ".sql"
                : Stream.of(folder + "/" + before.file(), before.file())
                        .filter(path -> texts.apply(path).isPresent())
                        .findFirst()
                        .orElse(folder + "/" + Path.of(before.file()).getFileName());
    }

    private static String description(String path) {
        return FlywayFile.of(Path.of(path), path, FlywaySettings.standard())
                .map(FlywayFile::description)
                .orElse("");
    }

    /** Flyway runs them in the order of their descriptions. */
    private void order(List<ExportedObjects> all) {
        for (ExportedObjects needed : all) {
            for (ExportedObjects user : needed.users(all)) {
                if (words(user).compareTo(words(needed)) < 0) {
                    remarks.add(ImportMessages.runsBefore(words(user), words(needed)));
                }
            }
        }
    }

    private String words(ExportedObjects file) {
        Origin before = file.before();
        return before == null
                ? "R__" + file.slug() + ".sql"
                : String.valueOf(Path.of(before.file()).getFileName());
    }

    private void add(ExportedRevision revision) {
        Origin before = known.origins().get(revision.revision().id());
        String version = before == null ? next(revision) : before.key();
        String name = before == null
                ? "V" + version + "__" + revision.slug() + ".sql"
                : String.valueOf(Path.of(before.file()).getFileName());
        String text = text(revision, revision.up().sql());
        String path = folder + "/" + name;
        add(files, path, text, revision.up().inTransaction());
        origins.put(revision.revision().id(), new Origin(path, version, Integer.toString(FlywayChecksum.of(text))));
        Statements down = revision.down();
        if (withUndo && down != null) {
            add(files, folder + "/U" + name.substring(1), text(revision, down.sql()), down.inTransaction());
        }
    }

    private static void add(Map<String, String> files, String path, String text, boolean inTransaction) {
        files.put(path, text);
        StringBuilder settings = new StringBuilder();
        if (!inTransaction) {
            settings.append("executeInTransaction=false\n");
        }
        if (text.contains("${")) {
            settings.append("placeholderReplacement=false\n");
        }
        if (!settings.isEmpty()) {
            files.put(path + ".conf", settings.toString());
        }
    }

    private static String text(ExportedRevision revision, List<String> statements) {
        StringBuilder text = new StringBuilder("-- " + revision.title() + "\n");
        statements.forEach(sql ->
                text.append(revision.dialect().script().statement(sql.strip())).append('\n'));
        return text.toString();
    }

    /** The id itself, where it is a version that is high enough. */
    private String next(ExportedRevision revision) {
        String id = revision.revision().id().replaceFirst("^[vV](?=\\d)", "");
        boolean isHigh = FlywayVersion.isOne(id)
                && new FlywayVersion(id).compareTo(last) > 0
                && id.matches("[\\d.]+")
                && revision.revision().id().matches("[vV].*");
        last = isHigh ? new FlywayVersion(id) : last.next();
        return last.text();
    }
}

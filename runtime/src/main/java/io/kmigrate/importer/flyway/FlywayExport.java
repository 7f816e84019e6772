package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.Export;
import io.kmigrate.importer.ExportedRevision;
import io.kmigrate.importer.ExportedRevision.Statements;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.ImportedRevision.Origin;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return new Export(files, Map.of(), origins, List.of());
    }

    private void add(ExportedRevision revision) {
        Origin before = known.origins().get(revision.revision().id());
        String version = before == null ? next(revision) : before.key();
        String name = before == null
                ? "V" + version + "__" + revision.slug() + ".sql"
                : String.valueOf(Path.of(before.file()).getFileName());
        String text = text(revision, revision.up().sql());
        String path = folder + "/" + name;
        add(path, text, revision.up().inTransaction());
        origins.put(revision.revision().id(), new Origin(path, version, Integer.toString(FlywayChecksum.of(text))));
        Statements down = revision.down();
        if (withUndo && down != null) {
            add(folder + "/U" + name.substring(1), text(revision, down.sql()), down.inTransaction());
        }
    }

    private void add(String path, String text, boolean inTransaction) {
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

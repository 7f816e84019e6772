package io.kmigrate.importer.flyway;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.ImportedHistory;
import io.kmigrate.importer.ImportedHistory.LeftOut;
import io.kmigrate.importer.ImportedRevision;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.importer.ImportedScript;
import io.kmigrate.importer.ImportedStep;
import io.kmigrate.importer.ObjectFiles;
import io.kmigrate.importer.SqlFileImport;
import io.kmigrate.importer.StatementImport;
import io.kmigrate.importer.flyway.FlywayFile.Kind;
import io.kmigrate.message.ImportMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads the migrations of Flyway below folders as one history, in the order in which Flyway applies them. */
@API(status = INTERNAL, since = "0.1")
public final class FlywayReader {
    private static final String TOOL = "flyway";

    private final Path base;
    private final Dialect dialect;
    private final FlywaySettings settings;
    private final StatementImport statements;
    private final List<ImportedRevision> revisions = new ArrayList<>();
    private final List<ImportedScript> scripts = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    /**
     * @param base where relative folders begin
     * @param sqlOnly keeps every statement as it is
     */
    public FlywayReader(Path base, Dialect dialect, FlywaySettings settings, boolean sqlOnly) {
        this(base, settings, new StatementImport(dialect, sqlOnly));
    }

    /** @param statements know the schema that the history begins at */
    public FlywayReader(Path base, FlywaySettings settings, StatementImport statements) {
        this.base = base;
        this.dialect = statements.dialect();
        this.settings = settings;
        this.statements = statements;
    }

    /**
     * The history.
     *
     * @throws MigrationException for folders that are not there, and versions that two files have
     */
    public ImportedHistory read(List<Path> folders) {
        FlywayFolders found = new FlywayFolders(base, dialect, settings);
        folders.forEach(found::read);
        leftOut.addAll(found.leftOut());
        List<FlywayFile> files = found.files();
        if (files.isEmpty()) {
            throw ImportMessages.nothingToImport(
                            folders.stream().map(Path::toString).toList())
                    .exception();
        }
        List<FlywayFile> undos = of(files, Kind.UNDO);
        for (FlywayFile file : versions(files)) {
            Optional<FlywayFile> undo = undos.stream()
                    .filter(other -> version(other).isSame(version(file)))
                    .findFirst();
            undo.ifPresent(undos::remove);
            add("v" + version(file).text(), file, undo.orElse(null));
        }
        undos.forEach(file -> leftOut.add(new LeftOut(file.shown(), "no migration has the version that it reverts")));
        repeatables(of(files, Kind.REPEATABLE));
        return new ImportedHistory(TOOL, dialect.name(), revisions, scripts, leftOut);
    }

    /** Flyway runs them after all versions, in the order of their descriptions. */
    private void repeatables(List<FlywayFile> files) {
        List<FlywayFile> sorted = files.stream()
                .sorted(Comparator.comparing(FlywayFile::description))
                .toList();
        ObjectFiles found = new ObjectFiles(dialect);
        for (FlywayFile file : sorted) {
            List<String> remarks = new ArrayList<>();
            boolean transactional = isTransactional(file);
            List<ImportedStep> steps = steps(file, statements.fork(), transactional, remarks);
            found.add(file.shown(), origin(file), steps, remarks, transactional);
        }
        scripts.addAll(found.scripts());
        Map<String, String> reasons = found.reasons();
        sorted.stream()
                .filter(file -> reasons.containsKey(file.shown()))
                .forEach(file -> addRepeatable(file, String.valueOf(reasons.get(file.shown()))));
    }

    /** The order in which Flyway applies them: repeatable ones at the end. */
    public static Comparator<ImportedRevision> order() {
        return (one, other) -> {
            String left = one.origin().key();
            String right = other.origin().key();
            boolean isVersion = FlywayVersion.isOne(left) && FlywayVersion.isOne(right);
            return isVersion
                    ? new FlywayVersion(left).compareTo(new FlywayVersion(right))
                    : Boolean.compare(!FlywayVersion.isOne(left), !FlywayVersion.isOne(right));
        };
    }

    private static FlywayVersion version(FlywayFile file) {
        return Objects.requireNonNull(file.version());
    }

    private static List<FlywayFile> of(List<FlywayFile> files, Kind kind) {
        return new ArrayList<>(
                files.stream().filter(file -> file.kind() == kind).toList());
    }

    /** In order; a baseline stands for the versions beneath it, unless their own files are there. */
    private List<FlywayFile> versions(List<FlywayFile> files) {
        List<FlywayFile> versions = of(files, Kind.VERSIONED);
        for (FlywayFile baseline : of(files, Kind.BASELINE)) {
            boolean isCovered = versions.stream().anyMatch(file -> version(file).compareTo(version(baseline)) <= 0);
            if (isCovered) {
                leftOut.add(new LeftOut(baseline.shown(), "the versions that it stands for are imported themselves"));
            } else {
                versions.add(baseline);
            }
        }
        versions.sort(Comparator.comparing(FlywayReader::version));
        for (int place = 1; place < versions.size(); place++) {
            FlywayFile before = versions.get(place - 1);
            FlywayFile file = versions.get(place);
            if (version(before).isSame(version(file))) {
                throw ImportMessages.versionTwice(version(file).text(), before.shown(), file.shown())
                        .exception();
            }
        }
        return versions;
    }

    private void add(String id, FlywayFile file, @Nullable FlywayFile undo) {
        List<String> remarks = new ArrayList<>();
        boolean transactional = isTransactional(file);
        List<ImportedStep> up = steps(file, statements, transactional, remarks);
        List<ImportedStep> down = undo == null ? null : steps(undo, statements.fork(), transactional, remarks);
        revisions.add(new ImportedRevision(
                id,
                revisions.isEmpty()
                        ? List.of()
                        : List.of(revisions.get(revisions.size() - 1).id()),
                file.description().isEmpty() ? file.name() : file.description(),
                origin(file),
                up,
                down,
                transactional,
                remarks));
    }

    private Origin origin(FlywayFile file) {
        String checksum = file.isCode() ? "" : String.valueOf(FlywayChecksum.of(text(file)));
        return new Origin(file.name(), file.key(), checksum);
    }

    /** One that does more than to make objects runs once, at the end. */
    private void addRepeatable(FlywayFile file, String reason) {
        String words = file.description().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
        add("r_" + words, file, null);
        ImportedRevision last = revisions.remove(revisions.size() - 1);
        List<String> remarks = new ArrayList<>(last.remarks());
        remarks.add("it was repeatable, and stays a revision: %s. A later change of its text is a new revision"
                .formatted(reason));
        revisions.add(last.with(last.parents(), remarks));
    }

    private List<ImportedStep> steps(
            FlywayFile file, StatementImport into, boolean transactional, List<String> remarks) {
        String text = text(file);
        if (file.isCode()) {
            return List.of(ImportedStep.byHand(text, file.shown(), "it is code: write it as data { } in Kotlin"));
        }
        FlywayPlaceholders placeholders = new FlywayPlaceholders(settings.with(FlywayScriptSettings.of(file.path())));
        String filled = placeholders.filled(text, file.name());
        SqlFileImport sql = new SqlFileImport(into, transactional);
        into.expect(Stream.of(filled));
        List<ImportedStep> steps = sql.read(filled, file.shown());
        steps.addAll(into.late(file.shown()));
        remarks.addAll(sql.remarks());
        List<String> missing = List.copyOf(placeholders.missing());
        return missing.isEmpty() ? steps : withoutValues(steps, missing);
    }

    private List<ImportedStep> withoutValues(List<ImportedStep> steps, List<String> missing) {
        return steps.stream()
                .map(step -> missing.stream()
                        .filter(name -> step.text()
                                .contains(settings.placeholderPrefix() + name + settings.placeholderSuffix()))
                        .findFirst()
                        .map(name -> ImportedStep.byHand(
                                step.text(),
                                step.place(),
                                "the placeholder %s has no value: give it with --placeholder %s=VALUE"
                                        .formatted(name, name)))
                        .orElse(step))
                .toList();
    }

    private static boolean isTransactional(FlywayFile file) {
        return new FlywaySettings(FlywayScriptSettings.of(file.path())).groups();
    }

    private String text(FlywayFile file) {
        try {
            return Files.readString(file.path(), settings.encoding()).replace("\uFEFF", "");
        } catch (IOException unreadable) {
            throw new MigrationException(
                    ImportMessages.unreadable(file.shown(), "it is no text in " + settings.encoding()), unreadable);
        }
    }
}

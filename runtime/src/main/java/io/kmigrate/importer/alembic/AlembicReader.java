package io.kmigrate.importer.alembic;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.importer.Baseline;
import io.kmigrate.importer.ImportedHistory;
import io.kmigrate.importer.ImportedHistory.LeftOut;
import io.kmigrate.importer.ImportedRevision;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.importer.ImportedStep;
import io.kmigrate.importer.StatementImport;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.Revision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads the revisions of an Alembic project. Ids and graph stay as they are. */
@API(status = INTERNAL, since = "0.1")
public final class AlembicReader {
    private static final String TOOL = "alembic";

    private final Path base;
    private final Dialect dialect;
    private final String python;
    private final boolean stub;
    private final Map<String, String> types;

    /**
     * @param base where relative paths begin
     * @param python an interpreter that has Alembic: a path or a word
     * @param stub goes on where modules are missing
     * @param types of the database, by the names of classes that are missing
     */
    public AlembicReader(Path base, Dialect dialect, String python, boolean stub, Map<String, String> types) {
        this.base = base;
        this.dialect = dialect;
        this.python = python;
        this.stub = stub;
        this.types = Map.copyOf(types);
    }

    /**
     * The history.
     *
     * @param folders with revisions, or with a folder {@code versions} of them
     * @param sqlOnly keeps every statement as SQL
     * @throws MigrationException for an interpreter or revisions that cannot be used
     */
    public ImportedHistory read(List<Path> folders, boolean sqlOnly, Baseline baseline) {
        for (Path folder : folders) {
            if (!Files.isDirectory(base.resolve(folder))) {
                throw ImportMessages.noFolder(folder.toString()).exception();
            }
        }
        Facts recorded = new Recording(base, python).of(folders, dialect.name(), stub, types);
        check(recorded);
        Map<String, Facts> known = recorded.all("revisions").stream()
                .collect(Collectors.toMap(facts -> facts.text("revision"), Function.identity(), (one, other) -> one));
        if (known.isEmpty()) {
            throw ImportMessages.nothingToImport(
                            folders.stream().map(Path::toString).toList())
                    .exception();
        }
        RevisionGraph graph = RevisionGraph.of(
                recorded.all("revisions").stream().map(AlembicReader::node).toList());
        return baseline.before(dialect, sqlOnly, statements -> {
            List<ImportedRevision> revisions = new ArrayList<>();
            for (Revision revision : graph.all()) {
                revisions.add(imported(Objects.requireNonNull(known.get(revision.id())), statements));
            }
            return new ImportedHistory(TOOL, dialect.name(), revisions, leftOut(recorded));
        });
    }

    private void check(Facts recorded) {
        if (recorded.has("absent")) {
            throw ImportMessages.noTool(python, recorded.text("absent")).exception();
        }
        if (recorded.has("unknown")) {
            throw ImportMessages.unknownDatabase("Alembic", recorded.text("unknown"))
                    .exception();
        }
        List<Problem> problems = new ArrayList<>(recorded.all("problems").stream()
                .map(facts ->
                        ImportMessages.unreadable(facts.text("file") + ":" + facts.text("line"), facts.text("reason")))
                .toList());
        if (!stub && !recorded.texts("missing").isEmpty()) {
            problems.add(ImportMessages.missingModules(recorded.texts("missing")));
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    private static Revision node(Facts facts) {
        return new Revision(
                facts.text("revision"),
                facts.texts("parents"),
                facts.texts("depends"),
                facts.texts("labels"),
                facts.text("message"),
                facts.text("file"));
    }

    private static ImportedRevision imported(Facts facts, StatementImport statements) {
        String file = facts.text("file");
        boolean isTransactional = facts.is("transactional");
        RecordedSteps ups = new RecordedSteps(statements, isTransactional, file);
        List<ImportedStep> up = ups.of(facts.all("upgrade"));
        RecordedSteps downs = new RecordedSteps(statements.fork(), isTransactional, file);
        List<Facts> back = facts.all("downgrade");
        List<String> remarks = new ArrayList<>();
        boolean isBroken = back.stream().anyMatch(step -> step.is("unnamed"));
        if (isBroken) {
            remarks.add("Alembic cannot revert it, since its downgrade drops a constraint that has no name: "
                    + "the inverse is derived instead");
        }
        @Nullable List<ImportedStep> down = facts.has("downgrade") && !isBroken ? downs.of(back) : null;
        for (String name : facts.texts("environment")) {
            remarks.add("it reads the environment variable %s: what follows is for its value of today".formatted(name));
        }
        remarks.addAll(ups.remarks());
        remarks.addAll(downs.remarks());
        return new ImportedRevision(
                facts.text("revision"),
                facts.texts("parents"),
                facts.text("message"),
                new Origin(file, facts.text("revision"), ""),
                up,
                down,
                isTransactional,
                remarks,
                facts.texts("depends"),
                facts.texts("labels"));
    }

    private static List<LeftOut> leftOut(Facts recorded) {
        return recorded.texts("missing").stream()
                .map(module -> new LeftOut(
                        "module " + module, "it is missing or cannot be loaded: steps that use it are by hand"))
                .toList();
    }
}

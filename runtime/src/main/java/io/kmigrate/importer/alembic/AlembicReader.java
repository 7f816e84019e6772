package io.kmigrate.importer.alembic;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.importer.Baseline;
import io.kmigrate.importer.ImportedHistory;
import io.kmigrate.importer.ImportedHistory.LeftOut;
import io.kmigrate.importer.StatementImport;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.Revision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

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
        return baseline.before(
                dialect,
                sqlOnly,
                statements -> new Recording(base, python)
                        .of(
                                folders,
                                dialect.name(),
                                stub,
                                types,
                                conversation -> history(folders, conversation, statements)));
    }

    /** The recorder loads all revisions, and then runs them in the order that it is told, one after another. */
    private ImportedHistory history(List<Path> folders, Conversation conversation, StatementImport statements) {
        Facts loaded = conversation.next();
        requireTool(loaded);
        if (hasProblems(loaded)) {
            conversation.say(Map.of("order", List.of()));
            check(conversation.next());
        }
        List<Facts> found = loaded.all("revisions");
        if (found.isEmpty()) {
            throw ImportMessages.nothingToImport(
                            folders.stream().map(Path::toString).toList())
                    .exception();
        }
        RevisionGraph graph =
                RevisionGraph.of(found.stream().map(AlembicReader::node).toList());
        List<String> order = graph.all().stream().map(Revision::id).toList();
        conversation.say(Map.of("order", order));
        RecordedRevisions revisions = new RecordedRevisions(conversation, statements);
        order.forEach(id -> revisions.next());
        Facts end = conversation.next();
        check(end);
        return new ImportedHistory(TOOL, dialect.name(), revisions.all(), leftOut(end));
    }

    private boolean hasProblems(Facts recorded) {
        return !recorded.list("problems").isEmpty()
                || (!stub && !recorded.texts("missing").isEmpty());
    }

    private void requireTool(Facts recorded) {
        if (recorded.has("absent")) {
            throw ImportMessages.noTool(python, recorded.text("absent")).exception();
        }
        if (recorded.has("unknown")) {
            throw ImportMessages.unknownDatabase("Alembic", recorded.text("unknown"))
                    .exception();
        }
    }

    private void check(Facts recorded) {
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

    private static List<LeftOut> leftOut(Facts recorded) {
        return recorded.texts("missing").stream()
                .map(module -> new LeftOut(
                        "module " + module, "it is missing or cannot be loaded: steps that use it are by hand"))
                .toList();
    }
}

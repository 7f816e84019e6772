package io.kmigrate.importer.liquibase;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.importer.ImportedHistory;
import io.kmigrate.importer.ImportedHistory.LeftOut;
import io.kmigrate.importer.ImportedRevision;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.importer.ImportedScript;
import io.kmigrate.importer.ImportedStep;
import io.kmigrate.importer.ObjectFiles;
import io.kmigrate.importer.StatementImport;
import io.kmigrate.importer.liquibase.ChangeLog.Found;
import io.kmigrate.importer.liquibase.Preconditions.Answer;
import io.kmigrate.message.ImportMessages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads a change log of Liquibase as one history, in the order in which its change sets run. */
@API(status = INTERNAL, since = "0.1")
public final class LiquibaseReader {
    private static final String TOOL = "liquibase";
    private static final int ID_BYTES = 5;

    private final Dialect dialect;
    private final StatementImport statements;
    private final LiquibaseFilter filter;
    private final ChangeLog log;
    private final Set<String> executed = new HashSet<>();
    private final Set<String> identities = new HashSet<>();
    private final List<ImportedRevision> revisions = new ArrayList<>();
    private final Set<String> repeated = new HashSet<>();
    private final ObjectFiles objects;

    /**
     * @param base where relative paths begin
     * @param contexts those that run, and labels; none: all
     * @param properties values of the change log's properties, before its own
     */
    public LiquibaseReader(
            Path base, Dialect dialect, List<String> contexts, Map<String, String> properties, boolean sqlOnly) {
        this(base, contexts, properties, new StatementImport(dialect, sqlOnly));
    }

    /** @param statements know the schema that the history begins at */
    public LiquibaseReader(
            Path base, List<String> contexts, Map<String, String> properties, StatementImport statements) {
        this.dialect = statements.dialect();
        this.statements = statements;
        this.objects = new ObjectFiles(dialect);
        this.filter = new LiquibaseFilter(dialect, contexts);
        this.log = new ChangeLog(base, filter, properties);
    }

    /**
     * The history.
     *
     * @throws io.kmigrate.failure.MigrationException for files that are not there or cannot be read
     */
    public ImportedHistory read(List<Path> roots) {
        roots.forEach(log::read);
        if (log.sets().isEmpty()) {
            throw ImportMessages.nothingToImport(
                            roots.stream().map(Path::toString).toList())
                    .exception();
        }
        List<LeftOut> leftOut = new ArrayList<>(log.leftOut());
        for (Found found : log.sets()) {
            skipped(found).ifPresentOrElse(reason -> leftOut.add(new LeftOut(words(found), reason)), () -> add(found));
        }
        List<ImportedScript> scripts = scripts();
        return new ImportedHistory(TOOL, dialect.name(), revisions, scripts, leftOut);
    }

    /** Change sets that ran again at each change, and only make objects. The others stay in their place. */
    private List<ImportedScript> scripts() {
        for (int place = 0; place < revisions.size(); place++) {
            String id = revisions.get(place).id();
            if (repeated.contains(id)) {
                revisions.subList(place + 1, revisions.size()).stream()
                        .filter(later -> !repeated.contains(later.id()))
                        .filter(later -> ObjectFiles.uses(later.up(), objects.objects(id)))
                        .findFirst()
                        .ifPresent(later ->
                                objects.keep(id, "the change set %s uses its objects".formatted(later.message())));
            }
        }
        List<ImportedScript> scripts = objects.scripts();
        Map<String, String> reasons = objects.reasons();
        List<ImportedRevision> all = List.copyOf(revisions);
        revisions.clear();
        for (ImportedRevision revision : all) {
            if (!repeated.contains(revision.id())) {
                revisions.add(revision.with(parents(), revision.remarks()));
            } else if (reasons.containsKey(revision.id())) {
                List<String> remarks = new ArrayList<>(revision.remarks());
                remarks.add(
                        "it ran again at each change, or always, and stays a revision: %s. A later change of its text"
                                        .formatted(reasons.get(revision.id()))
                                + " is a new revision");
                revisions.add(revision.with(parents(), remarks));
            }
        }
        return scripts;
    }

    private List<String> parents() {
        return revisions.isEmpty()
                ? List.of()
                : List.of(revisions.get(revisions.size() - 1).id());
    }

    private static String key(Node set) {
        return set.get("id") + "::" + set.get("author");
    }

    private static String words(Found found) {
        return "%s:%d, change set %s by %s"
                .formatted(
                        found.shown(),
                        found.set().line(),
                        found.set().get("id"),
                        found.set().get("author"));
    }

    /** Why the change set never runs here, and no database has a row for it. */
    private Optional<String> skipped(Found found) {
        Node set = found.set();
        if (!filter.includesDatabase(set.get("dbms"))) {
            return Optional.of("it is for another database");
        }
        if (!filter.includesContext(set)) {
            return Optional.of("its contexts or labels are not wanted");
        }
        if (!identities.add(normalized(found.file()) + "::" + key(set))) {
            return Optional.of("its file has another one of this id and author");
        }
        if (set.is("ignore")) {
            return Optional.of("it says that it is ignored");
        }
        return Optional.empty();
    }

    /** As paths are compared, whoever wrote them. */
    static String normalized(String file) {
        return file.replace('\\', '/')
                .replaceFirst("^(classpath\\*?|file):/*", "")
                .replaceFirst("^\\.?/+", "");
    }

    private void add(Found found) {
        Node set = found.set();
        boolean isTransactional = !set.get("runInTransaction").equalsIgnoreCase("false");
        LiquibaseNames names = new LiquibaseNames(dialect, found.quoting());
        List<String> remarks = new ArrayList<>();
        ChangeSetImport changes = new ChangeSetImport(
                statements,
                new ChangeOperations(
                        names,
                        new LiquibaseTypes(dialect),
                        !dialect.folded("aA").equals("aa")),
                new RowChanges(names),
                names,
                filter,
                log,
                isTransactional);
        List<Node> conditions = new ArrayList<>(found.conditions());
        conditions.addAll(set.all("preConditions"));
        Answer answer = new Preconditions(statements.schema(), names, filter, executed).all(conditions);
        List<ImportedStep> up =
                up(found, changes, answer, set.first("preConditions").orElse(null), remarks);
        List<ImportedStep> down = down(found, names, isTransactional);
        remarks.addAll(changes.remarks());
        executed.add(key(set));
        Origin origin = new Origin(found.file(), key(set), "", Map.of(), environments(set, remarks));
        if (set.is("runOnChange") || set.is("runAlways")) {
            repeated.add(id(found));
            objects.add(id(found), origin, up, remarks, isTransactional);
        }
        revisions.add(
                new ImportedRevision(id(found), parents(), message(set), origin, up, down, isTransactional, remarks));
    }

    private List<ImportedStep> up(
            Found found, ChangeSetImport changes, Answer answer, @Nullable Node own, List<String> remarks) {
        if (answer == Answer.NO) {
            String onFail = own == null ? "HALT" : own.get("onFail").toUpperCase(Locale.ROOT);
            remarks.add("its precondition does not hold at this place of the history, so it does nothing"
                    + (onFail.equals("MARK_RAN") ? "" : " (onFail " + (onFail.isEmpty() ? "HALT" : onFail) + ")"));
            return List.of();
        }
        Condition condition = new Condition(own);
        Optional<Node> query = condition.query();
        if (query.isPresent() && withoutQuery(found, own, query.get()) == Answer.YES) {
            return Condition.guarded(changes.steps(found.set(), found), query.get());
        }
        List<ImportedStep> steps = changes.steps(found.set(), found);
        if (condition.isForMissing(steps)) {
            return steps.stream().map(step -> step.onlyIfMissing(1)).toList();
        }
        if (answer == Answer.YES) {
            return steps;
        }
        statements.forget();
        return own == null ? steps : withDoubt(own, found, steps);
    }

    private static List<ImportedStep> withDoubt(Node own, Found found, List<ImportedStep> steps) {
        List<ImportedStep> all = new ArrayList<>();
        all.add(ImportedStep.byHand(
                own.shown(),
                found.shown() + ":" + own.line(),
                "whether its precondition holds, only a database can tell: keep the steps below, or remove them"));
        all.addAll(steps);
        return all;
    }

    /** Whether all but the query holds. */
    private Answer withoutQuery(Found found, @Nullable Node own, Node query) {
        List<Node> others = new ArrayList<>(found.conditions());
        if (own != null) {
            others.add(own.without(query));
        }
        LiquibaseNames names = new LiquibaseNames(dialect, found.quoting());
        return new Preconditions(statements.schema(), names, filter, executed).all(others);
    }

    /** Contexts and labels that nobody chose are environments. */
    private List<String> environments(Node set, List<String> remarks) {
        Optional<List<String>> environments = filter.environments(set);
        if (environments.isEmpty()) {
            remarks.add("no environment says what its contexts and labels say, so it runs everywhere: see --contexts");
        }
        return environments.orElse(List.of());
    }

    private @Nullable List<ImportedStep> down(Found found, LiquibaseNames names, boolean isTransactional) {
        List<Node> rollbacks = found.set().all("rollback").stream()
                .filter(node -> filter.includesDatabase(node.get("dbms")))
                .toList();
        if (rollbacks.isEmpty() || rollbacks.stream().anyMatch(node -> node.has("changeSetId"))) {
            return null;
        }
        ChangeSetImport changes = new ChangeSetImport(
                statements.fork(),
                new ChangeOperations(
                        names,
                        new LiquibaseTypes(dialect),
                        !dialect.folded("aA").equals("aa")),
                new RowChanges(names),
                names,
                filter,
                log,
                isTransactional);
        List<ImportedStep> steps = new ArrayList<>();
        for (Node rollback : rollbacks) {
            if (!rollback.text().isBlank()) {
                Node sql = new Node("sql", Map.of(), List.of(), rollback.text(), rollback.line());
                steps.addAll(changes.steps(new Node("rollback", Map.of(), List.of(sql), "", rollback.line()), found));
            }
            steps.addAll(changes.steps(rollback, found));
        }
        return steps;
    }

    private static String message(Node set) {
        String comment = set.first("comment")
                .map(Node::text)
                .orElse("")
                .replaceAll("\\s+", " ")
                .strip();
        return comment.isEmpty() ? set.get("id") : comment;
    }

    /** Short, and the same for the same file, id and author. */
    private static String id(Found found) {
        try {
            byte[] text = (normalized(found.file()).toLowerCase(Locale.ROOT) + "::" + key(found.set()))
                    .getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

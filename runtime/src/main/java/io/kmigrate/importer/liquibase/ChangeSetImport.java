package io.kmigrate.importer.liquibase;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.ImportedStep;
import io.kmigrate.importer.SqlFileImport;
import io.kmigrate.importer.StatementImport;
import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Translates the changes of one change set. */
final class ChangeSetImport {
    /** What a change set holds beside changes. */
    private static final Set<String> OTHERS = Set.of(
            "preconditions", "rollback", "comment", "validchecksum", "modifysql", "tagdatabase", "changesetproperty");

    /** Changes that no schema depends on. */
    private static final Set<String> ROWS = Set.of("loaddata", "loadupdatedata", "insert", "update", "delete");

    /** Changes whose text may stand in a file of its own. */
    private static final Set<String> PROGRAMS =
            Set.of("createview", "createprocedure", "createfunction", "createtrigger", "createpackage");

    private final StatementImport statements;
    private final ChangeOperations operations;
    private final RowChanges rows;
    private final LiquibaseNames names;
    private final LiquibaseFilter filter;
    private final ChangeLog log;
    private final boolean transactional;
    private final List<String> remarks = new ArrayList<>();

    ChangeSetImport(
            StatementImport statements,
            ChangeOperations operations,
            RowChanges rows,
            LiquibaseNames names,
            LiquibaseFilter filter,
            ChangeLog log,
            boolean transactional) {
        this.statements = statements;
        this.operations = operations;
        this.rows = rows;
        this.names = names;
        this.filter = filter;
        this.log = log;
        this.transactional = transactional;
    }

    List<String> remarks() {
        return remarks;
    }

    /** The steps of the changes in a change set, or in its rollback. */
    List<ImportedStep> steps(Node parent, ChangeLog.Found found) {
        List<Node> modifications = parent.all("modifySql").stream()
                .filter(node -> filter.includesDatabase(node.get("dbms")))
                .toList();
        List<ImportedStep> steps = new ArrayList<>();
        for (Node change : parent.children()) {
            if (!OTHERS.contains(change.word())) {
                String place = found.shown() + (change.line() == 0 ? "" : ":" + change.line());
                steps.addAll(
                        modifications.isEmpty()
                                ? change(change, found, place)
                                : modified(change, found, place, modifications));
            }
        }
        return steps;
    }

    private List<ImportedStep> change(Node change, ChangeLog.Found found, String place) {
        if (change.has("path") && PROGRAMS.contains(change.word())) {
            return file(change, found)
                    .map(text -> changeOf(change.withText(text), found, place))
                    .orElseGet(() -> List.of(unreadable(change, place)));
        }
        return changeOf(change, found, place);
    }

    private List<ImportedStep> changeOf(Node change, ChangeLog.Found found, String place) {
        switch (change.word()) {
            case "createview" -> {
                return change.is("fullDefinition") ? sql(change, place) : operation(change, place);
            }
            case "sql", "createprocedure", "createfunction", "createtrigger", "createpackage" -> {
                return filter.includesDatabase(change.get("dbms")) ? sql(change, place) : List.of();
            }
            case "loaddata" -> {
                return List.of(loaded(change, found, place));
            }
            case "sqlfile" -> {
                return filter.includesDatabase(change.get("dbms")) ? sqlFile(change, found, place) : List.of();
            }
            default -> {
                return operation(change, place);
            }
        }
    }

    private List<ImportedStep> operation(Node change, String place) {
        Optional<List<Operation>> read = read(change);
        if (read.isEmpty()) {
            read = rows.operations(change);
        }
        if (read.isPresent()) {
            if (read.get().isEmpty()) {
                return List.of();
            }
            Optional<ImportedStep> typed = statements.typed(read.get(), change.shown(), place);
            if (typed.isEmpty()) {
                // Databases that put a new column at the end do not hear where else it should stand.
                typed = statements.typed(withoutPlaces(read.get()), change.shown(), place);
            }
            if (typed.isPresent()) {
                return List.of(typed.get());
            }
        }
        return rows.sql(change)
                .map(sql -> List.of(statements.statement(sql, place)))
                .orElseGet(() -> List.of(byHand(change, place, reason(change))));
    }

    private static List<Operation> withoutPlaces(List<Operation> operations) {
        return operations.stream()
                .map(operation -> operation instanceof AddColumn add
                        ? new AddColumn(add.table(), add.column(), add.foreignKey(), add.ifNotExists())
                        : operation)
                .toList();
    }

    /** Empty also for a change that lacks something, such as the query of a view. */
    private Optional<List<Operation>> read(Node change) {
        try {
            return operations.of(change, statements.schema());
        } catch (MigrationException | IllegalArgumentException incomplete) {
            return Optional.empty();
        }
    }

    /** The database may have more than is known after it, unless it is about rows alone. */
    private ImportedStep byHand(Node change, String place, String reason) {
        if (!ROWS.contains(change.word())) {
            statements.forget();
        }
        return ImportedStep.byHand(change.shown(), place, reason);
    }

    private static String reason(Node change) {
        return change.word().equals("customchange")
                ? "it is code: write it as data { } in Kotlin"
                : "no operation does what the change " + change.name() + " does here";
    }

    private List<ImportedStep> sql(Node change, String place) {
        String text = change.body();
        if (text.isBlank() && change.first("sql").isPresent()) {
            text = change.first("sql").get().text();
        }
        return texts(text, change, place);
    }

    private List<ImportedStep> sqlFile(Node change, ChangeLog.Found found, String place) {
        return file(change, found)
                .map(text -> texts(text, change, place))
                .orElseGet(() -> List.of(unreadable(change, place)));
    }

    private ImportedStep loaded(Node change, ChangeLog.Found found, String place) {
        Optional<String> text = path(change.get("file"), change, found);
        if (text.isEmpty()) {
            return byHand(change, place, "the file " + change.get("file") + " cannot be read");
        }
        Optional<BulkInsert> rows = new DataFile(change, names, statements.schema()).read(text.get());
        return rows.flatMap(read -> statements.typed(List.of(read), change.shown(), place))
                .orElseGet(() -> byHand(
                        change, place, "rows of the file " + change.get("file") + " have no literals: loadCsv(…)"));
    }

    private ImportedStep unreadable(Node change, String place) {
        return byHand(change, place, "the file " + change.get("path") + " cannot be read");
    }

    /** The text of the file that a change names. */
    private Optional<String> file(Node change, ChangeLog.Found found) {
        return path(change.get("path"), change, found);
    }

    private Optional<String> path(String file, Node change, ChangeLog.Found found) {
        Path path = change.is("relativeToChangelogFile")
                ? found.path().resolveSibling(file).normalize()
                : log.find(file, found.path());
        try {
            return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private List<ImportedStep> texts(String text, Node change, String place) {
        if (change.get("splitStatements").equalsIgnoreCase("false")
                || !change.word().startsWith("sql")) {
            String whole = text.strip().replaceFirst(";\\s*$", "");
            return whole.isEmpty() ? List.of() : List.of(statements.statement(whole, place));
        }
        String delimiter = change.get("endDelimiter");
        List<String> parts = delimiter.isEmpty() || delimiter.equals(";")
                ? List.of(text)
                : Arrays.asList(text.split(isPattern(delimiter) ? delimiter : Pattern.quote(delimiter), -1));
        List<ImportedStep> steps = new ArrayList<>();
        for (String part : parts) {
            SqlFileImport file = new SqlFileImport(statements, transactional);
            String name = place.replaceFirst(":\\d+$", "");
            steps.addAll(file.read(part, name));
            remarks.addAll(file.remarks());
        }
        return steps;
    }

    private static boolean isPattern(String delimiter) {
        return delimiter.contains("\\") || delimiter.contains("|");
    }

    /** Where the SQL of a change is changed once more, it is run as text. */
    private List<ImportedStep> modified(Node change, ChangeLog.Found found, String place, List<Node> modifications) {
        Optional<List<Operation>> read = read(change);
        if (read.isEmpty()) {
            remarks.add(place + ": what modifySql changes is not known for the change " + change.name());
            return change(change, found, place);
        }
        List<ImportedStep> steps = new ArrayList<>();
        for (Operation operation : read.get()) {
            Optional<List<String>> texts = statements.rendered(operation);
            if (texts.isEmpty()) {
                return List.of(byHand(change, place, reason(change)));
            }
            for (String text : texts.get()) {
                String changed = text;
                for (Node each : modifications) {
                    changed = applied(each, changed);
                }
                steps.add(statements.statement(changed, place));
            }
        }
        return steps;
    }

    private static String applied(Node modification, String sql) {
        String result = sql;
        for (Node part : modification.children()) {
            result = switch (part.word()) {
                case "append" -> result + " " + part.get("value");
                case "prepend" -> part.get("value") + " " + result;
                case "replace" -> result.replace(part.get("replace"), part.get("with"));
                case "regexpreplace" -> result.replaceAll(part.get("replace"), part.get("with"));
                default -> result;
            };
        }
        return result;
    }
}

package io.kmigrate.importer.alembic;

import io.kmigrate.importer.ImportedStep;
import io.kmigrate.importer.ImportedStep.Kind;
import io.kmigrate.importer.SqlFileImport;
import io.kmigrate.importer.StatementImport;
import io.kmigrate.operation.BulkInsert;
import io.kmigrate.operation.CreatePrimaryKey;
import io.kmigrate.operation.DropConstraint;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.TableName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates what one function of a revision does. */
final class RecordedSteps {
    private static final Pattern OBJECT =
            Pattern.compile("(CREATE|DROP)\\s+(?:TYPE|TABLE|SEQUENCE|DOMAIN)\\s+([^\\s(;]+).*", Pattern.DOTALL);

    private static final Pattern KEY =
            Pattern.compile("ALTER TABLE (\\S++) ADD CONSTRAINT (\\S++) PRIMARY KEY \\(([^()]++)\\)");

    private static final Pattern INDEX =
            Pattern.compile("DROP\\s+INDEX\\s+(CONCURRENTLY\\s+)?(IF\\s+EXISTS\\s+)?(\\S+)(?:\\s+ON\\s+\\S+)?");

    private final StatementImport statements;
    private final boolean transactional;
    private final String file;
    private final List<String> remarks = new ArrayList<>();

    RecordedSteps(StatementImport statements, boolean transactional, String file) {
        this.statements = statements;
        this.transactional = transactional;
        this.file = file;
    }

    List<String> remarks() {
        return remarks;
    }

    List<ImportedStep> of(List<Facts> recorded) {
        List<ImportedStep> steps = new ArrayList<>();
        statements.expect(recorded.stream().map(facts -> facts.text("text")));
        int left = recorded.size();
        for (Facts facts : recorded) {
            left--;
            String place = file + ":" + facts.text("line");
            switch (facts.text("kind")) {
                case "hand" -> {
                    steps.add(ImportedStep.byHand(facts.text("text"), place, facts.text("reason")));
                    if (left > 0 && !facts.is("certain")) {
                        remarks.add(place + ": the steps after it are those of a database that answers nothing");
                    }
                }
                case "rows" -> steps.addAll(rows(facts, place));
                default -> steps.addAll(statement(facts, place));
            }
        }
        steps.addAll(statements.late(file));
        return steps;
    }

    private List<ImportedStep> statement(Facts facts, String place) {
        String text = facts.text("text");
        if (facts.is("checked") && isDone(text)) {
            return List.of();
        }
        if (facts.has("table") && INDEX.matcher(text).matches()) {
            Optional<ImportedStep> dropped = droppedIndex(facts, text, place);
            if (dropped.isPresent()) {
                return List.of(dropped.get());
            }
        }
        if (facts.is("rebuilds")) {
            Optional<ImportedStep> key = otherKey(text, place);
            ImportedStep step = key.orElseGet(() -> statements.statement(text, place));
            return List.of(
                    step.kind() == Kind.TYPED
                            ? step
                            : ImportedStep.byHand(text, place, "no operation does what the batch does here"));
        }
        return texts(text, place);
    }

    /** A primary key of a batch takes the place of the one that the table has. */
    private Optional<ImportedStep> otherKey(String text, String place) {
        Matcher matcher = KEY.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        TableName table = TableName.parse(plain(matcher.group(1)));
        String old = statements
                .schema()
                .table(table)
                .flatMap(found -> Optional.ofNullable(found.primaryKey()))
                .map(PrimaryKey::name)
                .orElse(null);
        List<String> columns = Stream.of(plain(matcher.group(3)).split(",", -1))
                .map(String::strip)
                .toList();
        PrimaryKey key = new PrimaryKey(plain(matcher.group(2)), columns);
        return old == null
                ? Optional.empty()
                : statements.typed(
                        List.of(new DropConstraint(table, old, false), new CreatePrimaryKey(table, key)), text, place);
    }

    /** The text does not name the table everywhere. */
    private Optional<ImportedStep> droppedIndex(Facts facts, String text, String place) {
        Matcher matcher = INDEX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        DropIndex drop = new DropIndex(
                TableName.parse(plain(matcher.group(3))).name(),
                table(facts),
                matcher.group(2) != null,
                matcher.group(1) != null);
        return statements.typed(List.of(drop), text, place);
    }

    private static String plain(String name) {
        return name.replaceAll("[\"`\\[\\]]", "");
    }

    private static TableName table(Facts facts) {
        List<String> parts = facts.texts("table");
        return parts.size() == 1
                ? TableName.of(parts.get(0))
                : new TableName(parts.get(0), parts.get(parts.size() - 1));
    }

    private List<ImportedStep> texts(String text, String place) {
        SqlFileImport reader = new SqlFileImport(statements, transactional);
        List<ImportedStep> steps = reader.read(text, place);
        reader.remarks().forEach(remark -> remarks.add(remark.replace(place + ":1:", place + ":")));
        return steps.stream().map(step -> step.at(place)).toList();
    }

    /** Whether the object that the statement makes is there, or the one that it drops is not. */
    private boolean isDone(String text) {
        Matcher matcher = OBJECT.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        TableName name = TableName.parse(plain(matcher.group(2)));
        boolean isThere = statements.schema().table(name).isPresent()
                || statements.schema().objects().stream()
                        .anyMatch(object -> object.name().equals(name));
        return matcher.group(1).equals("CREATE") == isThere;
    }

    private List<ImportedStep> rows(Facts facts, String place) {
        TableName table = table(facts);
        List<Map<String, @Nullable Object>> rows =
                facts.list("rows").stream().map(RecordedSteps::row).toList();
        Optional<ImportedStep> typed =
                statements.typed(List.of(new BulkInsert(table, rows)), facts.text("text"), place);
        return typed.map(List::of).orElseGet(() -> texts(facts.text("text"), place));
    }

    private static Map<String, @Nullable Object> row(Object recorded) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (Object each : (List<?>) recorded) {
            List<?> cell = (List<?>) each;
            row.put(String.valueOf(cell.get(0)), value(String.valueOf(cell.get(1)), String.valueOf(cell.get(2))));
        }
        return row;
    }

    private static @Nullable Object value(String kind, String text) {
        return switch (kind) {
            case "null" -> null;
            case "boolean" -> Boolean.valueOf(text);
            case "integer" -> integer(Long.parseLong(text));
            case "number" -> new BigDecimal(text);
            default -> text;
        };
    }

    /** As a script would write it. */
    private static Object integer(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }
}

package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.operation.ChangedTable;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.ExactReader;
import io.kmigrate.sql.ExactReader.Read;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Translates SQL text a statement at a time, as a history runs it: each statement finds the schema that those before it
 * left. What has no word stays as it is, and says what it changes as far as that is known.
 */
@API(status = INTERNAL, since = "0.1")
public final class StatementImport {
    private static final Pattern TEMPORARY = Pattern.compile(
            "(?i)\\bcreate\\s+(?:\\w+\\s+)?temp(?:orary)?\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?\"?(\\w+)");

    private final Dialect dialect;
    private final boolean sqlOnly;
    private final Set<TableName> missing;
    private final Set<String> temporary = new HashSet<>();
    private final LateKeys late = new LateKeys();
    private Snapshot schema;

    /** @param sqlOnly keeps every statement as it is */
    public StatementImport(Dialect dialect, boolean sqlOnly) {
        this(dialect, sqlOnly, Snapshot.empty(), new LinkedHashSet<>());
    }

    private StatementImport(Dialect dialect, boolean sqlOnly, Snapshot schema, Set<TableName> missing) {
        this.dialect = dialect;
        this.sqlOnly = sqlOnly;
        this.schema = schema;
        this.missing = missing;
    }

    /** Another one that goes on from the schema of now, such as one for the way back. */
    public StatementImport fork() {
        return new StatementImport(dialect, sqlOnly, schema, missing);
    }

    /** Another one that goes on from the schema of now, to see where it leads. */
    public StatementImport trial() {
        return new StatementImport(dialect, sqlOnly, schema, new LinkedHashSet<>());
    }

    /** Tables that a statement changes although the history has made none of their name. */
    public Set<TableName> missing() {
        return Collections.unmodifiableSet(missing);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The schema after what was translated. */
    public Snapshot schema() {
        return schema;
    }

    /** After a step that only a person can translate, the database may have more than is known. */
    public void forget() {
        schema = schema.asUncertain();
    }

    /** Operations in the place of {@code text}; empty where the schema or the database does not take them. */
    public Optional<ImportedStep> typed(List<Operation> operations, String text, String place) {
        Optional<Snapshot> after = rendered(operations);
        if (after.isEmpty()) {
            noteMissing(operations);
        }
        after.ifPresent(found -> schema = found);
        return after.map(found -> ImportedStep.typed(operations, text, place));
    }

    /** The SQL of an operation at this place; empty where the database cannot do it. */
    public Optional<List<String>> rendered(Operation operation) {
        try {
            return Optional.of(dialect.render(operation, Catalog.of(schema)));
        } catch (MigrationException | IllegalArgumentException cannot) {
            return Optional.empty();
        }
    }

    /**
     * What the statements of a revision are going to make. SQLite takes a foreign key before its table is there; a script
     * adds it afterwards, by {@link #late}.
     */
    public void expect(Stream<String> texts) {
        late.expect(texts, dialect);
    }

    /** The foreign keys that had to wait for their tables, once all statements of a revision are translated. */
    public List<ImportedStep> late(String place) {
        List<Operation> keys = late.take();
        return keys.isEmpty()
                ? List.of()
                : List.of(typed(keys, "", place)
                        .orElseGet(() -> ImportedStep.byHand(
                                keys.toString(), place, "no revision makes the table that a foreign key refers to")));
    }

    /** What becomes of one statement. */
    public ImportedStep statement(String text, String place) {
        if (!ClosedText.is(text, dialect)) {
            return kept(text, place, null, "a parenthesis, a quote or a comment in it is not closed");
        }
        Read read = read(text, dialect::folded);
        Optional<Snapshot> after = rendered(read.statement().operations());
        if (after.isEmpty() && read.isWhole() && !sqlOnly) {
            List<Operation> first = late.without(read.statement().operations(), schema);
            Optional<Snapshot> found = rendered(first);
            if (found.isPresent()) {
                late.keep(read.statement().operations(), schema);
                schema = found.get();
                return ImportedStep.typed(first, text, place);
            }
        }
        if (after.isEmpty() && keepsCase()) {
            Map<String, String> names = spellings();
            Read again = read(text, name -> names.getOrDefault(name.toLowerCase(Locale.ROOT), name));
            Optional<Snapshot> found = rendered(again.statement().operations());
            if (found.isPresent()) {
                read = again;
                after = found;
            }
        }
        if (read.isWhole() && after.isPresent() && !sqlOnly) {
            schema = after.get();
            return ImportedStep.typed(read.statement().operations(), text, place);
        }
        if (after.isEmpty()) {
            noteMissing(read.statement().operations());
        }
        return kept(text, place, changes(read), reason(read));
    }

    private void noteMissing(List<Operation> operations) {
        Snapshot result = schema;
        for (Operation operation : operations) {
            try {
                result = operation.apply(result);
            } catch (MigrationException doesNotFit) {
                Snapshot found = result;
                ChangedTable.of(operation)
                        .filter(name -> isMissing(name, found))
                        .ifPresent(missing::add);
                return;
            }
        }
    }

    /** In any schema, since a statement may leave its name out. A name with spaces stands for one that is not said. */
    private boolean isMissing(TableName name, Snapshot found) {
        return found.tables().stream().noneMatch(table -> table.name().name().equals(name.name()))
                && found.objects().stream().noneMatch(object -> object.name().equals(name))
                && !temporary.contains(name.name())
                && !name.name().contains(" ");
    }

    private ImportedStep kept(String text, String place, @Nullable List<Operation> changes, String reason) {
        Matcher made = TEMPORARY.matcher(text);
        if (made.find()) {
            temporary.add(dialect.folded(made.group(1)));
        }
        ExecuteSql execute = new ExecuteSql(text, Map.of(), Map.of(), changes, null);
        schema = execute.apply(schema);
        return ImportedStep.sql(execute, place, reason);
    }

    /** Null where nobody can tell. */
    private @Nullable List<Operation> changes(Read read) {
        List<Operation> operations = read.statement().operations();
        boolean isSaid =
                operations.stream().allMatch(Sayable::is) && after(operations).isPresent();
        return read.isKnown() && isSaid ? operations : null;
    }

    private static String reason(Read read) {
        if (!read.isKnown()) {
            return "no operation does that";
        }
        return read.statement().operations().isEmpty()
                ? "no operation does that; it leaves tables as they are"
                : "it says more than an operation can";
    }

    private Read read(String text, UnaryOperator<String> folding) {
        return new ExactReader(dialect, folding).read(text, schema);
    }

    /** Whether names without quotes stay as they are, and are compared without their case. */
    private boolean keepsCase() {
        return dialect.folded("aA").equals("aA");
    }

    /** How the schema writes names. */
    private Map<String, String> spellings() {
        Map<String, String> names = new HashMap<>();
        schema.tables().forEach(table -> {
            put(names, table.name().name());
            table.columns().forEach(column -> put(names, column.name()));
            table.indexes().forEach(index -> put(names, index.name()));
            table.constraintNames().forEach(name -> put(names, name));
        });
        schema.objects().forEach(object -> put(names, object.name().name()));
        return names;
    }

    private static void put(Map<String, String> names, String name) {
        names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    }

    private Optional<Snapshot> after(List<Operation> operations) {
        try {
            Snapshot result = schema;
            for (Operation operation : operations) {
                result = operation.apply(result);
            }
            return Optional.of(result);
        } catch (MigrationException doesNotFit) {
            return Optional.empty();
        }
    }

    /** The schema after operations that the database can do. */
    private Optional<Snapshot> rendered(List<Operation> operations) {
        try {
            Snapshot result = schema;
            for (Operation operation : operations) {
                if (!Sayable.is(operation)) {
                    return Optional.empty();
                }
                dialect.render(operation, Catalog.of(result));
                result = operation.apply(result);
            }
            return Optional.of(result);
        } catch (MigrationException | IllegalArgumentException cannot) {
            return Optional.empty();
        }
    }
}

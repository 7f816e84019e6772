package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.backfill.BackfillScript;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.ClientCondition;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlinePart;
import io.kmigrate.dialect.ScriptSql;
import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.execution.StepFailures.HookFailure;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Secrets;
import io.kmigrate.history.Author;
import io.kmigrate.history.HistoryEntry;
import io.kmigrate.history.HistoryTable;
import io.kmigrate.history.RecordedPlace;
import io.kmigrate.history.SideChange;
import io.kmigrate.history.VersionTable;
import io.kmigrate.message.RunMessages;
import io.kmigrate.message.ScriptMessages;
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.repeatable.RevisionObjects;
import io.kmigrate.revision.Guard;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Plans what the database's own client is to do for a plan: the same statements, transactions and bookkeeping as
 * a run, with no driver and no database. What a statement must restate comes from the replayed schema. For one
 * script each.
 */
@API(status = INTERNAL, since = "0.1")
public final class SqlScriptPlanner {
    private final StepFailures failures;
    private final Dialect dialect;
    private final VersionTable versionTable;
    private final HistoryTable historyTable;
    private final Limits limits;
    private final OnlineSettings online;
    private final TableOrigins origins = new TableOrigins();
    private final Hooks hooks;
    private final List<SqlScript.Part> parts = new ArrayList<>();
    private final Set<Integer> asked = new HashSet<>();

    /** How many the step has so far. */
    private int backfills;

    /**
     * @param limits of all statements, where a script gives none of its own
     * @param online whether operations are written in parts that let others work
     * @param hooks whose operations are written as well
     */
    public SqlScriptPlanner(
            Dialect dialect,
            VersionTable versionTable,
            HistoryTable historyTable,
            Limits limits,
            OnlineSettings online,
            Hooks hooks) {
        this.hooks = hooks;
        this.online = online;
        this.limits = limits;
        this.dialect = dialect;
        this.versionTable = versionTable;
        this.historyTable = historyTable;
        // No connection, and so no password, is known here.
        this.failures = new StepFailures(dialect.sessions(), Secrets.NONE);
    }

    /**
     * The script of a plan. It makes the version table when the plan starts from no revision.
     *
     * @param start the schema the plan starts from
     * @return without parts when there is nothing to do
     * @throws MigrationException naming every step that needs a connection, or when one transaction was asked for
     *     and cannot hold the plan
     */
    public SqlScript of(Plan plan, Snapshot start, TransactionMode mode) {
        PlanCheck.refuseCode(plan, dialect);
        PlanCheck.refuseTransactionControl(plan, dialect);
        PlanCheck.refuseLeadingAway(plan, dialect);
        boolean isOneTransaction = mode == TransactionMode.RUN;
        OnlineCheck.refuse(plan, online, OnlineChoices.offline(dialect, start, online, isOneTransaction));
        if (plan.isEmpty()) {
            return script();
        }
        if (plan.steps().get(0).rowsBefore().isEmpty()) {
            tables();
        }
        if (mode == TransactionMode.RUN) {
            together(plan, start);
        } else {
            objects(plan.repeatables().before(), plan.repeatables(), start, work -> inTransaction(work));
            Snapshot snapshot = start;
            for (Step step : plan.steps()) {
                snapshot = step(step, snapshot);
            }
            objects(plan.repeatables().after(), plan.repeatables(), snapshot, work -> inTransaction(work));
            scripts(plan.repeatables());
        }
        return script();
    }

    /**
     * The statements of the operations of a step alone, with what they need around their transaction: for another tool,
     * which keeps its own table.
     *
     * @throws MigrationException naming everything that no statement says
     */
    public static StepStatements ofOperations(Step step, Snapshot start, Dialect dialect) {
        // Nothing is written of the tables, which have to be somewhere.
        Supplier<Author> nobody = () -> new Author("", "", "");
        SqlScriptPlanner planner = new SqlScriptPlanner(
                dialect,
                new VersionTable(TableName.of("migrate_version"), dialect),
                new HistoryTable(TableName.of("migrate_history"), dialect, nobody, null, Secrets.NONE),
                Limits.NONE,
                OnlineSettings.STANDARD,
                Hooks.NONE);
        return planner.operationsAlone(step, start);
    }

    private StepStatements operationsAlone(Step step, Snapshot start) {
        Plan plan = new Plan(List.of(step));
        PlanCheck.refuseCode(plan, dialect);
        PlanCheck.refuseGuards(step);
        PlanCheck.refuseTransactionControl(plan, dialect);
        PlanCheck.refuseLeadingAway(plan, dialect);
        operations(step.operations(), start);
        if (parts.stream().anyMatch(part -> part.kind() == SqlScript.Kind.TEXT)) {
            throw RunMessages.codeInSql(step.revision().label()).exception();
        }
        List<String> statements = parts.stream()
                .filter(part -> part.kind() == SqlScript.Kind.STATEMENT)
                .map(SqlScript.Part::text)
                .toList();
        return around(step, statements);
    }

    /** A rebuilt table needs a setting that cannot change inside a transaction. */
    private StepStatements around(Step step, List<String> statements) {
        List<Operation> operations = OperationBatches.plain(step.operations());
        TransactionMarks marks = dialect.script().transactionMarks(operations);
        TransactionMarks plain = dialect.script().transactionMarks(List.of());
        if (!marks.equals(plain)) {
            List<String> all = Stream.of(marks.before(), statements, marks.after())
                    .flatMap(List::stream)
                    .toList();
            return new StepStatements(all, false);
        }
        return new StepStatements(
                statements, step.transactional() && operations.stream().noneMatch(dialect::refusesTransaction));
    }

    private void together(Plan plan, Snapshot start) {
        PlanCheck.refuseParted(plan, dialect, Resumption.NONE);
        TransactionMarks marks = dialect.script().transactionMarks(plan.operations());
        marks.before().forEach(this::statement);
        objects(plan.repeatables().before(), plan.repeatables(), start, Runnable::run);
        Snapshot snapshot = start;
        for (Step step : plan.steps()) {
            title(step);
            hook(Moment.BEFORE, step, snapshot);
            snapshot = limited(step, step.operations(), snapshot, true);
            bookkeeping(step, snapshot);
        }
        objects(plan.repeatables().after(), plan.repeatables(), snapshot, Runnable::run);
        scripts(plan.repeatables());
        marks.after().forEach(this::statement);
    }

    /** Objects that follow their text, each with its row of the history. */
    private void objects(
            List<RepeatableStep> steps, RepeatablePlan plan, Snapshot schema, Consumer<Runnable> transaction) {
        RevisionObjects made = new RevisionObjects(schema::objects);
        Map<String, String> present = new LinkedHashMap<>();
        for (RepeatableStep step : steps) {
            boolean isFresh = step.action() == RepeatableStep.Action.APPLY
                    && plan.rowsBefore().isEmpty()
                    && made.like(step.object()).isEmpty();
            comment("repeatable: " + step.object().key().replaceAll("\\R", " "));
            transaction.accept(() -> {
                Optional<Operation> wanted = isFresh ? Optional.of(step.object().freshCreation()) : step.operation();
                wanted.ifPresent(operation -> rendered(operation).forEach(this::statement));
                if (step.action() == RepeatableStep.Action.APPLY) {
                    statement(historyTable.insertion(RepeatableRecorder.entry(
                            Event.APPLIED, step.object(), step.file(), plan.rowsAfter(), Instant.EPOCH)));
                    present.put(step.object().key(), step.object().checksum());
                    versionTable.application(step.object().key(), present).forEach(this::statement);
                }
            });
            parts.add(SqlScript.BREAK);
        }
    }

    private List<String> rendered(Operation operation) {
        List<String> statements = dialect.render(operation, Catalog.of(Snapshot.empty()));
        return operation.isOpaque()
                ? statements.stream()
                        .flatMap(sql -> dialect.split(sql).stream())
                        .toList()
                : statements;
    }

    private void scripts(RepeatablePlan plan) {
        new TreeMap<>(plan.files())
                .forEach((name, mark) -> statement(
                        historyTable.insertion(RepeatableRecorder.file(name, mark, plan.rowsAfter(), Instant.EPOCH))));
    }

    /** The script that makes the version and history tables, and nothing else. */
    public SqlScript ofTables() {
        tables();
        return script();
    }

    /** The script that changes the version rows and runs nothing. */
    public SqlScript ofStamp(SideChange change, List<Revision> stamped) {
        List<String> before = change.before();
        List<String> after = change.after();
        if (before.isEmpty()) {
            tables();
        }
        comment("stamp " + (before.isEmpty() ? "base" : String.join(", ", before)) + " -> "
                + (after.isEmpty() ? "base" : String.join(", ", after)));
        AppliedStep step = hooks.stamped(before, stamped, true);
        inTransaction(() -> {
            hook(Moment.BEFORE, step);
            versionTable.replacement(change).forEach(this::statement);
            stamped.stream()
                    .filter(revision -> !before.contains(revision.id()))
                    .map(revision -> historyTable.insertion(Stamper.entry(revision, Instant.EPOCH)))
                    .forEach(this::statement);
            hook(Moment.AFTER, step);
        });
        return script();
    }

    private void tables() {
        comment("the version and history tables");
        TransactionMarks marks = dialect.script().transactionMarks(List.of());
        marks.before().forEach(this::statement);
        for (CreateTable creation : creations()) {
            CreateTable unlessThere = new CreateTable(creation.table(), true);
            dialect.render(unlessThere, Catalog.of(Snapshot.empty())).forEach(this::statement);
        }
        marks.after().forEach(this::statement);
        parts.add(SqlScript.BREAK);
    }

    private List<CreateTable> creations() {
        return Stream.concat(versionTable.creations().stream(), Stream.of(historyTable.creation()))
                .toList();
    }

    private void title(Step step) {
        asked.clear();
        backfills = 0;
        boolean up = step.direction() == Direction.UP;
        comment("" + (up ? "upgrade" : "downgrade") + " " + rows(step.rowsBefore()) + " -> " + rows(step.rowsAfter())
                + ": " + step.revision().label().replaceAll("\\R", " "));
        keepSession(step).before().forEach(this::statement);
    }

    private TransactionMarks keepSession(Step step) {
        List<String> own = step.operations().stream()
                .flatMap(operation -> operation.operation().accept(new ScriptSql(dialect.name())).stream())
                .flatMap(sql -> dialect.split(sql).stream())
                .toList();
        return dialect.script().keepSession(own);
    }

    private Snapshot step(Step step, Snapshot start) {
        title(step);
        Snapshot snapshot = start;
        OnlineChoices choices =
                OnlineChoices.offline(dialect, start, online, false).choose(step, origins);
        List<CommitGroup> segments = CommitGroup.of(step, dialect, choices::isInParts);
        for (int place = 0; place < segments.size(); place++) {
            snapshot = segment(step, segments.get(place), snapshot, place == segments.size() - 1);
        }
        parts.add(SqlScript.BREAK);
        return snapshot;
    }

    private Snapshot segment(Step step, CommitGroup segment, Snapshot start, boolean isLast) {
        boolean isFirst = segment.first() == 0;
        if (!segment.inTransaction()) {
            List<ScriptOperation> hooked = isFirst ? asked(Moment.BEFORE, step) : List.of();
            if (!hooked.isEmpty()) {
                inTransaction(() -> write(Moment.BEFORE, hooked, start));
            }
            Snapshot after = segment.inParts()
                    ? inParts(step, segment, start)
                    : limited(step, segment.operations(), start, false);
            if (isLast) {
                inTransaction(() -> bookkeeping(step, after));
            }
            return after;
        }
        TransactionMarks marks = dialect.script().transactionMarks(segment.plainOperations());
        marks.before().forEach(this::statement);
        if (isFirst) {
            hook(Moment.BEFORE, step, start);
        }
        Snapshot after = limited(step, segment.operations(), start, true);
        if (isLast) {
            bookkeeping(step, after);
        }
        marks.after().forEach(this::statement);
        return after;
    }

    /**
     * A client has no loop, so that rows are filled by one statement. It has no condition either: rows that somebody has to
     * look at are left to the plain form.
     */
    private Snapshot inParts(Step step, CommitGroup segment, Snapshot start) {
        ScriptOperation located = segment.operations().get(0);
        Operation operation = located.operation();
        List<OnlinePart> parts =
                dialect.onlineForms().of(operation, Catalog.of(start)).parts();
        if (parts.stream().anyMatch(part -> part.proof() != null)) {
            return limited(step, segment.operations(), start, false);
        }
        TransactionMarks limits =
                dialect.script().limits(step.options().limits().over(this.limits), false);
        limits.before().forEach(this::statement);
        Guard open = guarding(null, located.guard());
        for (OnlinePart part : parts) {
            TransactionMarks marks = part.inTransaction()
                    ? dialect.script().transactionMarks(List.of(operation))
                    : new TransactionMarks(List.of(), List.of());
            marks.before().forEach(this::statement);
            part.session().before().forEach(this::statement);
            part.statements().forEach(this::statement);
            if (part.update() != null) {
                dialect.batches().change(part.update(), Optional.empty(), "").ifPresent(this::statement);
            }
            part.session().after().forEach(this::statement);
            marks.after().forEach(this::statement);
        }
        guarding(open, null);
        limits.after().forEach(this::statement);
        return located.apply(start);
    }

    private Snapshot limited(Step step, List<ScriptOperation> operations, Snapshot start, boolean inTransaction) {
        TransactionMarks marks = dialect.script().limits(step.options().limits().over(limits), inTransaction);
        marks.before().forEach(this::statement);
        Snapshot after = operations(operations, start);
        marks.after().forEach(this::statement);
        return after;
    }

    private Snapshot operations(List<ScriptOperation> operations, Snapshot start) {
        Snapshot snapshot = start;
        Guard open = null;
        for (List<ScriptOperation> group : OperationBatches.of(operations, dialect)) {
            open = guarding(open, group.get(0).guard());
            write(group, snapshot);
            for (ScriptOperation operation : group) {
                snapshot = operation.apply(snapshot);
            }
        }
        guarding(open, null);
        return snapshot;
    }

    /** Ends one condition and begins the next; a block in several parts of a revision is asked about once. */
    private @Nullable Guard guarding(@Nullable Guard open, @Nullable Guard next) {
        if (Objects.equals(open, next)) {
            return open;
        }
        if (open != null) {
            parts.add(SqlScript.text(condition(open, dialect).orElseThrow().end()));
        }
        if (next != null) {
            ClientCondition condition = condition(next, dialect).orElseThrow();
            if (asked.add(next.block())) {
                parts.add(SqlScript.text(condition.question()));
            }
            parts.add(SqlScript.text(condition.begin()));
        }
        return next;
    }

    /** How the client of a database asks for a guard; empty where it cannot. */
    static Optional<ClientCondition> condition(Guard guard, Dialect dialect) {
        String query = guard.query();
        if (query == null) {
            return Optional.empty();
        }
        String expected = dialect.literals().render(guard.expected());
        return dialect.script().condition(guard.block(), query.strip().replaceAll(";$", ""), expected);
    }

    private void write(List<ScriptOperation> group, Snapshot snapshot) {
        Operation first = group.get(0).operation();
        Optional<ExecuteFile> file = first.sqlFile();
        if (first instanceof RunCode code) {
            code(code);
        } else if (file.isPresent()) {
            file(file.get());
        } else if (first.inBatches().isPresent()) {
            backfill(first.inBatches().get(), group.get(0), snapshot);
        } else {
            for (String sql : rendered(group, snapshot)) {
                (first.isOpaque() ? dialect.split(sql) : List.of(sql)).forEach(this::statement);
            }
        }
    }

    private List<String> rendered(List<ScriptOperation> group, Snapshot schema) {
        try {
            return dialect.render(OperationBatches.plain(group), Catalog.of(schema));
        } catch (IllegalArgumentException noLiteral) {
            String reason = String.valueOf(noLiteral.getMessage());
            throw new MigrationException(
                    ScriptMessages.noLiteral(reason).at(group.get(0).location()), noLiteral);
        }
    }

    private List<ScriptOperation> asked(Moment moment, Step step) {
        AppliedStep applied = hooks.applied(step, true, false);
        try {
            return hooks.ask(moment, applied);
        } catch (RuntimeException failed) {
            throw failures.hook(step, applied, HookFailure.thrown(moment, failed), StepMessages.noTextWritten());
        }
    }

    private List<ScriptOperation> asked(Moment moment, AppliedStep stamp) {
        try {
            return hooks.ask(moment, stamp);
        } catch (RuntimeException failed) {
            throw failures.stamp(stamp, HookFailure.thrown(moment, failed), StepMessages.noTextWritten());
        }
    }

    private void hook(Moment moment, Step step, Snapshot schema) {
        write(moment, asked(moment, step), schema);
    }

    private void hook(Moment moment, AppliedStep stamp) {
        if (stamp.changesRows()) {
            write(moment, asked(moment, stamp), Snapshot.empty());
        }
    }

    /** A hook may write into tables that no script made, so that nothing is replayed. */
    private void write(Moment moment, List<ScriptOperation> hooked, Snapshot schema) {
        for (ScriptOperation operation : hooked) {
            PlanCheck.refuseCode(moment, operation);
            write(List.of(operation), schema);
        }
    }

    /** The text of the file itself: what reads a script reads its rows as well. */
    private void file(ExecuteFile file) {
        comment("file: " + file.file());
        try {
            new SqlFileRun(file, dialect, true).run(new SqlFileRun.Target() {
                @Override
                public void statement(String sql, SqlFileReader progress) {
                    SqlScriptPlanner.this.statement(sql);
                }

                @Override
                public void rows(String sql, Reader rows, SqlFileReader progress) throws IOException {
                    StringWriter text = new StringWriter();
                    rows.transferTo(text);
                    SqlScriptPlanner.this.statement(sql);
                    parts.add(SqlScript.text(text + "\\."));
                }
            });
        } catch (SQLException impossible) {
            throw new IllegalStateException("nothing is sent", impossible);
        }
    }

    private void backfill(Backfill backfill, ScriptOperation located, Snapshot schema) {
        comment("backfill: " + backfill.name());
        try {
            BackfillScript.of(backfill, dialect, schema.table(backfill.table()), ++backfills)
                    .forEach(this::statement);
        } catch (MigrationException unfit) {
            throw unfit.problems().get(0).at(located.location()).exception();
        }
    }

    private void code(RunCode code) {
        String sql = Objects.requireNonNullElse(code.offlineSqlFor(dialect.name()), "");
        comment("data: " + code.description().replaceAll("\\R", " ") + (sql.isEmpty() ? " (skipped offline)" : ""));
        if (!sql.isEmpty()) {
            dialect.split(sql).forEach(this::statement);
        }
    }

    private void inTransaction(Runnable statements) {
        TransactionMarks marks = dialect.script().transactionMarks(List.of());
        marks.before().forEach(this::statement);
        statements.run();
        marks.after().forEach(this::statement);
    }

    private void bookkeeping(Step step, Snapshot schema) {
        keepSession(step).after().forEach(this::statement);
        versionTable.replacement(Recorder.change(step)).forEach(this::statement);
        statement(historyTable.insertion(new HistoryEntry(
                step.revision().id(),
                step.direction().name().toLowerCase(Locale.ROOT),
                step.revision().message(),
                step.digest(),
                RecordedPlace.of(step.revision()),
                Instant.EPOCH,
                Duration.ZERO,
                step.operations().size(),
                Recorder.outcome(step))));
        hook(Moment.AFTER, step, schema);
        for (int number = 1; number <= backfills; number++) {
            statement(BackfillScript.forgetting(dialect, number));
        }
    }

    private static String rows(List<String> rows) {
        return rows.isEmpty() ? "base" : String.join(", ", rows);
    }

    private void statement(String sql) {
        parts.add(SqlScript.statement(sql));
    }

    private void comment(String text) {
        parts.add(SqlScript.comment(text));
    }

    private SqlScript script() {
        return new SqlScript(parts);
    }
}

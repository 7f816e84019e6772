package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.ScriptSql;
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
import io.kmigrate.message.StepMessages;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.repeatable.RepeatableHistory.Event;
import io.kmigrate.repeatable.RepeatablePlan;
import io.kmigrate.repeatable.RepeatableStep;
import io.kmigrate.repeatable.RevisionObjects;
import io.kmigrate.revision.Revision;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;

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
    private final OnlineSettings online;
    private final TableOrigins origins = new TableOrigins();
    private final Hooks hooks;
    private final ScriptParts parts = new ScriptParts();
    private final OperationWriter writer;

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
        this.dialect = dialect;
        this.writer = new OperationWriter(dialect, limits, parts);
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
            return parts.script();
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
        return parts.script();
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
        writer.operations(step.operations(), start);
        List<SqlScript.Part> written = parts.script().parts();
        if (written.stream().anyMatch(part -> part.kind() == SqlScript.Kind.TEXT)) {
            throw RunMessages.codeInSql(step.revision().label()).exception();
        }
        List<String> statements = written.stream()
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
        marks.before().forEach(parts::statement);
        objects(plan.repeatables().before(), plan.repeatables(), start, Runnable::run);
        Snapshot snapshot = start;
        for (Step step : plan.steps()) {
            title(step);
            hook(Moment.BEFORE, step, snapshot);
            snapshot = writer.limited(step, step.operations(), snapshot, true);
            bookkeeping(step, snapshot);
        }
        objects(plan.repeatables().after(), plan.repeatables(), snapshot, Runnable::run);
        scripts(plan.repeatables());
        marks.after().forEach(parts::statement);
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
            parts.comment("repeatable: " + step.object().key().replaceAll("\\R", " "));
            transaction.accept(() -> {
                Optional<Operation> wanted = isFresh ? Optional.of(step.object().freshCreation()) : step.operation();
                wanted.ifPresent(operation -> rendered(operation).forEach(parts::statement));
                if (step.action() == RepeatableStep.Action.APPLY) {
                    parts.statement(historyTable.insertion(RepeatableRecorder.entry(
                            Event.APPLIED, step.object(), step.file(), plan.rowsAfter(), Instant.EPOCH)));
                    present.put(step.object().key(), step.object().checksum());
                    versionTable.application(step.object().key(), present).forEach(parts::statement);
                }
            });
            parts.end();
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
                .forEach((name, mark) -> parts.statement(
                        historyTable.insertion(RepeatableRecorder.file(name, mark, plan.rowsAfter(), Instant.EPOCH))));
    }

    /** The script that makes the version and history tables, and nothing else. */
    public SqlScript ofTables() {
        tables();
        return parts.script();
    }

    /** The script that changes the version rows and runs nothing. */
    public SqlScript ofStamp(SideChange change, List<Revision> stamped) {
        List<String> before = change.before();
        List<String> after = change.after();
        if (before.isEmpty()) {
            tables();
        }
        parts.comment("stamp " + (before.isEmpty() ? "base" : String.join(", ", before)) + " -> "
                + (after.isEmpty() ? "base" : String.join(", ", after)));
        AppliedStep step = hooks.stamped(before, stamped, true);
        inTransaction(() -> {
            hook(Moment.BEFORE, step);
            versionTable.replacement(change).forEach(parts::statement);
            stamped.stream()
                    .filter(revision -> !before.contains(revision.id()))
                    .map(revision -> historyTable.insertion(Stamper.entry(revision, Instant.EPOCH)))
                    .forEach(parts::statement);
            hook(Moment.AFTER, step);
        });
        return parts.script();
    }

    private void tables() {
        parts.comment("the version and history tables");
        TransactionMarks marks = dialect.script().transactionMarks(List.of());
        marks.before().forEach(parts::statement);
        for (CreateTable creation : creations()) {
            CreateTable unlessThere = new CreateTable(creation.table(), true);
            dialect.render(unlessThere, Catalog.of(Snapshot.empty())).forEach(parts::statement);
        }
        marks.after().forEach(parts::statement);
        parts.end();
    }

    private List<CreateTable> creations() {
        return Stream.concat(versionTable.creations().stream(), Stream.of(historyTable.creation()))
                .toList();
    }

    private void title(Step step) {
        writer.begin();
        boolean up = step.direction() == Direction.UP;
        parts.comment("" + (up ? "upgrade" : "downgrade") + " " + rows(step.rowsBefore()) + " -> "
                + rows(step.rowsAfter()) + ": " + step.revision().label().replaceAll("\\R", " "));
        keepSession(step).before().forEach(parts::statement);
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
        parts.end();
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
                    ? writer.inParts(step, segment, start)
                    : writer.limited(step, segment.operations(), start, false);
            if (isLast) {
                inTransaction(() -> bookkeeping(step, after));
            }
            return after;
        }
        TransactionMarks marks = dialect.script().transactionMarks(segment.plainOperations());
        marks.before().forEach(parts::statement);
        if (isFirst) {
            hook(Moment.BEFORE, step, start);
        }
        Snapshot after = writer.limited(step, segment.operations(), start, true);
        if (isLast) {
            bookkeeping(step, after);
        }
        marks.after().forEach(parts::statement);
        return after;
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
            writer.write(List.of(operation), schema);
        }
    }

    private void inTransaction(Runnable statements) {
        TransactionMarks marks = dialect.script().transactionMarks(List.of());
        marks.before().forEach(parts::statement);
        statements.run();
        marks.after().forEach(parts::statement);
    }

    private void bookkeeping(Step step, Snapshot schema) {
        keepSession(step).after().forEach(parts::statement);
        versionTable.replacement(Recorder.change(step)).forEach(parts::statement);
        parts.statement(historyTable.insertion(new HistoryEntry(
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
        writer.end();
    }

    private static String rows(List<String> rows) {
        return rows.isEmpty() ? "base" : String.join(", ", rows);
    }
}

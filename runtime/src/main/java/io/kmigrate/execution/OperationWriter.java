package io.kmigrate.execution;

import io.kmigrate.backfill.BackfillScript;
import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.ClientCondition;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlinePart;
import io.kmigrate.dialect.SqlFileReader;
import io.kmigrate.dialect.TransactionMarks;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ScriptMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.Limits;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RunCode;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Guard;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes operations as the statements of a script, each for the schema that it finds. For one script. */
final class OperationWriter {
    private final Dialect dialect;
    private final Limits limits;
    private final ScriptParts parts;
    private final Set<Integer> asked = new HashSet<>();

    /** How many the step has so far. */
    private int backfills;

    /** @param limits of all statements, where a script gives none of its own */
    OperationWriter(Dialect dialect, Limits limits, ScriptParts parts) {
        this.dialect = dialect;
        this.limits = limits;
        this.parts = parts;
    }

    /** Another step. */
    void begin() {
        asked.clear();
        backfills = 0;
    }

    /** The operations under the limits of their step; gives the schema behind them. */
    Snapshot limited(Step step, List<ScriptOperation> operations, Snapshot start, boolean inTransaction) {
        TransactionMarks marks = dialect.script().limits(step.options().limits().over(limits), inTransaction);
        marks.before().forEach(parts::statement);
        Snapshot after = operations(operations, start);
        marks.after().forEach(parts::statement);
        return after;
    }

    Snapshot operations(List<ScriptOperation> operations, Snapshot start) {
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

    /**
     * A client has no loop, so that rows are filled by one statement. It has no condition either: rows that somebody has to
     * look at are left to the plain form.
     */
    Snapshot inParts(Step step, CommitGroup segment, Snapshot start) {
        ScriptOperation located = segment.operations().get(0);
        Operation operation = located.operation();
        List<OnlinePart> online =
                dialect.onlineForms().of(operation, Catalog.of(start)).parts();
        if (online.stream().anyMatch(part -> part.proof() != null)) {
            return limited(step, segment.operations(), start, false);
        }
        TransactionMarks limits =
                dialect.script().limits(step.options().limits().over(this.limits), false);
        limits.before().forEach(parts::statement);
        Guard open = guarding(null, located.guard());
        for (OnlinePart part : online) {
            TransactionMarks marks = part.inTransaction()
                    ? dialect.script().transactionMarks(List.of(operation))
                    : new TransactionMarks(List.of(), List.of());
            marks.before().forEach(parts::statement);
            part.session().before().forEach(parts::statement);
            part.statements().forEach(parts::statement);
            if (part.update() != null) {
                dialect.batches().change(part.update(), Optional.empty(), "").ifPresent(parts::statement);
            }
            part.session().after().forEach(parts::statement);
            marks.after().forEach(parts::statement);
        }
        guarding(open, null);
        limits.after().forEach(parts::statement);
        return located.apply(start);
    }

    /** Ends one condition and begins the next; a block in several parts of a revision is asked about once. */
    private @Nullable Guard guarding(@Nullable Guard open, @Nullable Guard next) {
        if (Objects.equals(open, next)) {
            return open;
        }
        if (open != null) {
            parts.text(condition(open, dialect).orElseThrow().end());
        }
        if (next != null) {
            ClientCondition condition = condition(next, dialect).orElseThrow();
            if (asked.add(next.block())) {
                parts.text(condition.question());
            }
            parts.text(condition.begin());
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

    void write(List<ScriptOperation> group, Snapshot snapshot) {
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
                (first.isOpaque() ? dialect.split(sql) : List.of(sql)).forEach(parts::statement);
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

    /** The text of the file itself: what reads a script reads its rows as well. */
    private void file(ExecuteFile file) {
        parts.comment("file: " + file.file());
        try {
            new SqlFileRun(file, dialect, true).run(new SqlFileRun.Target() {
                @Override
                public void statement(String sql, SqlFileReader progress) {
                    parts.statement(sql);
                }

                @Override
                public void rows(String sql, Reader rows, SqlFileReader progress) throws IOException {
                    StringWriter text = new StringWriter();
                    rows.transferTo(text);
                    parts.statement(sql);
                    parts.text(text + "\\.");
                }
            });
        } catch (SQLException impossible) {
            throw new IllegalStateException("nothing is sent", impossible);
        }
    }

    private void backfill(Backfill backfill, ScriptOperation located, Snapshot schema) {
        parts.comment("backfill: " + backfill.name());
        try {
            BackfillScript.of(backfill, dialect, schema.table(backfill.table()), ++backfills)
                    .forEach(parts::statement);
        } catch (MigrationException unfit) {
            throw unfit.problems().get(0).at(located.location()).exception();
        }
    }

    private void code(RunCode code) {
        String sql = Objects.requireNonNullElse(code.offlineSqlFor(dialect.name()), "");
        parts.comment(
                "data: " + code.description().replaceAll("\\R", " ") + (sql.isEmpty() ? " (skipped offline)" : ""));
        if (!sql.isEmpty()) {
            dialect.split(sql).forEach(parts::statement);
        }
    }

    /** What the backfills of the step have left on the server goes with it. */
    void end() {
        for (int number = 1; number <= backfills; number++) {
            parts.statement(BackfillScript.forgetting(dialect, number));
        }
    }
}

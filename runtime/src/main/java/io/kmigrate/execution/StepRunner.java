package io.kmigrate.execution;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.execution.ExecutionEvent.OperationStarted;
import io.kmigrate.execution.ExecutionEvent.StatementStarted;
import io.kmigrate.exposed.MigrationConnection;
import io.kmigrate.operation.CodeBlock;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one step: its operations, its version rows and its history, in as few transactions as it allows. */
final class StepRunner {
    private final Dialect dialect;
    private final MigrationConnection connection;
    private final Session session;
    private final Recorder recorder;
    private final ExecutionListener listener;
    private @Nullable String currentSql;

    StepRunner(
            Dialect dialect,
            MigrationConnection connection,
            Session session,
            Recorder recorder,
            ExecutionListener listener) {
        this.dialect = dialect;
        this.connection = connection;
        this.session = session;
        this.recorder = recorder;
        this.listener = listener;
    }

    /** Runs a step in transactions of its own. */
    void run(Step step, List<Segment> segments) throws SQLException {
        if (segments.size() == 1 && segments.get(0).inTransaction()) {
            runAtOnce(step, segments.get(0));
        } else {
            runInParts(step, segments);
        }
    }

    /** Runs a step inside the transaction of the whole run. */
    void runInside(Step step, String state) throws SQLException {
        Instant started = recorder.now();
        runOperations(step, new Segment(0, step.operations(), true), state);
        recorder.done(step, started);
    }

    private void runAtOnce(Step step, Segment segment) throws SQLException {
        Instant started = recorder.now();
        String state = "rolled back: the database is as it was before this revision";
        Transaction.run(
                session,
                segment.plainOperations(),
                () -> {
                    runOperations(step, segment, state);
                    recorder.done(step, started);
                },
                failed -> new CommitFailedException(step, state, failed));
    }

    private void runInParts(Step step, List<Segment> segments) throws SQLException {
        Instant started = recorder.now();
        int done = recorder.operationsDone(step);
        if (done == 0) {
            Transaction.run(session, () -> recorder.begun(step, started));
        }
        for (Segment segment : segments) {
            int end = segment.first() + segment.operations().size();
            if (end > done) {
                runPart(step, segment, end, started);
            }
        }
        Transaction.run(session, () -> recorder.finished(step, started));
    }

    private void runPart(Step step, Segment segment, int end, Instant started) throws SQLException {
        String state = "stopped: operations 1 to " + segment.first() + " of this revision are done and stay done;"
                + " the next run goes on with operation " + (segment.first() + 1);
        if (!segment.inTransaction()) {
            runOperations(step, segment, state);
            Transaction.run(session, () -> recorder.progressed(step, started, end));
            return;
        }
        Transaction.run(
                session,
                segment.plainOperations(),
                () -> {
                    runOperations(step, segment, state);
                    recorder.progressed(step, started, end);
                },
                failed -> new CommitFailedException(step, state, failed));
    }

    private void runOperations(Step step, Segment segment, String state) {
        int number = segment.first();
        for (ScriptOperation operation : segment.operations()) {
            number++;
            currentSql = null;
            listener.on(new OperationStarted(step, operation, number));
            try {
                run(step, operation.operation());
            } catch (Exception failed) {
                throw new OperationFailedException(step, number, operation, currentSql, state, failed);
            }
        }
    }

    private void run(Step step, Operation operation) throws Exception {
        Optional<CodeBlock> code = operation.code();
        if (code.isPresent()) {
            connection.run(code.get());
            return;
        }
        Catalog catalog = dialect.catalog(connection.jdbc());
        for (String sql : dialect.render(operation, catalog)) {
            for (String statement : operation.isOpaque() ? dialect.split(sql) : List.of(sql)) {
                execute(step, statement);
            }
        }
    }

    private void execute(Step step, String sql) throws SQLException {
        currentSql = sql;
        listener.on(new StatementStarted(step, sql));
        try (Statement statement = connection.jdbc().createStatement()) {
            // Users' SQL is the database's own: {fn …} and ? mean what they mean there.
            statement.setEscapeProcessing(false);
            boolean hasRows = statement.execute(sql);
            // A call may hold several statements: drivers tell of a failed one when its result is asked for.
            while (hasRows || statement.getUpdateCount() >= 0) {
                hasRows = statement.getMoreResults();
            }
        }
    }
}

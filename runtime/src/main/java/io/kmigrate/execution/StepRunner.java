package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.Session;
import io.kmigrate.history.UnfinishedStep;
import io.kmigrate.plan.Step;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs one step: its operations, its version rows and its history, in as few transactions as it allows. */
final class StepRunner {
    private static final String ROLLED_BACK = "rolled back: the database is as it was before this revision";

    private final Dialect dialect;
    private final Session session;
    private final Recorder recorder;
    private final OperationRunner operations;
    private final Resumption resumption;

    StepRunner(Dialect dialect, Session session, Recorder recorder, OperationRunner operations, Resumption resumption) {
        this.dialect = dialect;
        this.session = session;
        this.recorder = recorder;
        this.operations = operations;
        this.resumption = resumption;
    }

    /** Runs a step in transactions of its own, or what an earlier run left of it. */
    void run(Step step) throws SQLException {
        Optional<UnfinishedStep> unfinished = resumption.of(step);
        List<Segment> segments = Segment.of(step, dialect);
        if (unfinished.isEmpty() && Segment.isAtOnce(segments, dialect)) {
            runAtOnce(step, segments.get(0));
        } else {
            PartedStep parted = new PartedStep(step, dialect, session, recorder, operations);
            parted.run(segments, unfinished.orElse(null), resumption.decision());
        }
    }

    /** Runs a step inside the transaction of the whole run. */
    void runInside(Step step, String state) throws SQLException {
        Instant started = recorder.now();
        operations.run(step, new Segment(0, step.operations(), true), () -> state);
        recorder.done(step, started);
    }

    private void runAtOnce(Step step, Segment segment) throws SQLException {
        Instant started = recorder.now();
        Transaction.run(
                session,
                segment.plainOperations(),
                () -> {
                    operations.run(step, segment, () -> ROLLED_BACK);
                    recorder.done(step, started);
                },
                failed -> new CommitFailedException(step, ROLLED_BACK, failed));
    }
}

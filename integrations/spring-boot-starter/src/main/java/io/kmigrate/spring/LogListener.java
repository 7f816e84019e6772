package io.kmigrate.spring;

import io.kmigrate.execution.ExecutionEvent;
import io.kmigrate.failure.VisibleText;
import io.kmigrate.plan.Direction;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Guard;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a run does to the log, a line a revision, with the database and the revision as context. What others said,
 * such as the name of another session, makes no lines of its own.
 */
final class LogListener implements DatabaseListener {
    private static final Logger LOG = LoggerFactory.getLogger(KmigrateInitializer.class);
    private static final long SECOND = 1000;

    @Override
    public void on(String database, ExecutionEvent event) {
        try (LogContext context = LogContext.of(LogContext.DATABASE, database)) {
            write(database, event);
        }
    }

    private static void write(String database, ExecutionEvent event) {
        if (event instanceof ExecutionEvent.LockAwaited awaited) {
            waits(database, awaited);
        } else if (event instanceof ExecutionEvent.RunStarted started) {
            int count = started.plan().steps().size();
            LOG.info("{}: migrating, {}", database, KmigrateInitializer.revisions(count));
        } else if (event instanceof ExecutionEvent.StepStarted started) {
            about(started.step(), () -> LOG.debug("{}: begins {}", database, label(started.step())));
        } else if (event instanceof ExecutionEvent.OperationLeftOut left) {
            about(left.step(), () -> leavesOut(database, left));
        } else if (event instanceof ExecutionEvent.StatementStarted started) {
            about(started.step(), () -> LOG.debug("{}: {}", database, VisibleText.lines(started.sql())));
        } else if (event instanceof ExecutionEvent.FileRead read) {
            about(read.step(), () -> reads(database, read));
        } else if (event instanceof ExecutionEvent.OnlineChosen chosen) {
            about(chosen.step(), () -> chooses(database, chosen));
        } else if (event instanceof ExecutionEvent.StatementBlocked blocked) {
            about(blocked.step(), () -> isBlocked(database, blocked));
        } else if (event instanceof ExecutionEvent.StepRetried retried) {
            about(retried.step(), () -> startsAgain(database, retried));
        } else if (event instanceof ExecutionEvent.SessionChanged changed) {
            about(
                    changed.step(),
                    () -> LOG.warn(
                            "{}: {}",
                            database,
                            VisibleText.lines(changed.warning().text())));
        } else if (event instanceof ExecutionEvent.StepFinished finished) {
            about(finished.step(), () -> ends(database, finished));
        } else if (event instanceof ExecutionEvent.RepeatableFinished finished) {
            LOG.info(
                    "{}: {} {} in {}",
                    database,
                    finished.step().action().word(),
                    VisibleText.line(finished.step().object().key()),
                    text(finished.duration()));
        } else if (event instanceof ExecutionEvent.TakenOver taken) {
            LOG.info(
                    "{}: took over the database of {}, which is at {}",
                    database,
                    taken.tool(),
                    VisibleText.line(String.join(", ", taken.revisions())));
        }
    }

    private static void waits(String database, ExecutionEvent.LockAwaited awaited) {
        String holder = Optional.ofNullable(awaited.holder()).orElse("the database does not say who");
        LOG.info("{}: waiting for another instance that migrates: {}", database, VisibleText.line(holder));
    }

    private static void leavesOut(String database, ExecutionEvent.OperationLeftOut left) {
        Guard guard = left.operation().guard();
        LOG.info(
                "{}: operation {} of {} is left out: {}",
                database,
                left.number(),
                label(left.step()),
                VisibleText.line(guard == null ? "" : guard.text()));
    }

    private static void reads(String database, ExecutionEvent.FileRead read) {
        String file = VisibleText.line(read.file());
        LOG.info("{}: {} of {} characters of {} are read", database, read.characters(), read.all(), file);
    }

    private static void chooses(String database, ExecutionEvent.OnlineChosen chosen) {
        LOG.info(
                "{}: operation {} of {} runs {}: {}",
                database,
                chosen.number(),
                label(chosen.step()),
                chosen.choice().inParts() ? "in parts, others can work" : "by its plain statement",
                VisibleText.line(chosen.choice().reason()));
    }

    private static void isBlocked(String database, ExecutionEvent.StatementBlocked blocked) {
        String blockers = VisibleText.line(String.join("; ", blocked.blockers()));
        LOG.warn("{}: a statement of {} waits for {}", database, label(blocked.step()), blockers);
    }

    private static void startsAgain(String database, ExecutionEvent.StepRetried retried) {
        LOG.warn(
                "{}: {} lost a lock and starts again in {}: {}",
                database,
                label(retried.step()),
                text(retried.pause()),
                VisibleText.line(retried.reason()));
    }

    private static void ends(String database, ExecutionEvent.StepFinished finished) {
        boolean isUp = finished.step().direction() == Direction.UP;
        String done = finished.step().isLeftOut() ? "passed over" : isUp ? "applied" : "reverted";
        LOG.info("{}: {} {} in {}", database, done, label(finished.step()), text(finished.duration()));
    }

    private static void about(Step step, Runnable line) {
        try (LogContext context =
                LogContext.of(LogContext.REVISION, step.revision().id())) {
            line.run();
        }
    }

    private static String label(Step step) {
        return step.revision().label();
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis < SECOND ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND);
    }
}

package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.Operation;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Neighbouring operations of a step that commit together.
 *
 * @param first 0-based place of the first operation in the step
 * @param inTransaction false for what the database refuses in a transaction
 * @param inParts whether it is one operation in its online form
 */
record CommitGroup(int first, List<ScriptOperation> operations, boolean inTransaction, boolean inParts) {
    /** Operations by their plain statements. */
    CommitGroup(int first, List<ScriptOperation> operations, boolean inTransaction) {
        this(first, operations, inTransaction, false);
    }

    /** By plain statements alone. */
    static List<CommitGroup> of(Step step, Dialect dialect) {
        return of(step, dialect, place -> false);
    }

    /**
     * A single segment where the database can undo everything; otherwise as many as operations have to
     * commit by themselves.
     *
     * @param isInParts whether the operation at a place runs in its online form
     */
    static List<CommitGroup> of(Step step, Dialect dialect, IntPredicate isInParts) {
        return of(step, dialect, isInParts, false);
    }

    /** By plain statements alone. {@code isTrial}: one batch of each backfill runs, in the transaction of the rest. */
    static List<CommitGroup> of(Step step, Dialect dialect, boolean isTrial) {
        return of(step, dialect, place -> false, isTrial);
    }

    private static List<CommitGroup> of(Step step, Dialect dialect, IntPredicate isInParts, boolean isTrial) {
        boolean together = step.transactional() && dialect.capabilities().transactionalDdl();
        List<CommitGroup> segments = new ArrayList<>();
        List<ScriptOperation> open = new ArrayList<>();
        int place = 0;
        for (ScriptOperation operation : step.operations()) {
            boolean inParts = isInParts.test(place);
            boolean outside = inParts
                    || mustRunOutside(operation.operation(), dialect, step)
                    || (!isTrial && runsInBatches(operation.operation()));
            if (!together || outside) {
                add(segments, open, place - open.size());
                segments.add(new CommitGroup(place, List.of(operation), !outside, inParts));
                open = new ArrayList<>();
            } else {
                open.add(operation);
            }
            place++;
        }
        add(segments, open, place - open.size());
        return segments.isEmpty() ? List.of(new CommitGroup(0, List.of(), true)) : segments;
    }

    /** A script that is not transactional still gets whole operations: only its own SQL runs as it stands. */
    private static boolean mustRunOutside(Operation operation, Dialect dialect, Step step) {
        boolean ownSql = operation.isOpaque() && operation.code().isEmpty();
        return dialect.refusesTransaction(operation) || (!step.transactional() && ownSql);
    }

    /** One in the background is registered by the step, and no more. */
    private static boolean runsInBatches(Operation operation) {
        return operation.inBatches().filter(backfill -> !backfill.background()).isPresent();
    }

    /** The backfill that it consists of, where the step itself is to run one. */
    Optional<Backfill> backfill() {
        Operation operation = operations.size() == 1 ? operations.get(0).operation() : null;
        return operation == null || inTransaction
                ? Optional.empty()
                : operation.inBatches().filter(backfill -> !backfill.background());
    }

    private static void add(List<CommitGroup> segments, List<ScriptOperation> operations, int first) {
        if (!operations.isEmpty()) {
            segments.add(new CommitGroup(first, operations, true));
        }
    }

    List<Operation> plainOperations() {
        return operations.stream().map(ScriptOperation::operation).toList();
    }

    /** Whether a step of these segments is one transaction that undoes all of it. */
    static boolean isAtOnce(List<CommitGroup> segments, Dialect dialect) {
        return segments.size() == 1
                && segments.get(0).inTransaction()
                && (dialect.capabilities().transactionalDdl()
                        || segments.get(0).operations().isEmpty());
    }

    /** The 0-based place behind the last operation. */
    int end() {
        return first + operations.size();
    }

    /** What is left of the segment when the first {@code done} operations of the step are done. */
    CommitGroup from(int done) {
        int skipped = Math.min(operations.size(), Math.max(0, done - first));
        return new CommitGroup(first + skipped, operations.subList(skipped, operations.size()), inTransaction, inParts);
    }
}

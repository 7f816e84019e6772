package io.kmigrate.execution;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;

/** A step ran and failed. */
public abstract sealed class StepFailedException extends MigrationException
        permits OperationFailedException, CommitFailedException, HookFailedException {
    private final transient Step step;

    StepFailedException(Step step, Problem problem, Exception cause) {
        super(problem, cause);
        this.step = step;
    }

    public final Step step() {
        return step;
    }
}

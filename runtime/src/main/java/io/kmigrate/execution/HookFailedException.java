package io.kmigrate.execution;

import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;

/** A hook refused a step, or the database refused what a hook added to it. */
public final class HookFailedException extends StepFailedException {
    HookFailedException(Step step, Problem problem, Exception cause) {
        super(step, problem, cause);
    }
}

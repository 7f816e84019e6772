package io.kmigrate.execution;

/** Adds nothing; one, so that it can be told. */
enum NoHook implements StepHook {
    ONLY
}

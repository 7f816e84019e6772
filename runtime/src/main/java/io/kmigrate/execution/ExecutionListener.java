package io.kmigrate.execution;

/** Hears what a run does. An exception it throws fails the step. */
@FunctionalInterface
public interface ExecutionListener {
    void on(ExecutionEvent event);

    /** Hears nothing. */
    static ExecutionListener none() {
        return event -> {};
    }
}

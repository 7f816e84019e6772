package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** Hears what a run does. An exception it throws fails the step. */
@FunctionalInterface
@API(status = STABLE, since = "0.1")
public interface ExecutionListener {
    void on(ExecutionEvent event);

    /** Hears nothing. */
    static ExecutionListener none() {
        return event -> {};
    }
}

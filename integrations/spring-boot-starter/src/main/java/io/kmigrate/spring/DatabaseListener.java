package io.kmigrate.spring;

import io.kmigrate.execution.ExecutionEvent;

/** Hears what the runs of all databases do. */
@FunctionalInterface
interface DatabaseListener {
    void on(String database, ExecutionEvent event);
}

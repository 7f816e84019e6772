package io.kmigrate.spring;

import org.slf4j.MDC;

/** A value that log lines carry until it is closed, which puts back the one before. */
final class LogContext implements AutoCloseable {
    static final String DATABASE = "database";
    static final String REVISION = "revision";

    private final Runnable restored;

    private LogContext(Runnable restored) {
        this.restored = restored;
    }

    static LogContext of(String key, String value) {
        String before = MDC.get(key);
        MDC.put(key, value);
        return new LogContext(before == null ? () -> MDC.remove(key) : () -> MDC.put(key, before));
    }

    @Override
    public void close() {
        restored.run();
    }
}

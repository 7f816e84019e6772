package io.kmigrate.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Scripts that are read on a thread of their own while the calling one opens the database. */
final class BackgroundRead<T> implements Supplier<T> {
    private final CompletableFuture<T> reading;

    private BackgroundRead(CompletableFuture<T> reading) {
        this.reading = reading;
    }

    /** Starts to read. The thread is a daemon: it never keeps a process alive. */
    static <T> BackgroundRead<T> start(Supplier<T> reading) {
        return new BackgroundRead<>(CompletableFuture.supplyAsync(reading, BackgroundRead::startThread));
    }

    /** Reads at once, on the calling thread. */
    static <T> BackgroundRead<T> now(Supplier<T> reading) {
        return new BackgroundRead<>(CompletableFuture.completedFuture(reading.get()));
    }

    private static void startThread(Runnable reading) {
        Thread thread = new Thread(reading, "kmigrate-scripts");
        thread.setDaemon(true);
        thread.start();
    }

    /** What was read; waits for it. */
    @Override
    public T get() {
        try {
            return reading.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure;
        }
    }
}

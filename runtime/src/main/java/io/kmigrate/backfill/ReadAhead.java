package io.kmigrate.backfill;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads on while the database is at work: about the next batch, and no more. */
final class ReadAhead<T> implements Iterator<T>, AutoCloseable {
    private static final int PARTS = 32;

    private final BlockingQueue<Next<T>> found = new ArrayBlockingQueue<>(PARTS);
    private final Thread thread;
    private @Nullable Next<T> next;

    /** @param parts closed by the thread that reads them */
    ReadAhead(Stream<T> parts) {
        thread = new Thread(() -> read(parts), "kmigrate-rows");
        thread.setDaemon(true);
        thread.start();
    }

    /** A part; or the end, with the failure that was it. */
    private record Next<T>(@Nullable T part, @Nullable Throwable failure) {}

    private void read(Stream<T> parts) {
        try {
            Throwable failure = null;
            try (parts) {
                Iterator<T> all = parts.iterator();
                while (all.hasNext()) {
                    found.put(new Next<>(all.next(), null));
                }
            } catch (InterruptedException closed) {
                throw closed;
            } catch (Throwable unreadable) {
                // Whatever it is, someone waits for it.
                failure = unreadable;
            }
            found.put(new Next<>(null, failure));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasNext() {
        Next<T> now = peek();
        if (now.failure() instanceof Error error) {
            throw error;
        }
        if (now.failure() instanceof RuntimeException exception) {
            throw exception;
        }
        if (now.failure() != null) {
            throw new IllegalStateException(now.failure());
        }
        return now.part() != null;
    }

    @Override
    public T next() {
        T part = hasNext() ? peek().part() : null;
        if (part == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return part;
    }

    /** Who interrupts a run waits for the end of its batch, and a part is there at once. */
    private Next<T> peek() {
        boolean wasInterrupted = false;
        while (next == null) {
            try {
                next = found.take();
            } catch (InterruptedException again) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return next;
    }

    /** The thread ends by itself, soon. */
    @Override
    public void close() {
        thread.interrupt();
    }
}

package io.kmigrate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads scripts on a thread of its own while the calling one opens the database. */
final class Aside {
    private Aside() {}

    /**
     * Begins {@code reading}, and does {@code work}, which asks for what was read when it needs it. Where both
     * fail, the scripts' failure is thrown: they are what is wrong whatever the database says.
     */
    static <A, T> T read(Supplier<A> reading, Function<Supplier<A>, T> work) {
        CompletableFuture<A> begun = CompletableFuture.supplyAsync(reading, Aside::start);
        try {
            return work.apply(() -> await(begun));
        } catch (RuntimeException failure) {
            await(begun);
            throw failure;
        }
    }

    private static void start(Runnable reading) {
        Thread thread = new Thread(reading, "kmigrate-scripts");
        thread.setDaemon(true);
        thread.start();
    }

    private static <A> A await(CompletableFuture<A> begun) {
        try {
            return begun.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}

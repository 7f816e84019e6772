package io.kmigrate.backfill;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Hears how far a backfill has come, on the thread that runs it. */
@FunctionalInterface
@API(status = INTERNAL, since = "0.1")
public interface BackfillListener {
    void on(BackfillProgress progress);
}

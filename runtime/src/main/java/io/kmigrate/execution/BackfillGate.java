package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Step;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A step that an upgrade cannot run yet, because it waits for a backfill.
 *
 * @param backfill the name of it
 * @param registeredBy the earlier step of the same plan that registers it; null where the database has it already
 * @param problem what to say, and what to do
 */
@API(status = STABLE, since = "0.1")
public record BackfillGate(
        Step step, String backfill, @Nullable Step registeredBy, Problem problem) {}

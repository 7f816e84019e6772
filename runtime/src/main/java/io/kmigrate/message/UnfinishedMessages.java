package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Fix;
import org.apiguardian.api.API;

/** What to do about a revision that a run began and did not finish: the same words wherever it is met. */
@API(status = INTERNAL, since = "0.1")
public final class UnfinishedMessages {
    private UnfinishedMessages() {}

    public static Fix resume(String id) {
        return new Fix(
                "continue with `migrate resume`; if you finished or reverted it by hand, run `migrate resolve %s`"
                        .formatted(id),
                "continue with resume(InFlightDecision.ASK); if you finished or reverted it by hand, call resolve(\"%s\", …)"
                        .formatted(id));
    }

    /** {@code number}: of the operation of which nobody knows whether it is done. */
    public static Fix decide(int number) {
        return new Fix(
                "look whether operation %d is done: run `migrate resume --skip` if it is, `migrate resume --retry` if it is not"
                        .formatted(number),
                "look whether operation %d is done: call resume(InFlightDecision.SKIP) if it is, resume(InFlightDecision.RETRY) if it is not"
                        .formatted(number));
    }

    /** Of a script that was edited in the part that is done. */
    public static Fix restoreOperations(String id) {
        return new Fix(
                "restore the operations that were begun, or finish by hand and run `migrate resolve %s`".formatted(id),
                "restore the operations that were begun, or finish by hand and call resolve(\"%s\", …)".formatted(id));
    }

    /** Of a script that is gone. */
    public static Fix restoreScript(String id) {
        return new Fix(
                "restore its script, or finish by hand and run `migrate resolve %s`".formatted(id),
                "restore its script, or finish by hand and call resolve(\"%s\", …)".formatted(id));
    }

    /** {@code first}: what else the failure advises. */
    public static Fix both(Fix first, Fix then) {
        return new Fix(first.command() + "\n" + then.command(), first.java() + "\n" + then.java());
    }
}

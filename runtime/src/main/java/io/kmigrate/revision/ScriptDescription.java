package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.OperationDescription;
import java.util.List;
import org.apiguardian.api.API;

/** An operation of a script as plain values, with where and when it runs: what checksums are made of. */
@API(status = INTERNAL, since = "0.1")
public final class ScriptDescription {
    private ScriptDescription() {}

    public static OperationDescription of(ScriptOperation step) {
        OperationDescription plain = OperationDescription.of(step.operation());
        OperationDescription placed =
                step.databases().isEmpty() ? plain : plain.with("on", List.copyOf(step.databases()));
        Guard guard = step.guard();
        return guard == null ? placed : placed.with(guard.word(), guard.described());
    }
}

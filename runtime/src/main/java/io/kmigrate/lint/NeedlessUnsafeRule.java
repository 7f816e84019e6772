package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.ScriptOperation;
import java.util.List;
import org.apiguardian.api.API;

/** Operations that no one objects to are called unsafe. */
@API(status = INTERNAL, since = "0.1")
public final class NeedlessUnsafeRule extends LiveRule {
    public NeedlessUnsafeRule() {
        super("needless-unsafe", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "`unsafe` stands around operations that no rule objects to",
                "Anyone who reads the script looks for a danger that is not there. An operation that is added to the block "
                        + "later is not checked.",
                "Take the operations out of `unsafe`.",
                new Documentation.Example(List.of(), List.of(Examples.users()), "the table is new"));
    }

    /** What is said of the first operation of the block. */
    Finding finding(ScriptOperation first, int place) {
        return new Finding(
                code(),
                severity(),
                place,
                first.operation(),
                "no rule has an error for the operations in unsafe(\"" + first.unsafe() + "\")",
                "take them out of unsafe",
                null);
    }
}

package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.DropColumn;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Each row is written. */
@API(status = INTERNAL, since = "0.1")
public final class OrDropColumnRule extends LockRule {
    public OrDropColumnRule() {
        super("or-drop-column", Severity.WARNING, Products.oracle());
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A column of a large table is dropped",
                "Oracle writes each row again, and needs space in its log for all of them.",
                "Set the column UNUSED, which takes a moment. Drop unused columns at a quiet "
                        + "time, with CHECKPOINT.",
                Examples.onUsers(new DropColumn(Examples.USERS, Examples.EMAIL, false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropColumn(DropColumn drop) {
                return found.on(
                        drop.table(),
                        Work.REWRITE,
                        "each row of " + drop.table() + " is written again without " + drop.column(),
                        "set the column UNUSED, and drop it at a quiet time");
            }
        };
    }
}

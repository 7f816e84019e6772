package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.RequireBackfill;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The upgrade cannot come to its end. */
@API(status = INTERNAL, since = "0.1")
public final class BackfillGateSameUpgradeRule extends LockRule {
    public BackfillGateSameUpgradeRule() {
        super("backfill-gate-same-upgrade", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "One upgrade registers a backfill in the background, and waits for its end",
                "The upgrade registers the backfill of a large table and does not run it. So it stops before "
                        + "the revision with `requiresBackfill`, with exit code 1.",
                "Deploy the revision with `requiresBackfill` with a later release. Run "
                        + "`migrate backfill run` between the two.",
                new Documentation.Example(
                        List.of(Examples.users()),
                        List.of(Examples.backgroundBackfill(), new RequireBackfill(Examples.BACKFILL))));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> requireBackfill(RequireBackfill require) {
                return found.context().registeredHere(require.name()).stream()
                        .flatMap(backfill -> found.on(
                                backfill.table(),
                                Work.CHANGE,
                                "the upgrade stops here: it registers the backfill \"" + backfill.name()
                                        + "\" itself, and something else has to run it",
                                "deploy this revision with a later release than the backfill"));
            }
        };
    }
}

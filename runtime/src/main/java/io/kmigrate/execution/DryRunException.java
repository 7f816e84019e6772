package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;

/** A dry run was asked for of what the database cannot roll back. Nothing ran. */
public final class DryRunException extends MigrationException {
    static void refuse(Plan plan, Dialect dialect, Resumption resumption) {
        for (Step step : plan.steps()) {
            if (!dialect.capabilities().transactionalDdl()) {
                throw new DryRunException(step, dialect.name() + " commits at every change of a schema");
            }
            if (resumption.of(step).isPresent()) {
                throw new DryRunException(step, "it is half done already");
            }
            if (!step.transactional()) {
                throw new DryRunException(step, "its script says transactional = false");
            }
            if (!CommitGroup.isAtOnce(CommitGroup.of(step, dialect), dialect)) {
                throw new DryRunException(
                        step, "it holds operations that " + dialect.name() + " has to commit by themselves");
            }
        }
    }

    private DryRunException(Step step, String why) {
        super(new Problem(
                "dry-run",
                "a dry run of revision " + step.revision().label() + " could not be undone: " + why,
                step.revision().path() == null
                        ? null
                        : Location.of(step.revision().path()),
                "see what it would do with --plan, or its SQL with --sql; try it on a copy of the database"));
    }
}

package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.TransactionCheck;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.operation.RowsTable;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Looks for what a database cannot do, and for SQL that must not run, before the first operation of a plan runs. */
@API(status = INTERNAL, since = "0.1")
public final class Feasibility {
    private final Dialect dialect;
    private final List<Problem> problems = new ArrayList<>();

    private Feasibility(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * What the database cannot do or must not run, at its script line.
     *
     * @param start the schema the plan starts from, as far as it is known
     */
    public static List<Problem> problems(Plan plan, Dialect dialect, Snapshot start) {
        Feasibility feasibility = new Feasibility(dialect);
        Snapshot schema = start;
        for (Step step : plan.steps()) {
            feasibility.problems.addAll(
                    ScriptSqlCheck.problems(step.operations(), List.of(dialect), step.transactional()));
            for (ScriptOperation operation : step.operations()) {
                schema = feasibility.look(operation, schema);
            }
        }
        return feasibility.problems;
    }

    /**
     * Refuses a plan that the database cannot do.
     *
     * @throws MigrationException naming every operation
     */
    public static void refuse(Plan plan, Dialect dialect) {
        List<Problem> problems =
                new ArrayList<>(problems(plan, dialect, Snapshot.empty().asUncertain()));
        problems.addAll(rowsForOtherColumns(plan));
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** Rows, such as those of a file, for a table that the plan makes itself: its columns are known before it is there. */
    private static List<Problem> rowsForOtherColumns(Plan plan) {
        List<Problem> found = new ArrayList<>();
        Snapshot made = Snapshot.empty().asUncertain();
        for (ScriptOperation located : plan.steps().stream()
                .flatMap(step -> step.operations().stream())
                .toList()) {
            Operation operation = located.operation();
            if (operation.isOpaque()) {
                // It may have changed the table.
                return found;
            }
            try {
                RowsTable.of(operation)
                        .flatMap(made::table)
                        .ifPresent(table -> operation.apply(Snapshot.of(List.of(table))));
                made = located.apply(made);
            } catch (ReplayException unfit) {
                unfit.problems().forEach(problem -> found.add(problem.at(located.location())));
            }
        }
        return found;
    }

    private Snapshot look(ScriptOperation located, Snapshot before) {
        Operation operation = located.operation();
        try {
            if (!operation.isOpaque() && RowsTable.of(operation).isEmpty()) {
                List<String> rendered = dialect.render(operation, Catalog.of(before));
                new TransactionCheck(dialect)
                        .problem(rendered, true)
                        .ifPresent(problem -> problems.add(problem.at(located.location())));
            }
        } catch (UnsupportedOperationByDialectException cannot) {
            cannot.problems().forEach(problem -> problems.add(problem.at(located.location())));
        } catch (MigrationException notKnown) {
            // What it works on is in the database and not in the plan: the run itself will see it.
        }
        try {
            return located.apply(before.asUncertain());
        } catch (ReplayException unfit) {
            return before;
        }
    }
}

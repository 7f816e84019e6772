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
import io.kmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** Looks for what a database cannot do, and for SQL that must not run, before the first operation of a plan runs. */
@API(status = INTERNAL, since = "0.1")
public final class Feasibility {
    private final Dialect dialect;
    private final boolean isForRun;
    private final List<Problem> problems = new ArrayList<>();
    private boolean isTextSeen;

    /** @param isForRun whether no replay of the scripts has looked at the columns of rows */
    private Feasibility(Dialect dialect, boolean isForRun) {
        this.dialect = dialect;
        this.isForRun = isForRun;
    }

    /**
     * What the database cannot do or must not run, at its script line.
     *
     * @param start the schema the plan starts from, as far as it is known
     */
    public static List<Problem> problems(Plan plan, Dialect dialect, Snapshot start) {
        return new Feasibility(dialect, false).of(plan, start);
    }

    private List<Problem> of(Plan plan, Snapshot start) {
        Snapshot schema = start;
        for (Step step : plan.steps()) {
            problems.addAll(ScriptSqlCheck.problems(step.operations(), List.of(dialect), step.transactional()));
            for (ScriptOperation operation : step.operations()) {
                if (isForRun) {
                    lookAtRows(operation, schema);
                }
                schema = look(operation, schema);
            }
        }
        return problems;
    }

    /**
     * Refuses a plan that the database cannot do.
     *
     * @throws MigrationException naming every operation
     */
    public static void refuse(Plan plan, Dialect dialect) {
        List<Problem> problems =
                new Feasibility(dialect, true).of(plan, Snapshot.empty().asUncertain());
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /**
     * Rows, such as those of a file, for a table that the plan makes itself: its columns are known before it is there,
     * unless text may have changed them.
     */
    private void lookAtRows(ScriptOperation located, Snapshot before) {
        isTextSeen |= located.operation().isOpaque();
        Optional<Table> made = RowsTable.of(located.operation()).flatMap(before::table);
        if (isTextSeen || made.isEmpty()) {
            return;
        }
        try {
            located.operation().apply(Snapshot.of(List.of(made.get())));
        } catch (ReplayException unfit) {
            unfit.problems().forEach(problem -> problems.add(problem.at(located.location())));
        }
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

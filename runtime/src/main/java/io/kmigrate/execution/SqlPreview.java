package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.execution.StepPreview.Commit;
import io.kmigrate.execution.StepPreview.Part;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.ReplayException;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Renders a plan for people who want to see it before it runs. Refuses nothing: a statement that depends on what is
 * in the database says so.
 */
@API(status = INTERNAL, since = "0.1")
public final class SqlPreview {
    private final Dialect dialect;
    private Snapshot schema;

    private SqlPreview(Dialect dialect, Snapshot start) {
        this.dialect = dialect;
        this.schema = start;
    }

    /** {@code start}: the schema the plan starts from, as far as the scripts know it. */
    public static List<StepPreview> of(Plan plan, Dialect dialect, Snapshot start) {
        SqlPreview preview = new SqlPreview(dialect, start);
        return plan.steps().stream().map(preview::step).toList();
    }

    private StepPreview step(Step step) {
        List<Part> parts = new ArrayList<>();
        List<CommitGroup> groups = CommitGroup.of(step, dialect);
        for (CommitGroup group : groups) {
            Commit commit = !group.inTransaction()
                    ? Commit.OUTSIDE_TRANSACTION
                    : groups.size() > 1 ? Commit.BY_ITSELF : Commit.WITH_REVISION;
            for (List<ScriptOperation> batch : OperationBatches.of(group.operations(), dialect)) {
                parts.add(part(batch, commit));
            }
        }
        return new StepPreview(step, parts);
    }

    private Part part(List<ScriptOperation> batch, Commit commit) {
        Operation first = batch.get(0).operation();
        List<String> statements = new ArrayList<>();
        String unknown = null;
        if (first.code().isEmpty() && first.sqlFile().isEmpty()) {
            try {
                for (String sql : dialect.render(OperationBatches.plain(batch), Catalog.of(schema))) {
                    statements.addAll(first.isOpaque() ? dialect.split(sql) : List.of(sql));
                }
            } catch (MigrationException inDatabase) {
                unknown = String.valueOf(inDatabase.getMessage());
            } catch (IllegalArgumentException noLiteral) {
                unknown = String.valueOf(noLiteral.getMessage());
            }
        }
        batch.forEach(this::apply);
        return new Part(batch, statements, commit, unknown);
    }

    /** What does not fit is a matter of the run, which looks at the real schema. */
    private void apply(ScriptOperation step) {
        try {
            schema = step.apply(schema.asUncertain());
        } catch (ReplayException unfit) {
            schema = schema.asUncertain();
        }
    }
}

package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.dialect.OnlinePart;
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
import org.jspecify.annotations.Nullable;

/**
 * Renders a plan for people who want to see it before it runs. Refuses nothing: a statement that depends on what is
 * in the database says so.
 */
@API(status = INTERNAL, since = "0.1")
public final class SqlPreview {
    private final Dialect dialect;
    private final OnlineChoices.Chooser chooser;
    private final boolean withStatements;
    private final TableOrigins origins = new TableOrigins();
    private Snapshot schema;

    private SqlPreview(Snapshot start, OnlineChoices.Chooser chooser, boolean withStatements) {
        this.dialect = chooser.dialect();
        this.schema = start;
        this.chooser = chooser;
        this.withStatements = withStatements;
    }

    /** {@code start}: the schema the plan starts from, as far as the scripts know it. */
    public static List<StepPreview> of(Plan plan, Dialect dialect, Snapshot start, boolean withStatements) {
        return of(plan, start, OnlineChoices.offline(dialect, start, OnlineSettings.STANDARD, false), withStatements);
    }

    /** The same for a database, as its tables are now. */
    public static List<StepPreview> of(
            Plan plan, Snapshot start, OnlineChoices.Chooser chooser, boolean withStatements) {
        SqlPreview preview = new SqlPreview(start, chooser, withStatements);
        return plan.steps().stream().map(preview::step).toList();
    }

    private StepPreview step(Step step) {
        List<Part> parts = new ArrayList<>();
        OnlineChoices online = chooser.choose(step, origins);
        List<CommitGroup> groups = CommitGroup.of(step, dialect, online::isInParts);
        for (CommitGroup group : groups) {
            if (group.inParts()) {
                parts.add(inParts(
                        group.operations().get(0), online.of(group.first()).orElseThrow()));
                continue;
            }
            Commit commit = !group.inTransaction()
                    ? Commit.OUTSIDE_TRANSACTION
                    : groups.size() > 1 ? Commit.BY_ITSELF : Commit.WITH_REVISION;
            int place = group.first();
            for (List<ScriptOperation> batch : OperationBatches.of(group.operations(), dialect)) {
                parts.add(part(batch, commit, online.of(place).orElse(null)));
                place += batch.size();
            }
        }
        return new StepPreview(step, parts);
    }

    /** Its table is in the database, so that its statements are known. */
    private Part inParts(ScriptOperation located, OnlineChoice choice) {
        List<String> statements = statements(chooser.settings().form(dialect, located.operation(), chooser.catalog()));
        apply(located);
        return new Part(List.of(located), statements, Commit.IN_PARTS, null, choice);
    }

    /** What is sent for an online form, in order; a backfill as what each of its batches does. */
    private List<String> statements(OnlineForm form) {
        Catalog catalog = chooser.catalog();
        List<String> statements = new ArrayList<>();
        for (OnlinePart part : form.parts()) {
            statements.addAll(part.session().before());
            statements.addAll(part.statements());
            if (part.update() != null) {
                statements.addAll(dialect.batches()
                        .shown(part.update(), catalog.table(part.update().table())));
            }
            if (part.proof() != null) {
                statements.add(part.proof().rows());
            }
            if (part.copying() != null && chooser.settings().command() != null) {
                statements.add(OnlineCommand.shown(chooser.settings().command().of(part.copying(), "{database}")));
            }
            statements.addAll(part.session().after());
        }
        return statements;
    }

    private Part part(List<ScriptOperation> batch, Commit commit, @Nullable OnlineChoice choice) {
        Operation first = batch.get(0).operation();
        List<String> statements = new ArrayList<>();
        String unknown = null;
        if (withStatements && first.code().isEmpty() && first.sqlFile().isEmpty()) {
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
        return new Part(batch, statements, commit, unknown, choice);
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

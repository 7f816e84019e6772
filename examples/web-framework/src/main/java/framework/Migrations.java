package framework;

import io.kmigrate.MigrationReport;
import io.kmigrate.Migrator;
import io.kmigrate.compare.Change;
import io.kmigrate.compare.Comparison;
import io.kmigrate.diff.ObjectFilter;
import io.kmigrate.dsl.source.FileTemplate;
import io.kmigrate.dsl.source.NewRevision;
import io.kmigrate.dsl.source.ScriptWriter;
import io.kmigrate.dsl.source.WrittenRevision;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Status;
import io.kmigrate.revision.Revision;
import io.kmigrate.source.Model;
import java.nio.file.Path;

/** Migrations in the framework's words: each method prints, and answers how the command ends. */
final class Migrations {
    private static final Path SCRIPTS = Path.of("migrations");
    private static final FileTemplate NAMES = FileTemplate.parse("{year}_{month}_{day}_{hour}{minute}-{rev}_{slug}");

    private final Migrator migrator;

    Migrations(DatabaseSettings settings) {
        migrator = Migrator.builder()
                .dataSource(settings.dataSource())
                .scripts(SCRIPTS)
                .model(Model.ofScripts(Path.of("model")))
                .build();
    }

    /** Writes what makes the database follow the models. What may lose data is for the command line of Kmigrate. */
    int generate(String name) {
        Comparison comparison = migrator.compareWithDatabase(ObjectFilter.all());
        if (comparison.isEmpty()) {
            System.out.println("✓ the models have nothing new");
            return Framework.OK;
        }
        boolean isUndecided = !comparison.candidates().isEmpty()
                || comparison.changes().stream().anyMatch(change -> change.danger() != null);
        comparison.changes().forEach(Migrations::print);
        if (isUndecided) {
            System.out.println("✗ this may lose data, or be a rename: decide with `migrate revision --autogenerate`");
            return Framework.FAILED;
        }
        WrittenRevision written = ScriptWriter.into(SCRIPTS, NAMES)
                .write(
                        migrator.graph(),
                        NewRevision.onHead(migrator.graph(), name).doing(comparison));
        System.out.println("✓ generated " + written.getRevision().path());
        return Framework.OK;
    }

    private static void print(Change change) {
        String danger = change.danger() == null ? "" : ": " + change.danger();
        System.out.println("  + " + OperationDescription.of(change.operation()).headline() + danger);
    }

    int upgrade() {
        return report(migrator.upgrade("head"));
    }

    /** One step. */
    int downgrade() {
        return report(migrator.downgrade("-1"));
    }

    private static int report(MigrationReport report) {
        report.steps().forEach(step -> System.out.println("✓ " + word(step) + " " + step.message()));
        if (report.steps().isEmpty()) {
            System.out.println("✓ nothing to do");
        }
        return Framework.OK;
    }

    private static String word(MigrationReport.StepReport step) {
        return switch (step.direction()) {
            case UP -> "applied";
            case DOWN -> "took back";
        };
    }

    int status() {
        Status status = migrator.status();
        for (Revision revision : status.graph().all().newestFirst()) {
            boolean isApplied = status.applied().ids().contains(revision.id());
            System.out.println((isApplied ? "✓ " : "· ") + revision.id() + "  " + revision.message());
        }
        System.out.println(
                status.pending().isEmpty() ? "up to date" : status.pending().size() + " to apply");
        return Framework.OK;
    }
}

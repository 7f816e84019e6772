package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.ExecuteFile;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.plan.Plan;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlReader;
import io.kmigrate.sql.TextOperations;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Refuses revisions that would take a run's own tables away under it. A script does so without wanting to where another
 * tool had a table of that name, as SQLAlchemy-migrate had {@code migrate_version}.
 */
@API(status = INTERNAL, since = "0.1")
public final class OwnTablesCheck implements DefaultingOperationVisitor<Stream<TableName>> {
    private final Dialect dialect;
    private final List<TableName> own;

    public OwnTablesCheck(Dialect dialect, List<TableName> own) {
        this.dialect = dialect;
        this.own = own;
    }

    /**
     * Looks at all steps.
     *
     * @throws MigrationException naming every operation
     */
    public void refuse(Plan plan) {
        List<Problem> problems = problems(plan.steps().stream().flatMap(step -> step.operations().stream()));
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** What is wrong with scripts, upgrades and written downgrades, at their lines. */
    List<Problem> ofScripts(List<Migration> migrations) {
        return problems(migrations.stream()
                .flatMap(migration -> Stream.concat(
                        migration.up().stream(),
                        migration.downgrade() instanceof Migration.Written written
                                ? written.operations().stream()
                                : Stream.empty())));
    }

    private List<Problem> problems(Stream<ScriptOperation> operations) {
        return operations
                .filter(located -> located.runsOn(dialect.name()))
                .flatMap(located -> located.operation()
                        .accept(this)
                        .flatMap(this::meant)
                        .distinct()
                        .map(table -> SchemaMessages.ownTable(table.toString()).at(located.location())))
                .toList();
    }

    /** A name without a schema may be in that of the other one: which is the default is not known here. */
    private Stream<TableName> meant(TableName table) {
        return own.stream()
                .filter(each -> each.name().equalsIgnoreCase(table.name())
                        && (each.schema() == null
                                || table.schema() == null
                                || each.schema().equalsIgnoreCase(table.schema())));
    }

    @Override
    public Stream<TableName> otherwise(Operation operation) {
        return Stream.empty();
    }

    @Override
    public Stream<TableName> createTable(CreateTable operation) {
        return Stream.of(operation.table().name());
    }

    @Override
    public Stream<TableName> dropTable(DropTable operation) {
        return Stream.of(operation.table());
    }

    @Override
    public Stream<TableName> renameTable(RenameTable operation) {
        return Stream.of(operation.table(), operation.table().withName(operation.newName()));
    }

    @Override
    public Stream<TableName> moveTable(MoveTable operation) {
        return Stream.of(
                operation.table(),
                new TableName(operation.newSchema(), operation.table().name()));
    }

    @Override
    public Stream<TableName> executeSql(ExecuteSql operation) {
        return ofText(operation, operation.sqlFor(dialect.name()));
    }

    /** A file that is too long to be read is not looked at. */
    @Override
    public Stream<TableName> executeFile(ExecuteFile operation) {
        return SqlReader.text(operation).stream().flatMap(text -> ofText(operation, text));
    }

    /** Text is read only where such a name stands in it: few scripts need the reader. */
    private Stream<TableName> ofText(Operation operation, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean isNamed =
                own.stream().anyMatch(table -> lower.contains(table.name().toLowerCase(Locale.ROOT)));
        return isNamed
                ? TextOperations.of(operation, dialect).stream().flatMap(each -> each.accept(this))
                : Stream.empty();
    }
}

package io.kmigrate.run;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.SchemaMessages;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.plan.Plan;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.TextOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Refuses revisions that would take a run's own tables away under it. A script does so without wanting to where another
 * tool had a table of that name, as SQLAlchemy-migrate had {@code migrate_version}.
 */
final class OwnTablesCheck implements DefaultingOperationVisitor<Stream<TableName>> {
    private final Dialect dialect;
    private final List<TableName> own;

    OwnTablesCheck(Dialect dialect, List<TableName> own) {
        this.dialect = dialect;
        this.own = own;
    }

    /**
     * Looks at all steps.
     *
     * @throws MigrationException naming every operation
     */
    void refuse(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        for (Step step : plan.steps()) {
            for (ScriptOperation located : step.operations()) {
                located.operation()
                        .accept(this)
                        .filter(this::isOwn)
                        .forEach(table -> problems.add(
                                SchemaMessages.ownTable(table.toString()).at(located.location())));
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    /** A name without a schema may be in that of the other one: which is the default is not known here. */
    private boolean isOwn(TableName table) {
        return own.stream()
                .anyMatch(each -> each.name().equalsIgnoreCase(table.name())
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

    /** Text is read only where such a name stands in it: few scripts need the reader. */
    @Override
    public Stream<TableName> executeSql(ExecuteSql operation) {
        String text = operation.sql().toLowerCase(Locale.ROOT);
        boolean isNamed =
                own.stream().anyMatch(table -> text.contains(table.name().toLowerCase(Locale.ROOT)));
        return isNamed
                ? TextOperations.of(operation, dialect).stream().flatMap(each -> each.accept(this))
                : Stream.empty();
    }
}

package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.TableName;
import io.kmigrate.sql.SqlReader;
import io.kmigrate.sql.SqlStatement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The tables that revisions touch and do not make themselves: those whose size matters. */
@API(status = INTERNAL, since = "0.1")
public final class LintedTables {
    private final SqlReader sql;
    private final NewTables made = new NewTables();
    private final Set<TableName> found = new LinkedHashSet<>();

    private LintedTables(String dialect) {
        this.sql = SqlReader.of(dialect);
    }

    /**
     * Those of migrations that run one after the other.
     *
     * @param dialect by which SQL text is read
     */
    public static Set<TableName> of(List<Migration> migrations, String dialect) {
        LintedTables tables = new LintedTables(dialect);
        for (Migration migration : migrations) {
            migration.up().stream().map(ScriptOperation::operation).forEach(tables::add);
        }
        return tables.found;
    }

    private void add(Operation operation) {
        note(operation);
        for (SqlStatement statement : sql.statements(operation)) {
            statement.operations().forEach(this::note);
            statement.actions().forEach(action -> note(action.table()));
        }
    }

    private void note(Operation operation) {
        boolean isNew = operation.accept(made);
        List<TableName> touched = operation.accept(new TouchedTables());
        // The tables that a new one refers to are there; the new one is not.
        touched.stream().skip(isNew ? 1 : 0).forEach(this::note);
    }

    private void note(@Nullable TableName table) {
        if (table != null && !table.name().isEmpty() && !made.contains(table)) {
            found.add(table);
        }
    }
}

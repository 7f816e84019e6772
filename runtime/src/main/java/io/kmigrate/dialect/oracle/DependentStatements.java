package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.ColumnDependents;
import io.kmigrate.message.DefinitionMessages;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes away what hangs on a column that is about to be replaced. */
record DependentStatements(OracleRenderer renderer, TableName table) {
    /** Keys of other tables that refer to the column are not among them: Oracle refuses to drop it then. */
    List<String> drop(ColumnDependents dependents) {
        List<String> statements = new ArrayList<>();
        dependents.foreignKeys().forEach(key -> statements.addAll(drop(key.name(), "foreign key")));
        dependents.checkConstraints().forEach(check -> statements.addAll(drop(check.name(), "check constraint")));
        dependents
                .indexes()
                .forEach(index ->
                        statements.addAll(renderer.dropIndex(new DropIndex(index.name(), table, false, false))));
        dependents
                .uniqueConstraints()
                .forEach(unique -> statements.addAll(renderer.alterTable(
                        table,
                        unique.name() == null
                                ? "DROP UNIQUE (" + OracleNames.NAMES.list(unique.columns()) + ")"
                                : "DROP CONSTRAINT " + OracleNames.NAMES.quote(unique.name()))));
        if (dependents.primaryKey() != null) {
            statements.addAll(renderer.alterTable(table, "DROP PRIMARY KEY"));
        }
        return statements;
    }

    /** Offline a constraint without a name has one that cannot be known. */
    private List<String> drop(@Nullable String name, String kind) {
        if (name == null) {
            throw DefinitionMessages.unnamedConstraint("Oracle", table.toString(), kind)
                    .exception();
        }
        return renderer.alterTable(table, "DROP CONSTRAINT " + OracleNames.NAMES.quote(name));
    }
}

package io.kmigrate.dialect.sqlserver;

import io.kmigrate.dialect.ColumnDependents;
import io.kmigrate.message.DefinitionMessages;
import io.kmigrate.operation.DropIndex;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes away what hangs on a column that is about to change. */
record DependentStatements(SqlServerRenderer renderer, TableName table) {
    /** Keys of other tables that refer to the column are not among them: SQL Server names them when it refuses. */
    List<String> drop(ColumnDependents dependents) {
        List<String> statements = new ArrayList<>();
        dependents.foreignKeys().forEach(key -> statements.add(drop(key.name(), "foreign key")));
        dependents.checkConstraints().forEach(check -> statements.add(drop(check.name(), "check constraint")));
        dependents
                .indexes()
                .forEach(index ->
                        statements.addAll(renderer.dropIndex(new DropIndex(index.name(), table, false, false))));
        dependents.uniqueConstraints().forEach(unique -> statements.add(drop(unique.name(), "unique constraint")));
        PrimaryKey key = dependents.primaryKey();
        if (key != null) {
            statements.add(key.name() == null ? dropUnnamedPrimaryKey() : drop(key.name(), "primary key"));
        }
        return statements;
    }

    /** Offline a constraint without a name has one that cannot be known. */
    String drop(@Nullable String name, String kind) {
        if (name == null) {
            throw DefinitionMessages.unnamedConstraint("SQL Server", table.toString(), kind)
                    .exception();
        }
        return renderer.alterTable(table, "DROP CONSTRAINT " + SqlServerRenderer.NAMES.quote(name))
                .get(0);
    }

    private String dropUnnamedPrimaryKey() {
        String quoted = SqlServerRenderer.NAMES.quote(table);
        return "DECLARE @name nvarchar(258) = (SELECT QUOTENAME(k.name) FROM sys.key_constraints k\n"
                + "    WHERE k.parent_object_id = OBJECT_ID(" + SqlServerRenderer.LITERALS.render(quoted)
                + ") AND k.type = 'PK');\n"
                + "EXEC (" + SqlServerRenderer.LITERALS.render("ALTER TABLE " + quoted + " DROP CONSTRAINT ")
                + " + @name)";
    }
}

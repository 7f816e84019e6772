package io.kmigrate.dsl.builder

import io.kmigrate.exposed.ExposedTables
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.RenameTable
import org.jetbrains.exposed.v1.core.Table

/** Operations on whole tables. */
public sealed interface TableOperations : RecordingScope {
    /**
     * Creates a table with its columns, keys, checks and indexes, which [declare] says in Exposed's
     * words. A [comment] is kept by every database but SQLite.
     */
    public fun createTable(
        name: String,
        comment: String? = null,
        ifNotExists: Boolean = false,
        schema: String? = null,
        declare: TableScope.() -> Unit,
    ): Unit = recorder.record {
        val table = tableName(name, schema)
        CreateTable(
            TableScope(name).apply(declare).describe(table).withComment(comment),
            ifNotExists,
        )
    }

    /**
     * Creates a table from an Exposed declaration. Declare it in the script: a table of the
     * application changes later, and with it what this migration does.
     */
    public fun createTable(table: Table, ifNotExists: Boolean = false): Unit = recorder.record {
        CreateTable(ExposedTables.toTable(table), ifNotExists)
    }

    /**
     * Drops a table with its indexes and constraints. Keys of other tables that refer to it go
     * first.
     */
    public fun dropTable(table: String, ifExists: Boolean = false, schema: String? = null): Unit =
        recorder.record {
            DropTable(tableName(table, schema), ifExists)
        }

    /**
     * Renames a table in its schema. Foreign keys follow; views and triggers do so by the
     * database's rules.
     */
    public fun renameTable(old: String, new: String, schema: String? = null): Unit =
        recorder.record {
            RenameTable(tableName(old, schema), given(new, "the table's new name"))
        }
}

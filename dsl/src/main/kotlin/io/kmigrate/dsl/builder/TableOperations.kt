package io.kmigrate.dsl.builder

import io.kmigrate.exposed.ExposedTables
import io.kmigrate.operation.CommentOnTable
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.MoveTable
import io.kmigrate.operation.RenameTable
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Table

/** Operations on whole tables. */
@API(status = STABLE, since = "0.1")
public sealed interface TableOperations : RecordingScope {
    /**
     * Creates a table with its columns, keys, checks and indexes, which [declare] says in Exposed's
     * words. A [comment] is kept by every database but SQLite. [options] are what follows the
     * columns, by database: `mapOf("mysql" to "ENGINE=InnoDB", "sqlite" to "STRICT")`.
     */
    public fun createTable(
        name: String,
        comment: String? = null,
        ifNotExists: Boolean = false,
        schema: String? = null,
        options: Map<String, String> = emptyMap(),
        declare: TableScope.() -> Unit,
    ): Unit = recorder.record {
        val described = TableScope(name).apply(declare).describe(tableName(name, schema))
        CreateTable(described.withComment(comment).withOptions(options), ifNotExists)
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
     * Moves a table with all that hangs on it into another schema; null is the connection's own.
     * PostgreSQL, SQL Server, MySQL and MariaDB.
     */
    public fun moveTable(table: String, toSchema: String?, schema: String? = null): Unit =
        recorder.record {
            MoveTable(tableName(table, schema), toSchema?.let { given(it, "the new schema") })
        }

    /** Gives a table a comment; null removes it. SQLite keeps none, and does nothing. */
    public fun commentOnTable(table: String, comment: String?, schema: String? = null): Unit =
        recorder.record {
            CommentOnTable(tableName(table, schema), comment?.ifEmpty { null })
        }

    /**
     * Several changes of one table: `batch("users") { addColumn { text("a").nullable() };
     * dropColumn("b") }`. SQLite does neighbouring changes of one table in one rebuild, whether
     * they stand in a batch or not; a batch says so, and saves repeating the name.
     */
    public fun batch(table: String, schema: String? = null, changes: BatchScope.() -> Unit) {
        BatchScope(this, given(table, "the table's name"), schema).changes()
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

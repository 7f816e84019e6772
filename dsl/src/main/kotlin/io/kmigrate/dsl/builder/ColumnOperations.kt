package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnPlace
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.Dependants
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column

/** Operations on columns. */
@API(status = STABLE, since = "0.1")
public sealed interface ColumnOperations : RecordingScope {
    /**
     * Adds one column at the end of a table: `addColumn("users") { varchar("phone", 32).nullable()
     * }`. MySQL, MariaDB and SQLite take another place: [first], or [after] a column.
     *
     * An index, unique, check or notNull declared with it becomes an operation of its own, after
     * it. A column that is not nullable needs a default where the table has rows.
     */
    public fun addColumn(
        table: String,
        ifNotExists: Boolean = false,
        schema: String? = null,
        first: Boolean = false,
        after: String? = null,
        declare: ColumnsScope.() -> Column<*>,
    ): Unit = recorder.recordAll {
        val name = tableName(table, schema)
        val described = ColumnsScope(table).also { it.declare() }.describe(name)
        require(described.columns().size == 1) {
            OperationMessages.severalColumns(described.columns().size)
        }
        columnWithParts(name, described, ifNotExists, place(first, after))
    }

    /**
     * Drops a column and the foreign keys over it alone. Indexes and constraints on it are dropped
     * before.
     */
    public fun dropColumn(
        table: String,
        column: String,
        ifExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        DropColumn(tableName(table, schema), given(column, "the column's name"), ifExists)
    }

    /**
     * Renames a column. Keys and indexes follow; the text of checks and views does so by the
     * database's rules.
     */
    public fun renameColumn(table: String, old: String, new: String, schema: String? = null): Unit =
        recorder.record {
            RenameColumn(
                tableName(table, schema),
                given(old, "the column's name"),
                given(new, "the column's new name"),
            )
        }

    /**
     * Changes a column in place: say only what changes. The rest is taken from the database, so
     * nothing is lost where it must be restated (MySQL, MariaDB, SQL Server) or the table rebuilt
     * (SQLite).
     *
     * PostgreSQL changes no type while a view, a trigger or a policy reads the column. With
     * [dependants] = REBUILD they go, and are created again after the change with their privileges
     * and comments.
     *
     * MySQL, MariaDB and SQLite give the column another place: [first], or [after] another.
     */
    public fun alterColumn(
        table: String,
        column: String,
        schema: String? = null,
        dependants: Dependants = Dependants.REFUSE,
        first: Boolean = false,
        after: String? = null,
        change: ColumnChangeScope.() -> Unit = {},
    ): Unit = recorder.record {
        val name = tableName(table, schema)
        given(column, "the column's name")
        val described = ColumnChangeScope(column).apply(change).describe(place(first, after))
        require(after != column) { OperationMessages.afterItself(column) }
        AlterColumn(name, column, described, dependants)
    }
}

private fun place(first: Boolean, after: String?): ColumnPlace? {
    require(!first || after == null) { OperationMessages.firstAndAfter() }
    return if (first) ColumnPlace.FIRST
    else after?.let { ColumnPlace.after(given(it, "the column of after")) }
}

private fun columnWithParts(
    name: TableName,
    described: Table,
    ifNotExists: Boolean,
    place: ColumnPlace?,
): List<Operation> {
    val inline: ForeignKey? = described.foreignKeys().firstOrNull()
    val isNamed = described.notNullConstraints().isNotEmpty()
    val column = described.columns().single().let { if (isNamed) it.withNullable(true) else it }
    return buildList {
        add(AddColumn(name, column, inline, ifNotExists, place))
        described.foreignKeys().drop(1).mapTo(this) { CreateForeignKey(name, it) }
        described.uniqueConstraints().mapTo(this) { CreateUniqueConstraint(name, it) }
        described.checkConstraints().mapTo(this) { CreateCheckConstraint(name, it) }
        described.notNullConstraints().mapTo(this) { CreateNotNullConstraint(name, it) }
        described.indexes().mapTo(this) { CreateIndex(name, it, ifNotExists, false) }
    }
}

package io.kmigrate.dsl.builder

import io.kmigrate.operation.Dependants
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.ReferenceOption
import org.jetbrains.exposed.v1.core.ReferenceOption.NO_ACTION

/** The receiver of `batch("table") { }`: the operations on one table, without its name. */
@API(status = STABLE, since = "0.1")
@MigrationDsl
public class BatchScope
internal constructor(
    private val operations: TableOperations,
    private val table: String,
    private val schema: String?,
) {
    private val scope: OperationScope
        get() = operations as OperationScope

    /** As [ColumnOperations.addColumn]. */
    public fun addColumn(
        ifNotExists: Boolean = false,
        first: Boolean = false,
        after: String? = null,
        declare: ColumnsScope.() -> Column<*>,
    ): Unit = scope.addColumn(table, ifNotExists, schema, first, after, declare)

    /** As [ColumnOperations.dropColumn]. */
    public fun dropColumn(column: String, ifExists: Boolean = false): Unit =
        scope.dropColumn(table, column, ifExists, schema)

    /** As [ColumnOperations.renameColumn]. */
    public fun renameColumn(old: String, new: String): Unit =
        scope.renameColumn(table, old, new, schema)

    /** As [ColumnOperations.alterColumn]. */
    public fun alterColumn(
        column: String,
        dependants: Dependants = Dependants.REFUSE,
        first: Boolean = false,
        after: String? = null,
        change: ColumnChangeScope.() -> Unit = {},
    ): Unit = scope.alterColumn(table, column, schema, dependants, first, after, change)

    /** As [IndexOperations.createIndex]. */
    public fun createIndex(name: String, vararg columns: String, unique: Boolean = false): Unit =
        scope.createIndex(name, table, *columns, unique = unique, schema = schema)

    /** As [IndexOperations.dropIndex]. */
    public fun dropIndex(name: String, ifExists: Boolean = false): Unit =
        scope.dropIndex(name, table, ifExists = ifExists, schema = schema)

    /** As [IndexOperations.renameIndex]. */
    public fun renameIndex(old: String, new: String): Unit =
        scope.renameIndex(table, old, new, schema)

    /** As [ConstraintOperations.renameConstraint]. */
    public fun renameConstraint(old: String, new: String): Unit =
        scope.renameConstraint(table, old, new, schema)

    /** As [ConstraintOperations.createPrimaryKey]. */
    public fun createPrimaryKey(name: String?, vararg columns: String): Unit =
        scope.createPrimaryKey(name, table, *columns, schema = schema)

    /** As [ConstraintOperations.createUniqueConstraint]. */
    public fun createUniqueConstraint(name: String?, vararg columns: String): Unit =
        scope.createUniqueConstraint(name, table, *columns, schema = schema)

    /** As [ConstraintOperations.createCheckConstraint]. */
    public fun createCheckConstraint(name: String?, condition: String): Unit =
        scope.createCheckConstraint(name, table, condition, schema = schema)

    /** As [ConstraintOperations.createForeignKey]. */
    public fun createForeignKey(
        name: String?,
        referent: String,
        columns: List<String>,
        referentColumns: List<String>,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        referentSchema: String? = schema,
    ): Unit =
        scope.createForeignKey(
            name,
            table,
            referent,
            columns,
            referentColumns,
            onDelete,
            onUpdate,
            schema = schema,
            referentSchema = referentSchema,
        )

    /** As [ConstraintOperations.dropConstraint]. */
    public fun dropConstraint(name: String, ifExists: Boolean = false): Unit =
        scope.dropConstraint(name, table, ifExists, schema)
}

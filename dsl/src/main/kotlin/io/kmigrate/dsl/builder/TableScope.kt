package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.PrimaryKey as SchemaPrimaryKey
import io.kmigrate.schema.Table as SchemaTable
import io.kmigrate.schema.TableName
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.ReferenceOption
import org.jetbrains.exposed.v1.core.ReferenceOption.NO_ACTION

/** The receiver of `createTable("name") { }`. */
@API(status = STABLE, since = "0.1")
public class TableScope internal constructor(name: String) : ColumnsScope(name) {
    private var ownKey: SchemaPrimaryKey? = null
    private var exposedKey: PrimaryKey? = null

    /** What [primaryKey] declared; null before. */
    override val primaryKey: PrimaryKey?
        get() = exposedKey

    /**
     * The table's primary key, in this order. Unnamed, the database names it. MySQL and MariaDB
     * call every primary key PRIMARY. [withoutOverlaps] is as for `createPrimaryKey`.
     */
    public fun primaryKey(
        vararg columns: Column<*>,
        name: String? = null,
        withoutOverlaps: Boolean = false,
    ) {
        require(ownKey == null) { OperationMessages.secondPrimaryKey(tableName) }
        val names = columnNames(columns.map { it.name }, "primaryKey")
        ownKey = SchemaPrimaryKey(name, names, period(withoutOverlaps, names))
        exposedKey = PrimaryKey(arrayOf(*columns), name)
    }

    /**
     * A foreign key over one or more columns, by names. [referentColumns] are in the order of
     * [columns]. [enforced] and [period] are as for `createForeignKey`.
     */
    public fun foreignKey(
        name: String?,
        columns: List<String>,
        referent: String,
        referentColumns: List<String>,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        referentSchema: String? = null,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
        enforced: Boolean = true,
        period: Boolean = false,
    ) {
        addForeignKey(
            foreignKeyOf(name, columns, tableName(referent, referentSchema), referentColumns)
                .onDelete(ExposedTables.action(onDelete))
                .onUpdate(ExposedTables.action(onUpdate))
                .withDeferral(deferral(deferrable, initiallyDeferred))
                .withEnforced(enforced)
                .withPeriod(period(period, columns))
        )
    }

    /** The same over one column: `foreignKey("fk_country", "country", "countries", "code")`. */
    public fun foreignKey(
        name: String?,
        column: String,
        referent: String,
        referentColumn: String,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        referentSchema: String? = null,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
    ): Unit =
        foreignKey(
            name,
            listOf(column),
            referent,
            listOf(referentColumn),
            onDelete,
            onUpdate,
            referentSchema,
            deferrable,
            initiallyDeferred,
        )

    /** The same over one column that was declared before. */
    public fun foreignKey(
        name: String?,
        column: Column<*>,
        referent: String,
        referentColumn: String,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        referentSchema: String? = null,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
    ): Unit =
        foreignKey(
            name,
            column.name,
            referent,
            referentColumn,
            onDelete,
            onUpdate,
            referentSchema,
            deferrable,
            initiallyDeferred,
        )

    override fun describe(name: TableName): SchemaTable {
        require(columns.isNotEmpty()) { OperationMessages.tableWithoutColumns("$name") }
        return super.describe(name).withPrimaryKey(ownKey)
    }
}

internal fun foreignKeyOf(
    name: String?,
    columns: List<String>,
    referent: TableName,
    referentColumns: List<String>,
): ForeignKey {
    columnNames(columns, "the foreign key")
    columnNames(referentColumns, "the foreign key's referent")
    require(columns.size == referentColumns.size) {
        OperationMessages.unequalForeignKey(columns.size, referentColumns.size)
    }
    return ForeignKey.of(name, columns, referent, referentColumns)
}

/** A period is beside what it is the period of. */
internal fun period(hasPeriod: Boolean, columns: List<String>): Boolean {
    require(!hasPeriod || columns.size > 1) { OperationMessages.periodAlone() }
    return hasPeriod
}

package io.kmigrate.dsl.builder

import io.kmigrate.exposed.DescribedTable
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.schema.Table as SchemaTable
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.ReferenceOption
import org.jetbrains.exposed.v1.core.ReferenceOption.NO_ACTION

/**
 * A table of a model with what Exposed's own `Table` cannot say: unique constraints, checks in SQL,
 * references by name, types of the database, a comment.
 *
 * ```
 * object Students : ModelTable("students", comment = "People who learn to drive") {
 *     val id = long("id").autoIncrement()
 *     val email = varchar("email", 254).unique("uq_students_email")
 *     override val primaryKey = PrimaryKey(id)
 * }
 * ```
 *
 * @property comment the table's; null for none
 */
@API(status = STABLE, since = "0.1")
public open class ModelTable(name: String, private val comment: String? = null) :
    ColumnsScope(name), DescribedTable {
    /**
     * Whether the last column of the primary key is a range, and two rows with equal values in the
     * others have no moment in common. PostgreSQL 18 and later.
     */
    public open val withoutOverlaps: Boolean
        get() = false

    /**
     * A foreign key over several columns, by names. [enforced] and [period] are as for
     * `createForeignKey`.
     */
    public fun foreignKey(
        name: String?,
        columns: List<String>,
        referent: String,
        referentColumns: List<String>,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        referentSchema: String? = null,
        enforced: Boolean = true,
        period: Boolean = false,
    ) {
        addForeignKey(
            foreignKeyOf(name, columns, tableName(referent, referentSchema), referentColumns)
                .onDelete(ExposedTables.action(onDelete))
                .onUpdate(ExposedTables.action(onUpdate))
                .withEnforced(enforced)
                .withPeriod(period(period, columns))
        )
    }

    override fun described(): SchemaTable {
        val table = describe(ExposedTables.toTable(this).name()).withComment(comment)
        return table.withPrimaryKey(
            table.primaryKey()?.let { it.withoutOverlaps(period(withoutOverlaps, it.columns())) }
        )
    }
}

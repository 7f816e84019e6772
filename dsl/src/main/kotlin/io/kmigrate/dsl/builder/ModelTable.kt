package io.kmigrate.dsl.builder

import io.kmigrate.exposed.DescribedTable
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.schema.Table as SchemaTable
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

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
    override fun described(): SchemaTable =
        describe(ExposedTables.toTable(this).name()).withComment(comment)
}

package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.exposed.ExposedValues
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.ColumnPlace
import io.kmigrate.schema.Column as SchemaColumn
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Identity
import io.kmigrate.schema.TableName
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column

/** The receiver of `alterColumn("table", "column") { }`: what changes, each at most once. */
@API(status = STABLE, since = "0.1")
@MigrationDsl
public class ColumnChangeScope internal constructor(private val column: String) {
    private var change = ColumnChange.none()

    /**
     * The new type, in Exposed's words: `type { varchar(it, 320) }`, where `it` is the column's
     * name. Nullability, default and comment are said beside it, not in it.
     */
    public fun type(declare: ColumnsScope.(String) -> Column<*>) {
        require(change.type() == null) { OperationMessages.secondType() }
        val name = TableName.of("type")
        val columns = ColumnsScope("type").also { it.declare(column) }.describe(name).columns()
        require(columns.size == 1) { OperationMessages.typeWithSeveralColumns(columns.size) }
        val declared = columns.single()
        require(declared == SchemaColumn.of(declared.name(), declared.type())) {
            OperationMessages.typeWithMore()
        }
        change = change.withType(declared.type())
    }

    /**
     * SQL that turns the old value into the new type: `using("phone::bigint")`. PostgreSQL only.
     */
    public fun using(sql: String) {
        require(sql != ColumnChange.TO_FILL) { OperationMessages.usingToFill() }
        change = change.withUsing(given(sql, "the using expression"))
    }

    /** Whether the column may hold null. `nullable(false)` fails where a row does. */
    public fun nullable(isNullable: Boolean) {
        change = change.withNullable(isNullable)
    }

    /** The new default, as a value: `default(0)`; null is none, as [dropDefault] says it. */
    public fun default(value: Any?) {
        if (value == null) {
            dropDefault()
            return
        }
        val plain = requireNotNull(ExposedValues.plain(value))
        require(ExposedValues.isLiteral(plain)) {
            OperationMessages.unwritableDefault(value.javaClass.simpleName)
        }
        newDefault(DefaultValue.Literal(plain))
    }

    /**
     * The new default, as SQL that the database evaluates at each insert:
     * `defaultExpression("now()")`.
     */
    public fun defaultExpression(sql: String): Unit =
        newDefault(DefaultValue.Expression(given(sql, "the default expression")))

    /** Leaves the column without a default. */
    public fun dropDefault(): Unit = newDefault(null)

    /**
     * Numbers new rows from now on, behind the numbers that rows have. Not on SQLite, whose
     * numbering is part of the primary key.
     */
    public fun identity(always: Boolean = false, start: Long = 1, increment: Long = 1) {
        change = change.withIdentity(Identity(always, start, increment))
    }

    /** Numbers no more rows. */
    public fun dropIdentity() {
        change = change.withIdentity(null)
    }

    /**
     * Computes the column from others by another expression. PostgreSQL 17 and later; a plain
     * column becomes a computed one on SQLite and MySQL alone.
     */
    public fun generatedAs(sql: String, stored: Boolean = true) {
        change = change.withGenerated(Generated(given(sql, "the expression"), stored))
    }

    /** Keeps the values a computed column has, as those of a plain one. */
    public fun dropGenerated() {
        change = change.withGenerated(null)
    }

    /** Another order of texts, by the database's name of it; null: the table's. */
    public fun collation(name: String?) {
        change = change.withCollation(name)
    }

    /** The new comment; an empty one removes it. SQLite keeps none. */
    public fun comment(text: String) {
        change = change.withComment(text)
    }

    /** The new name, given after all other changes. */
    public fun rename(newName: String) {
        change = change.withNewName(given(newName, "the column's new name"))
    }

    private fun newDefault(value: DefaultValue?) {
        require(change.defaultChange() == null) { OperationMessages.secondDefault() }
        change = change.withDefault(value)
    }

    internal fun describe(place: ColumnPlace?): ColumnChange {
        change = change.withPlace(place)
        require(change != ColumnChange.none()) { OperationMessages.nothingChanges("alterColumn") }
        require(change.using() == null || change.type() != null) {
            OperationMessages.usingWithoutType()
        }
        return change
    }
}

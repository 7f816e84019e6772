package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.exposed.SchemaColumnType
import io.kmigrate.exposed.SqlText
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Identity
import io.kmigrate.schema.NotNullConstraint
import io.kmigrate.schema.Table as SchemaTable
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Column
import org.jetbrains.exposed.v1.core.ReferenceOption
import org.jetbrains.exposed.v1.core.ReferenceOption.NO_ACTION
import org.jetbrains.exposed.v1.core.Table

/**
 * Where columns are declared: an Exposed [Table], so all of Exposed's column words work, with the
 * few that Exposed lacks. Names are used exactly as written, and always quoted.
 */
@API(status = STABLE, since = "0.1")
@MigrationDsl
public open class ColumnsScope internal constructor(name: String) : Table(name) {
    private val ownForeignKeys = mutableListOf<ForeignKey>()
    private val ownUniques = mutableListOf<UniqueConstraint>()
    private val ownChecks = mutableListOf<CheckConstraint>()
    private val ownNotNulls = mutableListOf<NotNullConstraint>()
    private val ownIdentities = mutableMapOf<String, Identity>()

    /**
     * A foreign key from this column to a table that the script does not need to declare.
     *
     * [onDelete] and [onUpdate] are `CASCADE`, `SET_NULL`, `RESTRICT`, `NO_ACTION` or
     * `SET_DEFAULT`; MySQL and MariaDB refuse `SET_DEFAULT`, Oracle has no [onUpdate]. Only
     * PostgreSQL, SQLite and Oracle know [deferrable]. With [enforced] = false no row is ever
     * looked at: PostgreSQL 18 and later.
     */
    public fun <T> Column<T>.references(
        table: String,
        column: String,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        name: String? = null,
        schema: String? = null,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
        enforced: Boolean = true,
    ): Column<T> = apply {
        ownForeignKeys +=
            ForeignKey.of(
                    name,
                    listOf(this.name),
                    tableName(table, schema),
                    listOf(given(column, "the referenced column's name")),
                )
                .onDelete(ExposedTables.action(onDelete))
                .onUpdate(ExposedTables.action(onUpdate))
                .withDeferral(deferral(deferrable, initiallyDeferred))
                .withEnforced(enforced)
    }

    /**
     * A default that the database evaluates at each insert:
     * `timestamp("made").defaultExpression("now()")`. MySQL and SQLite want parentheses around
     * anything but a literal or `CURRENT_TIMESTAMP`.
     */
    public fun <T> Column<T>.defaultExpression(sql: String): Column<T> =
        defaultExpression(SqlText<T>(given(sql, "the default expression")))

    /**
     * Numbers rows, as `autoIncrement()` does, with options: [always] lets no insert give a number
     * of its own. SQLite, MySQL and MariaDB know none of them.
     */
    public fun <T : Any> Column<T>.identity(
        always: Boolean = false,
        start: Long = 1,
        increment: Long = 1,
    ): Column<T> = apply { ownIdentities[name] = Identity(always, start, increment) }

    /**
     * Numbers rows, as `autoIncrement()` does. PostgreSQL keeps that as a `SERIAL` then, and not as
     * an identity column: the same numbers, from a sequence that the column's default asks.
     */
    public fun <T : Any> Column<T>.serial(): Column<T> = apply {
        ownIdentities[name] = Identity.ofSerial()
    }

    /**
     * Computes the column from others of its row by the SQL expression [sql]. [stored] writes the
     * value with the row, otherwise it is computed at each read, which PostgreSQL knows from 18 on.
     */
    public fun <T> Column<T>.generatedAs(sql: String, stored: Boolean = true): Column<T> =
        databaseGenerated()
            .withDefinition(Generated(given(sql, "the generated column's expression"), stored))

    /**
     * A unique constraint over this column alone. Unnamed, it cannot be dropped on every database.
     */
    public fun <T> Column<T>.unique(name: String? = null): Column<T> = apply {
        ownUniques += UniqueConstraint(name, listOf(this.name))
    }

    /**
     * A unique constraint. A [name] of null leaves the name to the database. [withoutOverlaps] is
     * as for `createUniqueConstraint`.
     */
    public fun unique(
        name: String?,
        vararg columns: Column<*>,
        withoutOverlaps: Boolean = false,
    ) {
        val names = columnNames(columns.map { it.name }, "unique")
        ownUniques += UniqueConstraint(name, names).withoutOverlaps(period(withoutOverlaps, names))
    }

    /**
     * Gives the NOT NULL of a column a name. PostgreSQL 18 and later. With [noInherit] tables that
     * inherit from this one may have nulls.
     */
    public fun notNull(name: String, column: Column<*>, noInherit: Boolean = false) {
        val constraint = NotNullConstraint(given(name, "the constraint's name"), column.name)
        ownNotNulls += constraint.withNoInherit(noInherit)
    }

    /**
     * A check constraint in SQL, such as `check("ck_age", "age >= 0")`. A [name] of null is the
     * database's. With [enforced] = false no row is ever looked at: MySQL, and PostgreSQL 18 and
     * later.
     */
    public fun check(name: String?, condition: String, enforced: Boolean = true) {
        ownChecks +=
            CheckConstraint(name, given(condition, "the check's condition")).withEnforced(enforced)
    }

    /**
     * A column of a type that only the database knows: `customType("mail", "citext")`. Its values
     * are text.
     */
    public fun customType(name: String, sql: String): Column<String> =
        describedColumn(name, ColumnType.CustomType(given(sql, "the type of column $name")))

    /**
     * A column of an enumeration kept by the database. PostgreSQL needs the type called [type],
     * made before by `createEnum`; SQLite keeps text and checks nothing. The type's [schema] may as
     * well stand before its name, with a dot.
     */
    public fun databaseEnum(
        name: String,
        type: String,
        vararg labels: String,
        schema: String? = null,
    ): Column<String> {
        require(labels.isNotEmpty()) { OperationMessages.noLabels(type) }
        val named = if (schema == null) TableName.parse(type) else TableName(schema, type)
        return describedColumn(name, ColumnType.EnumType(named, labels.asList()))
    }

    /** A JSON column whose values are text. Exposed's `exposed-json` has typed ones. */
    public fun json(name: String): Column<String> =
        describedColumn(name, ColumnType.JsonType(false))

    /** PostgreSQL's binary JSON; plain JSON on databases that have one kind. */
    public fun jsonb(name: String): Column<String> =
        describedColumn(name, ColumnType.JsonType(true))

    private fun describedColumn(name: String, type: ColumnType): Column<String> =
        registerColumn(name, SchemaColumnType(type))

    internal fun addForeignKey(key: ForeignKey) {
        ownForeignKeys += key
    }

    /** All that was declared, as a table called [name]. */
    internal open fun describe(name: TableName): SchemaTable {
        val exposed = ExposedTables.toTable(this)
        val table =
            exposed
                .withName(name)
                .withForeignKeys(exposed.foreignKeys() + ownForeignKeys)
                .withUniqueConstraints(ownUniques)
                .withCheckConstraints(exposed.checkConstraints() + ownChecks)
                .withNotNullConstraints(ownNotNulls)
        return numbered(table).also(::requireColumns)
    }

    private fun numbered(table: SchemaTable): SchemaTable =
        ownIdentities.entries.fold(table) { result, (column, identity) ->
            result.withColumn(column, result.column(column).orElseThrow().withIdentity(identity))
        }

    private fun requireColumns(table: SchemaTable) {
        table.notNullConstraints().forEach { constraint ->
            val isNullable = table.column(constraint.column()).filter { it.nullable() }.isPresent
            require(!isNullable) { OperationMessages.notNullOfNullable(constraint.column()) }
        }
        val used =
            table.primaryKey()?.columns().orEmpty() +
                table.uniqueConstraints().flatMap { it.columns() } +
                table.foreignKeys().flatMap { it.columns() } +
                table.notNullConstraints().map { it.column() } +
                table
                    .indexes()
                    .flatMap { it.columns() }
                    .filter { !it.expression() }
                    .map { it.text() }
        val unknown = used.firstOrNull { table.column(it).isEmpty }
        require(unknown == null) { OperationMessages.unknownColumn("${table.name()}", "$unknown") }
    }
}

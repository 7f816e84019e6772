package io.kmigrate.dialect

import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.operation.RenameTable
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.DateType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.IntegerType
import io.kmigrate.schema.ColumnType.VarcharType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import java.math.BigDecimal
import kotlin.random.Random

/**
 * Operations that are valid on any snapshot, without rows. No name is ever used twice, and no text
 * column is put into an index or key, which some databases do not take.
 */
class RandomOperations(private val random: Random) {
    private var names = 0

    /** Some operation that can be applied to [schema]. */
    fun next(schema: Snapshot): Operation =
        if (schema.tables().isEmpty()) createTable(schema)
        else generateSequence {}.firstNotNullOf { attempt(schema, schema.tables().random(random)) }

    private fun attempt(schema: Snapshot, table: Table): Operation? =
        when (random.nextInt(100)) {
            in 0..11 -> if (schema.tables().size < MOST_TABLES) createTable(schema) else null
            in 12..14 -> DropTable(table.name(), false).takeIf { isFree(schema, table) }
            in 15..19 -> RenameTable(table.name(), fresh("t"))
            in 20..31 -> addColumn(schema, table)
            in 32..37 -> dropColumn(schema, table)
            in 38..44 -> RenameColumn(table.name(), column(table).name(), fresh("c"))
            in 45..64 -> alterColumn(schema, table)
            in 65..72 -> createIndex(table)
            in 73..76 ->
                table.indexes().pick()?.let { DropIndex(it.name(), table.name(), false, false) }
            in 77..91 -> createConstraint(schema, table)
            else -> dropConstraint(schema, table)
        }

    private fun fresh(prefix: String) = "$prefix${++names}"

    private fun <T> Collection<T>.pick(): T? = if (isEmpty()) null else random(random)

    private fun chance(percent: Int) = random.nextInt(100) < percent

    private fun column(table: Table): Column = table.columns().random(random)

    private fun isFree(schema: Snapshot, table: Table) =
        schema.tables().none { other ->
            other != table && other.foreignKeys().any { it.referencedTable() == table.name() }
        }

    private fun newColumn(): Column {
        val type = TYPES.random(random)
        val plain = column(fresh("c"), type).withNullable(chance(60))
        val filled =
            if (chance(40)) defaultOf(type)?.let { plain.withDefault(literal(it)) } else null
        return (filled ?: plain).withComment(if (chance(10)) "it's ${plain.name()}" else null)
    }

    private fun defaultOf(type: ColumnType): Any? =
        when (type) {
            is IntegerType -> random.nextInt(-9, 99)
            is VarcharType -> listOf("", "it's", "ü", "a\\b").random(random).take(type.length())
            is BooleanType -> random.nextBoolean()
            is DecimalType -> BigDecimal("1.25")
            else -> null
        }

    private fun createTable(schema: Snapshot): Operation {
        val key = column(fresh("c"), listOf(int32, int64).random(random))
        val columns =
            listOf(key.withAutoIncrement(chance(40))) + List(random.nextInt(1, 4)) { newColumn() }
        val computed =
            if (chance(20))
                listOf(
                    nullable(fresh("c"), int64).withGenerated(Generated("${key.name()} * 2", true))
                )
            else listOf()
        val numbered = columns.first().autoIncrement()
        val primary =
            if (numbered || chance(70)) PrimaryKey(fresh("pk"), listOf(key.name())) else null
        // A column that others are computed from cannot number itself on every database.
        val bare =
            Table.of(name(fresh("t")), columns + if (numbered) listOf() else computed, primary)
        val constraints = List(random.nextInt(0, 3)) { createConstraint(schema.with(bare), bare) }
        val table =
            constraints.filterNotNull().fold(schema.with(bare)) { all, operation ->
                if (operation is CreatePrimaryKey) all else operation.apply(all)
            }
        return CreateTable(table.table(bare.name()).get(), false)
    }

    private fun addColumn(schema: Snapshot, table: Table): Operation {
        val column = newColumn()
        val target = if (chance(30)) targets(schema, column).pick() else null
        return AddColumn(table.name(), column, target?.let { foreignKey(column, it) }, false)
    }

    private fun dropColumn(schema: Snapshot, table: Table): Operation? {
        val column = column(table)
        return DropColumn(table.name(), column.name(), false).takeIf {
            table.columns().size > 1 &&
                !isKey(table, column) &&
                !isMentioned(table, column) &&
                !isReferenced(schema, table, listOf(column.name())) &&
                table.indexes().none { index -> index.columns().any { it.text() == column.name() } }
        }
    }

    private fun isKey(table: Table, column: Column) =
        column.name() in table.primaryKey()?.columns().orEmpty() ||
            table.uniqueConstraints().any { column.name() in it.columns() }

    /** In a check or in what another column is computed by. */
    private fun isMentioned(table: Table, column: Column): Boolean {
        val texts =
            table.checkConstraints().map { it.condition() } +
                table.columns().mapNotNull { it.generated()?.expression() }
        val word = Regex("\\b${column.name()}\\b")
        return texts.any { word in it }
    }

    private fun isReferenced(schema: Snapshot, table: Table, columns: List<String>) =
        schema.tables().any { other ->
            other.foreignKeys().any {
                it.referencedTable() == table.name() && it.referencedColumns() == columns
            }
        }

    private fun alterColumn(schema: Snapshot, table: Table): Operation? {
        val column = column(table)
        if (column.autoIncrement() || column.generated() != null) return null
        var change = ColumnChange.none()
        val inForeignKey =
            table.foreignKeys().any { column.name() in it.columns() } ||
                isReferenced(schema, table, listOf(column.name()))
        val wider =
            if (inForeignKey || isMentioned(table, column)) null else otherType(table, column)
        if (wider != null && chance(60)) change = change.withType(wider)
        val isPrimary = column.name() in table.primaryKey()?.columns().orEmpty()
        val setsNull = table.foreignKeys().any { column.name() in it.columns() }
        if (chance(40) && !isPrimary && !setsNull) change = change.withNullable(!column.nullable())
        val type = change.type() ?: column.type()
        if (chance(40)) {
            change = change.withDefault(defaultOf(type)?.takeIf { chance(70) }?.let(::literal))
        }
        if (chance(15)) change = change.withComment(listOf("", "it's new").random(random))
        if (chance(15)) change = change.withNewName(fresh("c"))
        return AlterColumn(table.name(), column.name(), change).takeIf {
            change != ColumnChange.none()
        }
    }

    private fun otherType(table: Table, column: Column): ColumnType? {
        val indexed =
            isKey(table, column) ||
                table.indexes().any { index -> index.columns().any { it.text() == column.name() } }
        return when (val type = column.type()) {
            int32 -> if (indexed) int64 else listOf(int64, varchar(20)).random(random)
            is VarcharType -> if (indexed || chance(50)) varchar(type.length() + 5) else text
            is DecimalType -> DecimalType(12, 2)
            else -> null
        }
    }

    private fun indexable(table: Table) =
        table.columns().filter { it.type() != text && it.generated() == null }

    private fun someColumns(table: Table): List<Column> =
        indexable(table).shuffled(random).take(random.nextInt(1, 3))

    private fun createIndex(table: Table): Operation? {
        val columns =
            someColumns(table).ifEmpty {
                return null
            }
        val parts = columns.map {
            IndexColumn.column(it.name()).let { part ->
                if (chance(20)) part.descendingOrder() else part
            }
        }
        val index = Index.of(fresh("ix"), parts).withUnique(chance(25))
        return CreateIndex(table.name(), index, false, false)
    }

    private fun createConstraint(schema: Snapshot, table: Table): Operation? {
        val columns =
            someColumns(table).ifEmpty {
                return null
            }
        val names = columns.map { it.name() }
        return when (random.nextInt(10)) {
            in 0..1 ->
                CreatePrimaryKey(table.name(), PrimaryKey(fresh("pk"), names)).takeIf {
                    table.primaryKey() == null && columns.none { setsNull(table, it) }
                }
            in 2..4 -> CreateUniqueConstraint(table.name(), UniqueConstraint(fresh("uq"), names))
            in 5..6 ->
                columns
                    .firstOrNull {
                        it.type() is IntegerType && !it.autoIncrement() && !isForeign(table, it)
                    }
                    ?.let {
                        val check = CheckConstraint(fresh("ck"), "${it.name()} > 5")
                        CreateCheckConstraint(table.name(), check)
                    }
            else ->
                columns
                    .firstOrNull { !it.autoIncrement() && !isMentioned(table, it) }
                    ?.let { column ->
                        targets(schema, column).pick()?.let {
                            CreateForeignKey(table.name(), foreignKey(column, it))
                        }
                    }
        }
    }

    /** MariaDB has no column in a check that a foreign key may set to NULL. */
    private fun isForeign(table: Table, column: Column) =
        table.foreignKeys().any { column.name() in it.columns() }

    private fun setsNull(table: Table, column: Column) =
        table.foreignKeys().any {
            column.name() in it.columns() && it.onDelete() == ReferenceAction.SET_NULL
        }

    /** Single columns that a foreign key over [column] can point at. */
    private fun targets(schema: Snapshot, column: Column): List<Pair<Table, String>> =
        schema.tables().flatMap { table ->
            val keys =
                listOfNotNull(table.primaryKey()?.columns()) +
                    table.uniqueConstraints().map { it.columns() }
            keys
                .filter { it.size == 1 }
                .map { it.single() }
                .filter { name ->
                    name != column.name() &&
                        table.column(name).filter { it.type() == column.type() }.isPresent
                }
                .map { table to it }
        }

    private fun foreignKey(column: Column, target: Pair<Table, String>): ForeignKey {
        val actions = ReferenceAction.entries - ReferenceAction.SET_DEFAULT
        val possible = if (column.nullable()) actions else actions - ReferenceAction.SET_NULL
        val (table, name) = target
        return ForeignKey.of(fresh("fk"), listOf(column.name()), table.name(), listOf(name))
            .onDelete(possible.random(random))
    }

    private fun dropConstraint(schema: Snapshot, table: Table): Operation? {
        val primary =
            table.primaryKey()?.takeUnless { key ->
                isReferenced(schema, table, key.columns()) ||
                    key.columns().any { table.column(it).get().autoIncrement() }
            }
        val uniques =
            table.uniqueConstraints().filterNot { isReferenced(schema, table, it.columns()) }
        val names =
            listOf(primary?.name()) +
                uniques.map { it.name() } +
                table.checkConstraints().map { it.name() } +
                table.foreignKeys().map { it.name() }
        return names.filterNotNull().pick()?.let { DropConstraint(table.name(), it, false) }
    }

    private companion object {
        const val MOST_TABLES = 5
        val TYPES =
            listOf(
                int32,
                int32,
                int64,
                varchar(30),
                text,
                BooleanType(),
                DecimalType(10, 2),
                DateType(),
            )
    }
}

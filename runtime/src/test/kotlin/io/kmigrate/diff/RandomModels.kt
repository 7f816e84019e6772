package io.kmigrate.diff

import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE
import kotlin.random.Random

/**
 * Models as applications have them: keys of every kind, tables in other schemas, tables that refer
 * to themselves and to each other, texts that the database spells in its own way. Constraints have
 * columns of their own, so that no rule of a database about the mixture of two is in the way.
 */
class RandomModels(private val random: Random, private val database: TestDatabase) {
    private var names = 0
    private val values = RandomColumns(random, database)

    fun model(): Snapshot = linked(List(random.nextInt(2, 6)) { table() })

    /** [model] with some tables, and some parts of tables, changed, gone or new. */
    fun changed(model: Snapshot): Snapshot {
        val kept = model.tables().filterNot { chance(12) }.ifEmpty { model.tables().take(1) }
        val names = kept.map { it.name() }.toSet()
        val tables = kept.map { table ->
            val within = table.foreignKeys().filter { it.referencedTable() in names }
            // What is left alone goes on pointing at the key that the table has.
            changed(table.withForeignKeys(within), isTarget(table.name(), model.tables()))
        }
        return linked(if (chance(40)) tables + table() else tables)
    }

    private fun isTarget(name: TableName, tables: Collection<Table>) = tables.any { table ->
        table.foreignKeys().any { it.referencedTable() == name }
    }

    private fun fresh(prefix: String) = "$prefix${++names}"

    private fun chance(percent: Int) = random.nextInt(100) < percent

    private fun given(prefix: String) = if (chance(75)) fresh(prefix) else null

    private fun table(): Table {
        val hasSchemas = database == POSTGRESQL || database == H2
        val odd = if (chance(15)) ODD_NAMES.random(random) else "t"
        val name = TableName(if (hasSchemas && chance(20)) "billing" else null, fresh(odd))
        val bare =
            keyed(name).let {
                it.withColumns(it.columns() + List(random.nextInt(1, 5)) { column() })
            }
        val full = (1..random.nextInt(0, 5)).fold(bare) { table, _ -> plusPart(table) }
        return if (chance(25)) full.withComment("it's ${name.name()}") else full
    }

    private fun column(): Column =
        values.column(fresh(if (chance(10)) ODD_NAMES.random(random) else "c"))

    /** A number that counts itself, one that does not, a UUID, a code, or two of them. */
    private fun keyed(name: TableName): Table {
        val first = fresh("k")
        val columns =
            when (random.nextInt(10)) {
                in 0..4 -> listOf(Column.of(first, values.number()).withAutoIncrement(true))
                in 5..6 -> listOf(Column.of(first, values.number()))
                7 -> listOf(Column.of(first, ColumnType.UuidType()))
                8 -> listOf(Column.of(first, ColumnType.VarcharType(20)))
                else ->
                    listOf(
                        Column.of(first, values.number()),
                        Column.of(fresh("k"), ColumnType.VarcharType(9)),
                    )
            }
        return Table.of(name, columns, PrimaryKey(given("pk"), columns.map { it.name() }))
    }

    private fun plusPart(table: Table): Table =
        when (random.nextInt(8)) {
            0,
            1 -> table.plusCheck()
            2 -> table.plusGenerated()
            3,
            4 -> table.plusUnique()
            else -> table.plusIndex()
        }

    private fun Table.plus(vararg more: Column) = withColumns(columns() + more)

    private fun Table.plusCheck(): Table {
        val number = Column.of(fresh("n"), values.number()).withNullable(true)
        val text = Column.of(fresh("s"), ColumnType.VarcharType(30)).withNullable(true)
        val condition =
            listOf(
                    "${number.name()} > ${random.nextInt(9)}",
                    "${text.name()} in ('a', 'b', 'it''s')",
                    "${number.name()} between 1 and 5 or ${text.name()} is null",
                    "length(${text.name()}) > 2",
                    "${text.name()} <> '' and not (${number.name()} = 3)",
                )
                .random(random)
        val check = CheckConstraint(given("ck"), condition)
        val all =
            if (random.nextBoolean()) listOf(check) + checkConstraints()
            else checkConstraints() + check
        return plus(number, text).withCheckConstraints(all)
    }

    private fun Table.plusGenerated(): Table {
        val number = Column.of(fresh("n"), ColumnType.IntegerType(32, false)).withNullable(true)
        val expression =
            listOf("${number.name()} * 2", "${number.name()} + 1 - 3", "abs(${number.name()})")
        val computed =
            Column.of(fresh("g"), ColumnType.IntegerType(64, false))
                .withNullable(true)
                .withGenerated(Generated(expression.random(random), true))
        return plus(number, computed)
    }

    private fun keyColumn() =
        Column.of(
                fresh("u"),
                listOf(ColumnType.VarcharType(30), values.number(), ColumnType.DateType())
                    .random(random),
            )
            .withNullable(chance(50))

    private fun Table.plusUnique(): Table {
        val parts = List(random.nextInt(1, 3)) { keyColumn() }
        return plus(*parts.toTypedArray())
            .withUniqueConstraints(
                uniqueConstraints() + UniqueConstraint(given("uq"), parts.map { it.name() })
            )
    }

    private fun Table.plusIndex(): Table {
        val parts = List(random.nextInt(1, 3)) { keyColumn() }
        val text = parts.firstOrNull { it.type() is ColumnType.VarcharType }
        val knowsWords = database == POSTGRESQL || database == SQLITE
        val columns = parts.map { part ->
            if (knowsWords && part == text && chance(40))
                IndexColumn.expression("lower(${part.name()})")
            else
                IndexColumn.column(part.name()).let { if (chance(25)) it.descendingOrder() else it }
        }
        val where =
            if (knowsWords && text != null && chance(40)) "${text.name()} in ('x', 'y')" else null
        val index = Index.of(fresh("ix"), columns).withUnique(chance(25)).withWhere(where)
        return plus(*parts.toTypedArray()).withIndexes(indexes() + index)
    }

    /** With new foreign keys, to any table, the same included. */
    private fun linked(tables: List<Table>): Snapshot {
        val result = tables.map { table ->
            if (!chance(60)) return@map table
            val target = tables.random(random)
            val columns =
                target.primaryKey()!!.columns().map { key ->
                    Column.of(fresh("f"), target.column(key).get().type()).withNullable(chance(70))
                }
            val key =
                ForeignKey.of(
                        given("fk"),
                        columns.map { it.name() },
                        target.name(),
                        target.primaryKey()!!.columns(),
                    )
                    .onDelete(action(columns.all { it.nullable() }))
            table.plus(*columns.toTypedArray()).withForeignKeys(table.foreignKeys() + key)
        }
        return Snapshot.of(values.sameLabels(result), listOf())
    }

    private fun action(canBeNull: Boolean) =
        (ReferenceAction.entries - ReferenceAction.SET_DEFAULT)
            .filter { canBeNull || it != ReferenceAction.SET_NULL }
            .random(random)

    private fun changed(table: Table, isTarget: Boolean): Table {
        var result = table
        repeat(random.nextInt(4)) { result = changedOnce(result, isTarget) }
        return result
    }

    private fun changedOnce(table: Table, isTarget: Boolean): Table =
        when (random.nextInt(12)) {
            0 -> table.plus(column())
            1 -> table.without(table.columns().filterNot { it.isKey(table) }.randomOrNull(random))
            2,
            3,
            4 -> {
                val old = table.columns().filter { it.name().first() == 'c' }.randomOrNull(random)
                old?.let { table.withColumn(it.name(), values.changed(it)) } ?: table
            }
            5 -> table.withCheckConstraints(table.checkConstraints().dropLast(1))
            6 -> table.withIndexes(table.indexes().drop(1))
            7 -> table.withUniqueConstraints(table.uniqueConstraints().drop(1))
            8 -> table.withForeignKeys(table.foreignKeys().drop(1))
            9 -> table.withComment(if (table.comment() == null) "new" else null)
            10 -> if (isTarget) table else otherKey(table)
            else -> plusPart(table)
        }

    private fun Column.isKey(table: Table) = name() in table.primaryKey()!!.columns()

    /** Without a column, and all that is over it. */
    private fun Table.without(column: Column?): Table {
        if (column == null) return this
        val name = column.name()
        val word = Regex("\\b$name\\b")
        val computed =
            columns().filter { it.generated()?.let { text -> word in text.expression() } == true }
        return withColumns(columns() - computed.toSet() - column)
            .withCheckConstraints(checkConstraints().filterNot { word in it.condition() })
            .withUniqueConstraints(uniqueConstraints().filterNot { name in it.columns() })
            .withForeignKeys(foreignKeys().filterNot { name in it.columns() })
            .withIndexes(
                indexes().filterNot { index ->
                    index.columns().any { word in it.text() } ||
                        index.where()?.let { word in it } == true
                }
            )
    }

    /** A column more in the primary key, which cannot be one that numbers rows then. */
    private fun otherKey(table: Table): Table {
        val key = table.primaryKey()!!
        if (key.columns().any { table.column(it).get().autoIncrement() }) return table
        val column = Column.of(fresh("k"), values.number())
        return table
            .plus(column)
            .withPrimaryKey(PrimaryKey(key.name(), key.columns() + column.name()))
    }

    private companion object {
        val ODD_NAMES = listOf("Order", "select", "with space", "it's", "Größe")
    }
}

package io.kmigrate.dsl.source

import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateExclusionConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Column
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint

/**
 * `createTable`, and the calls for what it has no word for: indexes, and constraints with options.
 */
internal object TableText {
    fun of(operation: CreateTable): List<String> {
        val table = operation.table()
        return listOf(create(operation)) +
            table.indexes().flatMap {
                indexCall(table.name(), it, operation.ifNotExists(), false)
            } +
            OperationText.of(lateConstraints(table))
    }

    private fun create(operation: CreateTable): String {
        val table = operation.table()
        val head =
            call(
                "createTable",
                literal(table.name().name()),
                named("comment", table.comment()?.let(::literal)),
                flag("ifNotExists", operation.ifNotExists()),
                schema(table.name()),
                named("options", optionsText(table.options())),
            )
        val lines = table.columns().map { line(declared(it, table), table) } + constraints(table)
        return lines.joinToString("\n", "$head {\n", "\n}") { it.prependIndent("    ") }
    }

    /** NOT NULL comes later where rows are not looked at. */
    private fun declared(column: Column, table: Table): Column {
        val isLate = table.notNullConstraints().any { it.column() == column.name() && !it.valid() }
        return column.withNullable(column.nullable() || isLate)
    }

    /** A column that a key or constraint names has to have a Kotlin name. */
    private fun line(column: Column, table: Table): String {
        val text = ColumnText.of(column, ownKey(column, table))
        return if (column.name() in mentioned(table))
            "val ${kotlinName(column.name(), table)} = $text"
        else text
    }

    /** The one plain key of this column alone, which stands beside it. */
    private fun ownKey(column: Column, table: Table): ForeignKey? =
        beside(table).firstOrNull { it.columns() == listOf(column.name()) }

    /**
     * Keys that stand beside their columns: all of one column, unless another order of keys without
     * names would change the numbers that some databases name them by.
     */
    private fun beside(table: Table): List<ForeignKey> {
        val plain = table.foreignKeys().filter(::isPlain)
        val beside =
            table.columns().mapNotNull { column ->
                plain.singleOrNull { it.columns() == listOf(column.name()) }
            }
        val isNamed = plain.all { it.name() != null }
        return if (isNamed || beside + (plain - beside.toSet()) == plain) beside else emptyList()
    }

    private fun mentioned(table: Table): Set<String> =
        (table.primaryKey()?.columns().orEmpty() +
                table.uniqueConstraints().filter(::isPlain).flatMap { it.columns() } +
                table.notNullConstraints().map { it.column() })
            .toSet()

    /** camelCase, as Kotlin has it; two columns that would be one keep their places as numbers. */
    private fun kotlinName(column: String, table: Table): String {
        val name = camel(column)
        val twins = table.columns().map { it.name() }.filter { camel(it) == name }
        return if (twins.size == 1) name else name + (twins.indexOf(column) + 1)
    }

    private fun camel(column: String): String {
        val words = column.split(Regex("[^\\p{L}\\p{N}]+")).filter { it.isNotEmpty() }
        val joined =
            words
                .mapIndexed { place, word ->
                    if (place == 0) word.replaceFirstChar { it.lowercase() }
                    else word.replaceFirstChar { it.uppercase() }
                }
                .joinToString("")
        val legal = if (joined.isEmpty() || joined.first().isDigit()) "column$joined" else joined
        return if (legal in TAKEN) "${legal}Column" else legal
    }

    private fun constraints(table: Table): List<String> = buildList {
        table.primaryKey()?.let { key ->
            val columns = key.columns().joinToString(", ") { kotlinName(it, table) }
            val name = named("name", key.name()?.let(::literal))
            val overlaps = flag("withoutOverlaps", key.withoutOverlaps())
            add(call("primaryKey", columns, name, overlaps))
        }
        table.uniqueConstraints().filter(::isPlain).forEach { unique ->
            val columns = unique.columns().joinToString(", ") { kotlinName(it, table) }
            val overlaps = flag("withoutOverlaps", unique.withoutOverlaps())
            add(call("unique", value(unique.name()), columns, overlaps))
        }
        table
            .checkConstraints()
            .filter { it.valid() }
            .forEach {
                val enforced = named("enforced", "false").takeIf { _ -> !it.enforced() }
                add(call("check", value(it.name()), literal(it.condition()), enforced))
            }
        table
            .notNullConstraints()
            .filter { it.valid() }
            .forEach {
                val column = kotlinName(it.column(), table)
                val noInherit = flag("noInherit", it.noInherit())
                add(call("notNull", value(it.name()), column, noInherit))
            }
        val beside = beside(table)
        table.foreignKeys().filter { isPlain(it) && it !in beside }.forEach { add(foreignKey(it)) }
    }

    private fun foreignKey(key: ForeignKey): String =
        call(
            "foreignKey",
            value(key.name()),
            listText(key.columns()),
            literal(key.referencedTable().name()),
            listText(key.referencedColumns()),
            *ColumnText.actions(key),
            named("referentSchema", key.referencedTable().schema()?.let(::literal)),
            named("enforced", "false").takeIf { !key.enforced() },
            flag("period", key.period()),
        )

    private fun isPlain(unique: UniqueConstraint) =
        !unique.nullsNotDistinct() && unique.deferral() == Deferral.NOT_DEFERRABLE

    private fun isPlain(key: ForeignKey) = key.valid() && !key.matchFull()

    private fun lateConstraints(table: Table): List<Operation> = buildList {
        val name = table.name()
        table.exclusionConstraints().mapTo(this) { CreateExclusionConstraint(name, it) }
        table.uniqueConstraints().filterNot(::isPlain).mapTo(this) {
            CreateUniqueConstraint(name, it)
        }
        table
            .checkConstraints()
            .filterNot { it.valid() }
            .mapTo(this) {
                CreateCheckConstraint(name, it)
            }
        table.foreignKeys().filterNot(::isPlain).mapTo(this) { CreateForeignKey(name, it) }
        table
            .notNullConstraints()
            .filterNot { it.valid() }
            .mapTo(this) {
                CreateNotNullConstraint(name, it)
            }
    }

    /** Keywords of Kotlin, and what a table's scope already has. */
    private val TAKEN =
        setOf(
            "as",
            "break",
            "class",
            "continue",
            "do",
            "else",
            "false",
            "for",
            "fun",
            "if",
            "in",
            "interface",
            "is",
            "null",
            "object",
            "package",
            "return",
            "super",
            "this",
            "throw",
            "true",
            "try",
            "typealias",
            "typeof",
            "val",
            "var",
            "when",
            "while",
            "columns",
            "primaryKey",
            "indices",
            "foreignKeys",
            "tableName",
            "schemaName",
            "source",
            "fields",
        )
}

package io.kmigrate.dialect

import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.DatabaseSchema
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.SchemaObject
import io.kmigrate.schema.Sequence
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.schema.View

/**
 * What differs between a replayed and an introspected schema, a line each. Names that a database
 * chose, the spelling it gives an expression, the order of constraints and what it cannot keep do
 * not count.
 */
class SchemaComparison(private val dialect: Dialect, private val ordered: Boolean = true) {
    fun differences(expected: Snapshot, actual: Snapshot): List<String> {
        val found = actual.tables().associateBy { it.name() }
        val wanted = expected.tables().associateBy { it.name() }
        return (found.keys - wanted.keys).map { "unexpected table $it" } +
            wanted.flatMap { (name, table) ->
                found[name]?.let { tables(table, it) } ?: listOf("missing table $name")
            } +
            objects(expected, actual)
    }

    /** The text of views and programs is the database's own: that they are there is compared. */
    private fun objects(expected: Snapshot, actual: Snapshot): List<String> =
        same(
            "objects",
            expected
                .objects()
                .filter { dialect.equivalence().keeps(it.javaClass) }
                .map(::plain)
                .sorted(),
            actual.objects().map(::plain).sorted(),
        )

    private fun plain(schemaObject: SchemaObject): String =
        when (schemaObject) {
            is View -> "view ${schemaObject.name()} materialized=${schemaObject.materialized()}"
            is StoredProgram -> schemaObject.id().toString()
            is Sequence ->
                "sequence ${schemaObject.name()} ${schemaObject.start()} ${schemaObject.increment()} " +
                    "${schemaObject.cycle()}"
            is DatabaseEnum -> "enum ${schemaObject.name()} ${schemaObject.labels()}"
            is DatabaseSchema -> "schema ${schemaObject.name()}"
        }

    private fun tables(expected: Table, actual: Table): List<String> {
        val where = expected.name().toString()
        return columns(where, expected, actual) +
            same(
                "$where primary key",
                expected.primaryKey()?.let { it.columns() to it.withoutOverlaps() },
                actual.primaryKey()?.let { it.columns() to it.withoutOverlaps() },
            ) +
            named(
                "$where primary key",
                expected.primaryKey()?.name(),
                actual.primaryKey()?.name(),
            ) +
            parts("$where uniques", uniques(expected), uniques(actual)) {
                "${it.columns()} ${it.nullsNotDistinct()} ${it.deferral()} ${it.withoutOverlaps()}" to
                    it.name()
            } +
            parts(
                "$where checks",
                expected.checkConstraints(),
                actual.checkConstraints(),
                ::check,
            ) +
            parts(
                "$where foreign keys",
                expected.foreignKeys(),
                actual.foreignKeys(),
                ::foreignKey,
            ) +
            parts(
                "$where exclusions",
                expected.exclusionConstraints(),
                actual.exclusionConstraints(),
            ) {
                it.elements().joinToString { part ->
                    plain(part.column().text()) + part.operator()
                } + "${it.where()?.let(::plain)} ${it.deferral()}" to it.name()
            } +
            parts(
                "$where not nulls",
                expected.notNullConstraints(),
                actual.notNullConstraints(),
            ) {
                "$it" to it.name()
            } +
            parts(
                "$where indexes",
                expected.indexes().filterNot(::isUnique),
                actual.indexes().filterNot(::isUnique),
                ::index,
            ) +
            comment("$where comment", expected.comment(), actual.comment())
    }

    private fun uniques(table: Table): List<UniqueConstraint> =
        table.uniqueConstraints() +
            table.indexes().filter(::isUnique).map { index ->
                UniqueConstraint(index.name(), index.columns().map { it.text() })
            }

    /** An index that this database cannot tell from a unique constraint. */
    private fun isUnique(index: Index): Boolean =
        !dialect.equivalence().tellsUniqueConstraints() &&
            index.unique() &&
            index.columns().none { it.expression() || it.descending() || it.length() != null }

    private fun columns(where: String, expected: Table, actual: Table): List<String> {
        val names: (Table) -> Collection<String> = { table ->
            table.columns().map { it.name() }.let { if (ordered) it else it.sorted() }
        }
        return same("$where columns", names(expected), names(actual)) +
            expected.columns().flatMap { column ->
                actual
                    .column(column.name())
                    .map { columns("$where.${column.name()}", column, it) }
                    .orElse(listOf())
            }
    }

    private fun columns(where: String, expected: Column, actual: Column): List<String> =
        (if (dialect.equivalence().sameType(expected.type(), actual.type())) listOf()
        else listOf("$where type: expected ${expected.type()}, was ${actual.type()}")) +
            same("$where nullable", expected.nullable(), actual.nullable()) +
            same("$where numbers itself", expected.identity(), actual.identity()) +
            same(
                "$where default",
                default(expected.defaultValue()),
                default(actual.defaultValue()),
            ) +
            same(
                "$where generated",
                expected.generated()?.let { plain(it.expression()) to it.stored() },
                actual.generated()?.let { plain(it.expression()) to it.stored() },
            ) +
            same("$where collation", expected.collation(), actual.collation()) +
            comment("$where comment", expected.comment(), actual.comment())

    private fun check(check: CheckConstraint) =
        (plain(check.condition()) to check.enforced()) to check.name()

    private fun foreignKey(key: ForeignKey) =
        "${key.columns()} -> ${key.referencedTable()}${key.referencedColumns()} " +
            "${action(key.onDelete())} ${action(key.onUpdate())} ${key.deferral()} " +
            "${key.matchFull()} ${key.enforced()} ${key.period()}" to key.name()

    private fun action(action: ReferenceAction) =
        ReferenceAction.entries.first { dialect.equivalence().sameAction(it, action) }

    private fun index(index: Index) =
        index.columns().joinToString {
            plain(it.text()) +
                (if (it.descending()) " desc" else "") +
                " ${it.operatorClass()} ${it.nulls()} ${it.length()}"
        } +
            " unique=${index.unique()} ${index.nullsNotDistinct()} where=${index.where()?.let(::plain)} " +
            "include=${index.include()}" to index.name()

    private fun <T> parts(
        where: String,
        expected: List<T>,
        actual: List<T>,
        describe: (T) -> Pair<Any, String?>,
    ): List<String> {
        val left = expected.map(describe).sortedBy { "$it" }
        val right = actual.map(describe).sortedBy { "$it" }
        return same(
            where,
            left.map { "${it.first}" }.sorted(),
            right.map { "${it.first}" }.sorted(),
        ) +
            left
                .mapNotNull { it.second }
                .minus(right.mapNotNull { it.second }.toSet())
                .map {
                    "$where: none is called $it"
                }
    }

    private fun named(where: String, expected: String?, actual: String?) =
        if (expected == null) listOf() else same("$where name", expected, actual)

    private fun comment(where: String, expected: String?, actual: String?) =
        if (dialect.equivalence().keepsComments()) same(where, expected, actual) else listOf()

    private fun same(where: String, expected: Any?, actual: Any?) =
        if (expected == actual) listOf() else listOf("$where: expected $expected, was $actual")

    private fun default(value: DefaultValue?): String? =
        when (value) {
            null -> null
            is DefaultValue.Literal -> plain(value.value().toString())
            is DefaultValue.Expression -> plain(value.sql())
        }

    /**
     * An expression without what databases add or take away: parentheses, quotes, casts, spaces,
     * case.
     */
    private fun plain(sql: String): String =
        sql.lowercase()
            .replace(Regex("::[a-z ]+(\\(\\d+\\))?"), "")
            .replace(Regex("[\\s()\"`]"), "")
            .trim('\'')
}

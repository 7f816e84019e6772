package io.kmigrate.dsl.builder

import io.kmigrate.diff.ObjectFilter
import io.kmigrate.schema.TableName

/**
 * What `include { }` and `exclude { }` say. What no rule of `include` is about is included; then
 * `exclude` takes away.
 *
 * @property startSchemas the names of the schema where the connection starts; without a connection,
 *   all that databases have for it
 */
internal class PatternFilter(
    private val included: FilterScope,
    private val excluded: FilterScope,
    private val startSchemas: Set<String> = DEFAULT + USUAL,
) : ObjectFilter {
    override fun includes(kind: ObjectFilter.Kind, name: TableName): Boolean {
        val isSchema = kind == ObjectFilter.Kind.SCHEMA
        val what = ComparedObject(ObjectKind.valueOf(kind.name), name.schema(), null, name.name())
        val schemas = if (isSchema) names(name.name()) else names(name.schema())
        return isIn(schemas) && holds(what, schemas)
    }

    override fun includes(part: ObjectFilter.Part, table: TableName, name: String): Boolean =
        holds(
            ComparedObject(ObjectKind.valueOf(part.name), table.schema(), table.name(), name),
            names(table.schema()),
        )

    override fun schemas(): Set<String> =
        included.schemas.mapNotNull { it.literal }.filter { it !in DEFAULT }.toSet()

    override fun startingIn(schema: String): ObjectFilter =
        PatternFilter(included, excluded, DEFAULT + schema)

    private fun names(schema: String?): Set<String> =
        if (schema == null || schema in startSchemas) startSchemas else setOf(schema)

    private fun isIn(schemas: Set<String>): Boolean {
        val wanted = included.schemas
        return (wanted.isEmpty() || wanted.any { schemas.any(it::matches) }) &&
            excluded.schemas.none { schemas.any(it::matches) }
    }

    private fun holds(what: ComparedObject, schemas: Set<String>): Boolean {
        val wanted = included.rules.filter { what.kind in it.kinds }
        return (wanted.isEmpty() || wanted.any { it.matches(what, schemas) }) &&
            excluded.rules.none { what.kind in it.kinds && it.matches(what, schemas) }
    }

    private companion object {
        val DEFAULT = setOf("default")

        /** PostgreSQL, H2, SQL Server, SQLite. */
        val USUAL = setOf("public", "PUBLIC", "dbo", "main")
    }
}

package io.kmigrate.dsl.builder

import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.Repeatable
import io.kmigrate.repeatable.Repeatable.Kind
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.TableName
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * What a script of repeatable objects can say. Each call declares one object; none of them runs
 * anything.
 *
 * An object comes after those that its text names. `dependsOn` names others, which the text does
 * not show: objects, or tables.
 */
@MigrationDsl
@API(status = STABLE, since = "0.1")
public abstract class RepeatableScope internal constructor() {
    private val found = mutableListOf<Found>()
    private var databases: Set<String> = emptySet()

    private class Found(val line: Int, val databases: Set<String>, val base: Repeatable)

    /**
     * A view of a SELECT, without a semicolon. [materialized] keeps the rows: PostgreSQL and
     * Oracle.
     */
    public fun view(
        name: String,
        query: String,
        materialized: Boolean = false,
        schema: String? = null,
        dependsOn: List<String> = emptyList(),
    ) {
        val kind = if (materialized) Kind.MATERIALIZED_VIEW else Kind.VIEW
        val text = viewQuery(name, query)
        add(Repeatable(kind, tableName(name, schema), null, null, text, null, dependsOn))
    }

    /**
     * A function by its whole CREATE statement. [arguments] are the types, such as `"int, text"`,
     * where several have the name.
     */
    public fun function(
        name: String,
        definition: String,
        arguments: String? = null,
        schema: String? = null,
        dependsOn: List<String> = emptyList(),
    ) {
        program(
            routineId(StoredProgram.Kind.FUNCTION, name, schema, arguments),
            definition,
            dependsOn,
        )
    }

    /** A procedure by its whole CREATE statement; as [function]. */
    public fun procedure(
        name: String,
        definition: String,
        arguments: String? = null,
        schema: String? = null,
        dependsOn: List<String> = emptyList(),
    ) {
        val id = routineId(StoredProgram.Kind.PROCEDURE, name, schema, arguments)
        program(id, definition, dependsOn)
    }

    /** An aggregate function by its whole CREATE statement; as [function]. */
    public fun aggregate(
        name: String,
        definition: String,
        arguments: String? = null,
        schema: String? = null,
        dependsOn: List<String> = emptyList(),
    ) {
        val id = routineId(StoredProgram.Kind.AGGREGATE, name, schema, arguments)
        program(id, definition, dependsOn)
    }

    /** A trigger of a table by its whole CREATE statement. */
    public fun trigger(
        name: String,
        table: String,
        definition: String,
        schema: String? = null,
        dependsOn: List<String> = emptyList(),
    ) {
        program(triggerId(name, table, schema), definition, dependsOn)
    }

    /**
     * A privilege, by its whole GRANT statement. [revoke] takes it back; without it, the same
     * statement as REVOKE does.
     */
    public fun grant(
        statement: String,
        revoke: String? = null,
        dependsOn: List<String> = emptyList(),
    ) {
        val text = given(statement, "the statement of grant").trimIndent().trim().removeSuffix(";")
        val back = revoke?.trimIndent()?.trim() ?: Repeatable.revocation(text).orElse(null)
        require(back != null) { OperationMessages.noRevoke() }
        val name = TableName.of(text.replace(WHITE_SPACE, " "))
        add(Repeatable(Kind.GRANT, name, null, null, text, back, dependsOn))
    }

    /**
     * Anything else by the SQL that creates it, which [name] tells from the others. [drop] is what
     * drops it; without it, the object stays once its script is gone, and [create] must be able to
     * run again.
     */
    public fun sql(
        name: String,
        create: String,
        drop: String? = null,
        dependsOn: List<String> = emptyList(),
    ) {
        val text = given(create, "the SQL of $name").trimIndent().trim()
        val back = drop?.trimIndent()?.trim()
        add(Repeatable(Kind.SQL, tableName(name, null), null, null, text, back, dependsOn))
    }

    /** Objects for some kinds of databases alone, by their names: `on("postgresql") { … }`. */
    public fun on(vararg databases: String, block: RepeatableScope.() -> Unit) {
        require(databases.isNotEmpty()) { OperationMessages.noDatabases() }
        val known = Dialects.all().map { it.name() }
        databases
            .firstOrNull { it !in known }
            ?.let { throw IllegalArgumentException(OperationMessages.unknownDatabase(it, known)) }
        val outer = this.databases
        this.databases =
            if (outer.isEmpty()) databases.toSet() else outer intersect databases.toSet()
        require(this.databases.isNotEmpty()) {
            OperationMessages.onExcluded(databases.asList(), outer)
        }
        try {
            block()
        } finally {
            this.databases = outer
        }
    }

    private fun program(id: StoredProgram.Id, definition: String, dependsOn: List<String>) {
        val text = wholeStatement(id, definition)
        val kind = Kind.valueOf(id.kind().name)
        add(Repeatable(kind, id.name(), id.table(), id.arguments(), text, null, dependsOn))
    }

    private fun add(repeatable: Repeatable) {
        found += Found(ScriptPlace.lineOf(javaClass.name), databases, repeatable)
    }

    /** What was declared. */
    internal fun objects(
        path: String,
        file: String,
        environments: Set<String>,
    ): List<DeclaredRepeatable> {
        val place = ScriptPlace(javaClass.name, path)
        return found.map {
            DeclaredRepeatable(it.base, file, it.databases, environments, place.at(it.line))
        }
    }

    private companion object {
        val WHITE_SPACE = Regex("\\s+")
    }
}

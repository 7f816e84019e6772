package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.CreateProgram
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropProgram
import io.kmigrate.operation.DropView
import io.kmigrate.operation.Operation
import io.kmigrate.schema.StoredProgram
import io.kmigrate.schema.StoredProgram.Kind
import io.kmigrate.schema.View
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * Operations on views, functions, procedures and triggers, whose text is the database's own. One
 * that was replaced or dropped comes back with the downgrade.
 */
@API(status = STABLE, since = "0.1")
public sealed interface ProgramOperations : RecordingScope {
    /**
     * Makes a view of a SELECT, without a semicolon. [orReplace] takes the place of one that may be
     * there. [materialized] keeps the rows: PostgreSQL and Oracle.
     */
    public fun createView(
        name: String,
        query: String,
        orReplace: Boolean = false,
        materialized: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        CreateView(View(tableName(name, schema), viewQuery(name, query), materialized), orReplace)
    }

    /** Drops a view. */
    public fun dropView(
        name: String,
        materialized: Boolean = false,
        ifExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        DropView(tableName(name, schema), materialized, ifExists)
    }

    /**
     * Makes a function by its whole CREATE statement. [orReplace] takes the place of one that may
     * be there; [arguments] are the types, such as `"int, text"`, where several have the name. Not
     * on SQLite; H2's are Java.
     */
    public fun createFunction(
        name: String,
        definition: String,
        orReplace: Boolean = false,
        arguments: String? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        create(routineId(Kind.FUNCTION, name, schema, arguments), definition, orReplace)
    }

    /** Drops a function. */
    public fun dropFunction(
        name: String,
        ifExists: Boolean = false,
        arguments: String? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        DropProgram(routineId(Kind.FUNCTION, name, schema, arguments), ifExists)
    }

    /** Makes a procedure by its whole CREATE statement; as [createFunction]. */
    public fun createProcedure(
        name: String,
        definition: String,
        orReplace: Boolean = false,
        arguments: String? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        create(routineId(Kind.PROCEDURE, name, schema, arguments), definition, orReplace)
    }

    /** Drops a procedure. */
    public fun dropProcedure(
        name: String,
        ifExists: Boolean = false,
        arguments: String? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        DropProgram(routineId(Kind.PROCEDURE, name, schema, arguments), ifExists)
    }

    /**
     * Makes an aggregate function by its whole CREATE statement; as [createFunction]. PostgreSQL,
     * H2, and MariaDB and MySQL, where the statement says `create aggregate function`.
     */
    public fun createAggregate(
        name: String,
        definition: String,
        orReplace: Boolean = false,
        arguments: String? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        create(routineId(Kind.AGGREGATE, name, schema, arguments), definition, orReplace)
    }

    /** Drops an aggregate function. */
    public fun dropAggregate(
        name: String,
        ifExists: Boolean = false,
        arguments: String? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        DropProgram(routineId(Kind.AGGREGATE, name, schema, arguments), ifExists)
    }

    /** Makes a trigger of a table by its whole CREATE statement. */
    public fun createTrigger(
        name: String,
        table: String,
        definition: String,
        orReplace: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        create(triggerId(name, table, schema), definition, orReplace)
    }

    /** Drops a trigger of a table. */
    public fun dropTrigger(
        name: String,
        table: String,
        ifExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        DropProgram(triggerId(name, table, schema), ifExists)
    }
}

internal fun routineId(kind: Kind, name: String, schema: String?, arguments: String?) =
    StoredProgram.Id(kind, tableName(name, schema), null, arguments)

internal fun triggerId(name: String, table: String, schema: String?) =
    StoredProgram.Id(Kind.TRIGGER, tableName(name, schema), tableName(table, schema), null)

private fun create(id: StoredProgram.Id, definition: String, orReplace: Boolean): Operation =
    CreateProgram(StoredProgram(id, wholeStatement(id, definition)), orReplace)

/** The statement that makes a program. */
internal fun wholeStatement(id: StoredProgram.Id, definition: String): String {
    val text = given(definition, "the definition of $id").trimIndent().trim()
    require(WHOLE.containsMatchIn(text)) { OperationMessages.notWhole("$id") }
    return text
}

/** The query of a view. */
internal fun viewQuery(name: String, query: String): String =
    given(query, "the query of view $name").trimIndent().trim().removeSuffix(";")

/** A text that begins with CREATE, behind comments. */
private val WHOLE = Regex("^(\\s|--[^\n]*|/\\*[\\s\\S]*?\\*/)*+create\\b", RegexOption.IGNORE_CASE)

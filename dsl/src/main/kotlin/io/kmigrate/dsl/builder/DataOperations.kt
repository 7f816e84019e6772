package io.kmigrate.dsl.builder

import io.kmigrate.dialect.Dialects
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.exposed.ExposedValues
import io.kmigrate.operation.BulkDelete
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.BulkUpdate
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RunCode
import io.kmigrate.operation.SqlExpression
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.TableName
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.jdbc.JdbcTransaction

/** Operations on rows, and steps that are SQL or code. */
@API(status = STABLE, since = "0.1")
public sealed interface DataOperations : RecordingScope {
    /**
     * Inserts rows, each a map of column to value. What a row leaves out gets its default. Values
     * are numbers, text, booleans, bytes, `java.time` values, UUIDs, enum constants (by name),
     * null, or an [expression][IndexOperations.expression] that the database computes.
     */
    public fun bulkInsert(
        table: String,
        rows: List<Map<String, Any?>>,
        schema: String? = null,
    ): Unit = recorder.record {
        require(rows.isNotEmpty()) { OperationMessages.noRows() }
        require(rows.none { it.isEmpty() }) { OperationMessages.emptyRow() }
        val plain = rows.map { row ->
            row.mapValues { (column, value) -> cell("bulkInsert", column, value) }
        }
        insertOf(tableName(table, schema), plain)
    }

    /** Inserts rows: `bulkInsert("roles", mapOf("id" to 1), mapOf("id" to 2))`. */
    public fun bulkInsert(
        table: String,
        vararg rows: Map<String, Any?>,
        schema: String? = null,
    ): Unit = bulkInsert(table, rows.asList(), schema)

    /** Inserts one row: `bulkInsert("roles", "id" to 1, "name" to "admin")`. */
    public fun bulkInsert(
        table: String,
        vararg row: Pair<String, Any?>,
        schema: String? = null,
    ): Unit = bulkInsert(table, listOf(mapOf(*row)), schema)

    /**
     * Changes the rows that [where] holds for, or all rows, by one statement in the migration's
     * transaction: `bulkUpdate("roles", "name" to "admin", where = "id = 1")`. Values are those of
     * [bulkInsert]; an [expression][IndexOperations.expression] may name columns of the row. A
     * large table is changed in batches: [BackfillOperations.backfill].
     */
    public fun bulkUpdate(
        table: String,
        vararg values: Pair<String, Any?>,
        where: String? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        require(values.isNotEmpty()) { OperationMessages.noValues() }
        columnNames(values.map { it.first }, "bulkUpdate")
        val plain = values.associate { (column, value) ->
            column to cell("bulkUpdate", column, value)
        }
        updateOf(tableName(table, schema), plain, condition(where, "bulkUpdate"))
    }

    /**
     * Deletes the rows that [where] holds for, by one statement in the migration's transaction;
     * null means all rows. A large table is emptied in batches: [BackfillOperations.deleteRows].
     */
    public fun bulkDelete(table: String, where: String?, schema: String? = null): Unit =
        recorder.record {
            BulkDelete(tableName(table, schema), condition(where, "bulkDelete"))
        }

    /**
     * Inserts the rows of a CSV file (RFC 4180) whose first line names the columns. [file] is found
     * from the script's folder. Numbers and booleans are read as their columns' types say; a field
     * that is [nullText] is null. The file is UTF-8, with or without a byte order mark, or in the
     * [encoding] that is named, such as `ISO-8859-1`. The rows belong to the migration: a file that
     * changes later counts as an edited script. A file of 4 MB or more is loaded in batches, as by
     * [BackfillOperations.backfill]: a load that was interrupted continues.
     */
    public fun loadCsv(
        table: String,
        file: String,
        separator: Char = ',',
        nullText: String = "",
        schema: String? = null,
        encoding: String? = null,
    ): Unit = recorder.record {
        CsvFile(recorder::stream, separator, nullText, encoding)
            .load(tableName(table, schema), file)
    }

    /**
     * Runs SQL as it is, one statement or several; common indentation is taken off. Such a step is
     * opaque: it has no inverse, and what follows is checked less strictly.
     *
     * [parameters] are values for `:name` in the text, each written as a literal: `execute("update
     * t set a = :a", "a" to name)`. [variants] are texts for databases that want another, by the
     * database's name: `mapOf("mysql" to "…", "sqlite" to "")`; an empty one does nothing.
     * [changes] describes what the text does to the schema, and is not run: `changes = {
     * createTable("t") { … } }`, or `{ }` for nothing. With it, what follows is checked strictly.
     * [undo] is the text that takes it back, where a script has no `downgrade`, with [undoVariants]
     * by database; an empty one means that there is nothing to revert.
     */
    public fun execute(
        sql: String,
        vararg parameters: Pair<String, Any?>,
        variants: Map<String, String> = emptyMap(),
        changes: (OperationScope.() -> Unit)? = null,
        undo: String? = null,
        undoVariants: Map<String, String> = emptyMap(),
    ): Unit = recorder.record {
        val known = Dialects.all().map { it.name() }
        val unknown = (variants.keys + undoVariants.keys).firstOrNull { it !in known }
        require(unknown == null) { OperationMessages.unknownDatabase("$unknown", known) }
        require(undo != null || undoVariants.isEmpty()) { OperationMessages.variantsWithoutUndo() }
        val values = parameters.associate { (name, value) ->
            name to plain("execute", "parameter $name", value)
        }
        executeOf(
            given(sql, "the SQL of execute").trimIndent().trim(),
            values,
            trimmed(variants),
            changes?.let(recorder::described),
            undo?.let { ExecuteSql.Undo(it.trimIndent().trim(), trimmed(undoVariants)) },
        )
    }

    /**
     * Runs the SQL of a file, such as a dump, a statement at a time: it may have any size. [file]
     * is found from the script's folder, and belongs to the migration: a file that changes later
     * counts as an edited script. Line ends and a byte order mark do not count. On PostgreSQL the
     * rows of `COPY … FROM stdin` are copied. Commands of `psql` that change nothing, such as
     * `\\restrict`, are passed over, and all others are refused. `DELIMITER` of MySQL and MariaDB
     * is followed. [encoding] is the file's; [changes] is as in [execute].
     */
    public fun executeFile(
        file: String,
        encoding: String = "UTF-8",
        changes: (OperationScope.() -> Unit)? = null,
    ): Unit = recorder.record {
        SqlFile(recorder::stream, encoding).load(file, changes?.let(recorder::described))
    }

    /**
     * Runs code at this place in the list, in the migration's transaction; Exposed's statements
     * work in it as they are. [description] stands for the code in plans and in the checksum. The
     * block neither commits nor rolls back. `upgrade --sql` cannot show it and refuses, unless
     * [offline] says what a script does in its place: [skip] or [sql].
     */
    public fun data(
        description: String,
        offline: OfflineStep? = null,
        block: (@MigrationDsl JdbcTransaction).() -> Unit,
    ): Unit = recorder.record {
        RunCode(
            given(description, "the description of data"),
            { context -> context.unwrap(JdbcTransaction::class.java).block() },
            offline?.sql,
            offline?.variants.orEmpty(),
        )
    }

    /** For `data(…, offline = skip)`: a script does nothing instead of the step. */
    public val skip: OfflineStep
        get() = OfflineStep("")

    /**
     * For `data(…, offline = sql("…"))`: a script runs this instead of the step. [variants] is from
     * the name of a database to what is run there instead.
     */
    public fun sql(text: String, variants: Map<String, String> = emptyMap()): OfflineStep =
        OfflineStep(
            given(text, "the SQL of offline").trimIndent().trim(),
            trimmed(variants),
        )
}

/** The text of a `data { }` step in a script for the database's own client. */
@API(status = STABLE, since = "0.1")
public class OfflineStep
internal constructor(
    internal val sql: String,
    internal val variants: Map<String, String> = emptyMap(),
)

private fun trimmed(variants: Map<String, String>): Map<String, String> =
    variants.mapValues { (_, text) ->
        text.trimIndent().trim()
    }

private fun condition(where: String?, what: String): String? = where?.let {
    given(it, "where of $what").trimIndent().trim()
}

private fun cell(what: String, column: String, value: Any?): Any? =
    if (value is IndexColumn && value.expression())
        SqlExpression(given(value.text(), "the SQL of expression").trimIndent().trim())
    else plain(what, "column $column", value)

private fun plain(what: String, whose: String, value: Any?): Any? {
    val plain = ExposedValues.plain(value)
    require(plain == null || plain is ByteArray || ExposedValues.isLiteral(plain)) {
        OperationMessages.unwritableValue(what, "${plain?.javaClass?.simpleName}", whose)
    }
    return plain
}

/** The records' compact constructors lose the mark that values may be null. */
@Suppress("UNCHECKED_CAST")
private fun executeOf(
    sql: String,
    values: Map<String, Any?>,
    variants: Map<String, String>,
    changes: List<Operation>?,
    undo: ExecuteSql.Undo?,
): ExecuteSql = ExecuteSql(sql, values as Map<String, Any>, variants, changes, undo)

/** As above. */
@Suppress("UNCHECKED_CAST")
private fun insertOf(table: TableName, rows: List<Map<String, Any?>>): BulkInsert =
    BulkInsert(table, rows as List<Map<String, Any>>)

/** As above. */
@Suppress("UNCHECKED_CAST")
private fun updateOf(table: TableName, values: Map<String, Any?>, where: String?): BulkUpdate =
    BulkUpdate(table, values as Map<String, Any>, where)

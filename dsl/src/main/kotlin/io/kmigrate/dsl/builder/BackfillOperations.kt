package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.Limits
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.Throttle
import io.kmigrate.schema.TableName
import java.time.Duration
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.Table

/** Changes of all rows of a table, in batches that are committed one by one. */
@API(status = STABLE, since = "0.1")
public sealed interface BackfillOperations : RecordingScope {
    /**
     * Changes the rows of a table by SQL, in batches by its primary key, or by the unique columns
     * of [key]. Each batch is a transaction of its own; a run that is interrupted goes on behind
     * the last one. [name] is what people call it, and is unique in the script.
     *
     * [where] is a condition for the rows that are changed. With [passes], the table is gone
     * through again while rows are left that it holds for, so that rows are found that came in
     * behind the key: what [block] sets must then make the condition false.
     *
     * A batch takes about [batchTime], such as `500ms`, or has [batchRows] rows; [pause] is between
     * two. [onError] says what happens to rows that fail. With [workers], as many connections share
     * the rows on PostgreSQL, MySQL and MariaDB; elsewhere one does the work. These may change at
     * any time; all else belongs to the migration.
     *
     * With [background], `upgrade` registers it and goes on; `migrate backfill run` does the work.
     */
    public fun backfill(
        name: String,
        table: String,
        where: String? = null,
        key: List<String> = emptyList(),
        batchTime: String = DEFAULT_TIME,
        batchRows: Int? = null,
        pause: String? = null,
        passes: Int = 1,
        onError: RowFailures = stop,
        workers: Int = 1,
        background: Boolean = false,
        schema: String? = null,
        block: BackfillScope.() -> Unit,
    ): Unit = recorder.record {
        val scope = BackfillScope().apply(block)
        val pace = pace(batchTime, batchRows, pause, passes, onError, workers)
        backfillOf(name, tableName(table, schema), where, key, scope, pace, background)
    }

    /**
     * The same for a table of Exposed, whose rows can be changed by code: `rows { batch ->
     * batch.update { it[givenName] = it[fullName].substringBefore(' ') } }`.
     */
    public fun backfill(
        name: String,
        table: Table,
        where: String? = null,
        key: List<String> = emptyList(),
        batchTime: String = DEFAULT_TIME,
        batchRows: Int? = null,
        pause: String? = null,
        passes: Int = 1,
        onError: RowFailures = stop,
        workers: Int = 1,
        background: Boolean = false,
        block: TableBackfillScope.() -> Unit,
    ): Unit = recorder.record {
        val scope = TableBackfillScope(table).apply(block)
        val pace = pace(batchTime, batchRows, pause, passes, onError, workers)
        val plain = ExposedTables.toTable(table).name()
        backfillOf(name, plain, where, key, scope.plain, pace, background)
    }

    /**
     * Copies rows into another table, in batches as [backfill] does. [columns] are those that are
     * copied; without them all are, but those that the database computes.
     */
    public fun copyRows(
        table: String,
        into: String,
        where: String? = null,
        columns: List<String> = emptyList(),
        key: List<String> = emptyList(),
        name: String = "copy $table into $into",
        batchTime: String = DEFAULT_TIME,
        batchRows: Int? = null,
        pause: String? = null,
        onError: RowFailures = stop,
        workers: Int = 1,
        background: Boolean = false,
        schema: String? = null,
        intoSchema: String? = schema,
    ): Unit = recorder.record {
        val pace = pace(batchTime, batchRows, pause, 1, onError, workers)
        val change = RowChange.CopyInto(tableName(into, intoSchema), columns)
        backfillOf(
            name,
            tableName(table, schema),
            where,
            key,
            BackfillScope(change),
            pace,
            background,
        )
    }

    /** Deletes the rows that [where] holds for, in batches as [backfill] does. */
    public fun deleteRows(
        table: String,
        where: String,
        key: List<String> = emptyList(),
        name: String = "delete from $table",
        batchTime: String = DEFAULT_TIME,
        batchRows: Int? = null,
        pause: String? = null,
        passes: Int = 1,
        onError: RowFailures = stop,
        workers: Int = 1,
        background: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        val pace = pace(batchTime, batchRows, pause, passes, onError, workers)
        val scope = BackfillScope(RowChange.DeleteAll())
        backfillOf(name, tableName(table, schema), where, key, scope, pace, background)
    }

    /**
     * Lets the script run only once the backfill called [name] is done, which an earlier script has
     * in the background. Until then `upgrade` refuses, before it runs anything.
     */
    public fun requiresBackfill(name: String): Unit = recorder.record {
        RequireBackfill(given(name, "the name of requiresBackfill"))
    }

    /** For `onError`: the first row that fails stops the backfill, which names its key. */
    public val stop: RowFailures
        get() = RowFailures(0)

    /**
     * For `onError`: rows that fail are left out and written into `migrate_backfill_error`, as long
     * as there are no more than [max].
     */
    public fun skip(max: Int): RowFailures {
        require(max > 0) { OperationMessages.noSkips() }
        return RowFailures(max)
    }
}

/** What happens to rows of a backfill that fail. */
@API(status = STABLE, since = "0.1")
public class RowFailures internal constructor(internal val most: Int)

private const val DEFAULT_TIME = "500ms"
/** The column for it has 255 characters. */
internal const val LONGEST_NAME: Int = 200

private fun pace(
    batchTime: String,
    batchRows: Int?,
    pause: String?,
    passes: Int,
    onError: RowFailures,
    workers: Int,
): Pace {
    require(workers > 0) { OperationMessages.notPositive("workers") }
    require(batchRows == null || batchRows > 0) { OperationMessages.notPositive("batchRows") }
    require(passes > 0) { OperationMessages.notPositive("passes") }
    return Pace(
        duration("batchTime", batchTime),
        batchRows,
        pause?.let { duration("pause", it) } ?: Duration.ZERO,
        Throttle.NONE,
        passes,
        onError.most,
        workers,
    )
}

internal fun duration(what: String, text: String): Duration =
    Limits.duration(text).orElseThrow {
        IllegalArgumentException(OperationMessages.noDuration(what, text))
    }

private fun backfillOf(
    name: String,
    table: TableName,
    where: String?,
    key: List<String>,
    scope: BackfillScope,
    pace: Pace,
    background: Boolean,
): Backfill {
    given(name, "the name of backfill")
    require(name.length <= LONGEST_NAME) { OperationMessages.longName(LONGEST_NAME) }
    where?.let { given(it, "where of backfill") }
    require(pace.passes() == 1 || where != null) { OperationMessages.passesWithoutWhere() }
    if (key.isNotEmpty()) columnNames(key, "key")
    val condition = where?.trimIndent()?.trim()
    return Backfill(
        name,
        table,
        key,
        condition,
        scope.change(),
        pace.withThrottle(scope.throttle),
        scope.undone(),
        background,
    )
}

package io.kmigrate.cli.survival

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import java.sql.Connection

/** Everything in a database that runs of [SurvivalScripts] made. */
internal class Contents
private constructor(
    val schema: List<String>,
    val rows: List<String>,
    private val history: List<String>,
    private val journal: List<String>,
    private val versions: List<String>,
) {
    private val revisions = 1..SurvivalScripts.COUNT

    /** Revisions whose work or history is there more than once. */
    val appliedTwice: Int
        get() = revisions.count { done(it) > 1 || worked(it) > 1 }

    /**
     * Revisions whose work or history is missing, and those that the version table does not cover.
     */
    val lost: Int
        get() {
            val missing = revisions.count { done(it) == 0 || worked(it) == 0 }
            val last = SurvivalScripts.id(SurvivalScripts.COUNT)
            return if (versions == listOf(last)) missing else maxOf(missing, 1)
        }

    /** Whether runs came further than the first revision's start and not to the last one's end. */
    val isHalfDone: Boolean
        get() = history.isNotEmpty() && revisions.any { done(it) == 0 }

    /** Whether a revision was begun and is not done. */
    val isInsideRevision: Boolean
        get() = history.any { !it.endsWith(DONE) }

    private fun done(number: Int) = history.count { it == SurvivalScripts.id(number) + DONE }

    private fun worked(number: Int) = journal.count { it == "$number" }

    companion object {
        private const val DONE = ", up, done"

        fun of(url: String): Contents =
            DatabaseUrl.parse(url).dataSource().connection.use { connection ->
                val all =
                    Dialects.forConnection(connection)
                        .introspector()
                        .introspect(connection)
                        .tables()
                val names = all.map { it.name().name() }
                fun rows(table: String, columns: String) =
                    if (table in names) connection.rows("select $columns from $table")
                    else emptyList()
                val own = all.filterNot { it.name().name().startsWith("migrate_") }
                Contents(
                    own.map { it.toString() },
                    own.flatMap { rows(it.name().name(), "*") }.sorted(),
                    rows("migrate_history", "revision, direction, outcome"),
                    rows("journal", "step"),
                    rows("migrate_version", "version_num"),
                )
            }

        private fun Connection.rows(sql: String): List<String> =
            createStatement().use { statement ->
                statement.executeQuery(sql).use { rows ->
                    buildList {
                        while (rows.next()) {
                            val columns = 1..rows.metaData.columnCount
                            add(columns.joinToString { rows.getString(it).orEmpty() })
                        }
                    }
                }
            }
    }
}

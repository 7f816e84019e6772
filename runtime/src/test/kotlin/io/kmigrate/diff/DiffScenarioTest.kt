package io.kmigrate.diff

import io.kmigrate.compare.DatabaseComparer
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.SchemaComparison
import io.kmigrate.dialect.run
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.skip
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import javax.sql.DataSource

/**
 * Each difference on each database it applies to: found as expected, none left once carried out,
 * and undone exactly. `docs/autogenerate.md` is the table of it, which `-Dgolden.update=true`
 * rewrites; `-Ddiff.rows=37,58` runs those rows alone.
 */
class DiffScenarioTest :
    FunSpec({
        val rows = System.getProperty("diff.rows")?.split(',')?.map { it.toInt() }
        val all = commonScenarios + objectScenarios
        all.filter { rows == null || it.row in rows }
            .forEach { scenario ->
                scenario.on.forEach { database ->
                    test("${scenario.row} ${scenario.title}: $database") {
                        requireVersion(scenario, database)
                        empty(database).connection.use {
                            ScenarioRun(scenario, database, it).check()
                        }
                    }
                }
            }

        test("docs/autogenerate.md lists all 132 rows") {
            val file = Path.of("../docs/autogenerate.md")
            val text = scenarioTable()
            if (System.getProperty("golden.update").toBoolean()) {
                Files.writeString(file, text)
            }
            Files.readString(file) shouldBe text
        }
    })

/** Scenarios that a PostgreSQL refuses before a version; `-Pfull` runs an old one. */
private val SINCE =
    mapOf(
        "computed expression changed" to 17,
        "unique NULLS NOT DISTINCT" to 15,
        "check no longer enforced" to 18,
        "check enforced from now on" to 18,
        "foreign key no longer enforced" to 18,
        "unique constraint without overlaps" to 18,
        "NOT NULL with a name" to 18,
        "NOT NULL that gets a name" to 18,
        "NOT NULL under another name" to 18,
        "NOT NULL with a name as the server gives it" to 18,
        "NOT NULL whose name no model has" to 18,
    )

private fun requireVersion(scenario: DiffScenario, database: TestDatabase) {
    val since = SINCE[scenario.title] ?: return
    if (database == TestDatabase.POSTGRESQL && TestPostgres.version < since) {
        skip("${scenario.title}: PostgreSQL $since and later")
    }
}

private val postgres by lazy(TestPostgres::freshDatabase)

private fun empty(database: TestDatabase): DataSource =
    if (database == TestDatabase.POSTGRESQL) TestPostgres.emptied(postgres) else database.fresh()

private class ScenarioRun(
    private val scenario: DiffScenario,
    private val database: TestDatabase,
    private val connection: Connection,
) {
    private val dialect: Dialect = Dialects.forConnection(connection)
    private val warnings = mutableListOf<String>()
    private val diff = DatabaseComparer(dialect, connection) { warnings += it }

    fun check() {
        scenario.live.forEach { connection.run(dialect, it) }
        val start = diff.live(scenario.wanted)
        val found = diff.to(scenario.wanted, scenario.renames, ObjectFilter.all()).operations()
        warnings.shouldBeEmpty()
        val expected = scenario.otherwise[database] ?: scenario.expected
        withClue(found) { shortened(found.map(::brief), expected) shouldBe expected }
        val replayed = found.runningFold(start) { schema, operation -> operation.apply(schema) }
        found.forEach { connection.run(dialect, it) }
        withClue("once carried out") {
            diff.to(scenario.wanted, listOf(), ObjectFilter.all()).operations().shouldBeEmpty()
        }
        val inverses = found.zip(replayed) { operation, before -> operation.inverse(before) }
        if (inverses.all { it.isPresent }) {
            inverses.reversed().forEach { connection.run(dialect, it.get()) }
            withClue("once undone") { differences(start).shouldBeEmpty() }
        }
    }

    /** A name that the database chose is not expected. */
    private fun shortened(briefs: List<String>, expected: List<String>) =
        briefs.mapIndexed { place, brief ->
            brief.substringBefore(' ').takeIf { it == expected.getOrNull(place) } ?: brief
        }

    private fun differences(start: Snapshot) =
        SchemaComparison(dialect, ordered = false).differences(start, diff.live(scenario.wanted))
}

package io.kmigrate.importer

import io.kmigrate.failure.ErrorCode
import io.kmigrate.importer.ImportedRevision.Origin
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.run.Diagnosis
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.migration
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

private val second =
    migration(
        "v2",
        "v1",
        up = listOf(sql("create table orders (id int)")),
        down = listOf(sql("drop table orders")),
    )

/** What each tool calls the two revisions. */
private fun scripts(tool: OldTool): SideScripts {
    fun origin(number: Int) =
        when (tool) {
            OldTool.FLYWAY -> Origin("sql/V${number}__words.sql", "$number", "")
            OldTool.LIQUIBASE -> Origin("log.xml", "$number::me", "")
            OldTool.ALEMBIC -> Origin("versions/v$number.py", "v$number", "")
        }
    val origins = mapOf("v1" to origin(1), "v2" to origin(2))
    return SideScripts(listOf(customers("v1"), second), ImportMap(tool.word(), origins))
}

private fun fresh(kind: TestDatabase, tool: OldTool): DataSource =
    if (tool == OldTool.LIQUIBASE) freshForLiquibase(kind) else kind.fresh()

/** Two tables that are both written say the same, or a run stops before anything. */
class TableAgreementTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            OldTool.entries.forEach { tool ->
                test("$kind: a revision that only the table of ${tool.word()} has stops a run") {
                    val database = fresh(kind, tool)
                    val warnings = mutableListOf<String>()
                    val both = scripts(tool).migrator(database, tool) { warnings(warnings::add) }
                    both.upgrade()
                    both.upgrade()
                    warnings.shouldBeEmpty()
                    scripts(tool).migrator(database, tool, alsoWrite = false).downgrade("v1")
                    both.report(0)
                    warnings.single() shouldContain "only it has v2"
                    shouldFailWith(ErrorCode.TABLES_DISAGREE) { both.upgrade() }
                    shouldFailWith(ErrorCode.TABLES_DISAGREE) { both.downgrade("base") }
                    both.diagnose().checks().single { it.subject() == "state" }.health() shouldBe
                        Diagnosis.Health.FAILED
                    both.stamp("v2")
                    both.upgrade().isEmpty shouldBe true
                }

                test("$kind: a revision that the table of ${tool.word()} lacks stops a run") {
                    val database = fresh(kind, tool)
                    val both = scripts(tool).migrator(database, tool)
                    both.upgrade("v1")
                    scripts(tool).migrator(database, tool, alsoWrite = false).upgrade()
                    shouldFailWith(ErrorCode.TABLES_DISAGREE) { both.upgrade() }
                        .problems()
                        .single()
                        .message() shouldContain "it lacks v2"
                }
            }
        }
    })

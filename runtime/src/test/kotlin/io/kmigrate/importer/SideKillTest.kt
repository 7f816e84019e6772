package io.kmigrate.importer

import io.kmigrate.dialect.UrlDataSource
import io.kmigrate.execution.AppliedStep
import io.kmigrate.execution.StepHook
import io.kmigrate.importer.ImportedRevision.Origin
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.slowBecauseOf
import io.kmigrate.testing.sql
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

/**
 * A process that dies when both rows are written and not committed leaves neither; the next run
 * writes both.
 */
class SideKillTest :
    FunSpec({
        listOf<Pair<TestDatabase, (DataSource) -> String>>(
                TestDatabase.SQLITE to { database -> database.connection.use { it.metaData.url } },
                TestDatabase.POSTGRESQL to TestPostgres::url,
                TestDatabase.MARIADB to TestMariadb::url,
                TestDatabase.MYSQL to TestMysql::url,
            )
            .forEach { (kind, url) ->
                test("$kind: a killed process leaves both rows or neither") {
                    slowBecauseOf("processes of its own")
                    val database = kind.fresh()
                    migrator(database).upgrade("v1")
                    killed(url(database)) shouldBe KILLED
                    rows(database) shouldBe listOf("1")
                    database.query("SELECT version_num FROM migrate_version") shouldBe listOf("v1")
                    migrator(database).upgrade().revisions() shouldBe listOf("v2")
                    rows(database) shouldBe listOf("1", "2")
                    migrator(database).downgrade("-1")
                    rows(database) shouldBe listOf("1")
                }
            }
    })

private const val KILLED = 9

private fun rows(database: DataSource) =
    database.query("SELECT version FROM flyway_schema_history ORDER BY installed_rank")

private fun killed(url: String): Int =
    ProcessBuilder(
            "${System.getProperty("java.home")}/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path"),
            "io.kmigrate.importer.SideKillTestKt",
            url,
        )
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor()

private fun migrator(database: DataSource, hook: StepHook = StepHook.none()) =
    SideScripts(
            listOf(
                migration("v1", up = listOf(create("a"))),
                migration(
                    "v2",
                    "v1",
                    down = listOf(sql("drop table b"), sql("drop table c")),
                    up = listOf(create("b"), create("c"), sql("insert into b (id) values (1)")),
                ),
            ),
            ImportMap(
                "flyway",
                origins(
                    "v1" to Origin("V1__a.sql", "1", "11"),
                    "v2" to Origin("V2__b.sql", "2", "22"),
                ),
            ),
        )
        .migrator(database, OldTool.FLYWAY) { addHook(hook) }

/** Dies once the rows of a step are written, before they are kept. */
private object Deadly : StepHook {
    override fun after(step: AppliedStep): List<ScriptOperation> {
        Runtime.getRuntime().halt(KILLED)
        return emptyList()
    }
}

fun main(arguments: Array<String>) {
    migrator(UrlDataSource(arguments[0]), Deadly).upgrade()
}

package io.kmigrate.importer

import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.ImportedStep.Kind
import io.kmigrate.importer.flyway.FlywayHistory
import io.kmigrate.importer.flyway.FlywayReader
import io.kmigrate.importer.flyway.FlywaySettings
import io.kmigrate.importer.flyway.FlywaySettingsFile
import io.kmigrate.migrator
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.writeText

/** Flyway's files become revisions, and its table says which of them a database has. */
class FlywayImportTest :
    FunSpec({
        fun folder(files: Map<String, String>): Path {
            val folder = tempdir().toPath()
            files.forEach { (name, text) ->
                val file = folder.resolve(name)
                Files.createDirectories(file.parent)
                file.writeText(text)
            }
            return folder
        }

        fun read(
            files: Map<String, String>,
            dialect: String = "postgresql",
            settings: Map<String, String> = emptyMap(),
        ): ImportedHistory =
            FlywayReader(
                    folder(files.mapKeys { "sql/${it.key}" }),
                    Dialects.named(dialect),
                    FlywaySettings.standard().with(settings),
                    false,
                )
                .read(listOf(Path.of("sql")))

        fun ids(history: ImportedHistory) = history.revisions().map { it.id() }

        test(
            "versions are in the order of their numbers, and repeatable files that stay come last"
        ) {
            val history =
                read(
                    mapOf(
                        "V10__ten.sql" to "create table ten (id int)",
                        "V2_1__two.sql" to "create table two (id int)",
                        "V2__b.sql" to "create table b (id int)",
                        "deep/V3__c.sql" to "create table c (id int)",
                        "R__b_rows.sql" to "insert into ten values (1)",
                        "R__a_rows.sql" to "insert into ten values (2)",
                    )
                )
            ids(history) shouldBe listOf("v2", "v2.1", "v3", "v10", "r_a_rows", "r_b_rows")
            history.revisions().map { it.parents() } shouldBe
                listOf(emptyList<String>()) + ids(history).dropLast(1).map { listOf(it) }
            history.revisions().first().message() shouldBe "b"
        }

        test("a U file is the downgrade, and an empty one an empty downgrade") {
            val history =
                read(
                    mapOf(
                        "V1__a.sql" to "create table a (id int)",
                        "U1__a.sql" to "drop table a",
                        "V2__b.sql" to "create table b (id int)",
                        "U2__b.sql" to "-- nothing",
                        "V3__c.sql" to "create table c (id int)",
                        "U9__z.sql" to "drop table z",
                    )
                )
            history.revisions().map { it.down()?.size } shouldBe listOf(1, 0, null)
            history.leftOut().map { it.what() } shouldBe listOf("sql/U9__z.sql")
        }

        test("every file is accounted for") {
            val history =
                read(
                    mapOf(
                        "V1__a.sql" to "create table a (id int)",
                        "V2__Load.java" to "class V2__Load {}",
                        "beforeMigrate.sql" to "select 1",
                        "readme.txt" to "read me",
                        "mysql/V1__a.sql" to "create table a (id int)",
                        "B1__base.sql" to "create table a (id int)",
                    )
                )
            ids(history) shouldBe listOf("v1", "v2")
            history.revisions()[1].up().single().kind() shouldBe Kind.BY_HAND
            history.leftOut().map { it.what() }.sorted() shouldBe
                listOf(
                    "sql/B1__base.sql",
                    "sql/beforeMigrate.sql",
                    "sql/mysql/V1__a.sql",
                    "sql/readme.txt",
                )
        }

        test("a baseline stands for versions whose files are gone") {
            ids(
                read(mapOf("B5__base.sql" to "create table a (id int)", "V6__b.sql" to ""))
            ) shouldBe listOf("v5", "v6")
        }

        test("two files for one version are refused, however it is written") {
            val failure =
                shouldThrow<MigrationException> {
                    read(mapOf("V1__a.sql" to "", "V1_0__b.sql" to "", "V01__c.sql" to ""))
                }
            failure.message shouldContain "has two files"
        }

        test("placeholders are filled in, and one without a value is a step by hand") {
            val step = { text: String, settings: Map<String, String> ->
                read(mapOf("V1__a.sql" to text), settings = settings)
                    .revisions()
                    .single()
                    .up()
                    .single()
            }
            step("create table \${Name} (id int)", mapOf("placeholders.name" to "a"))
                .text() shouldBe "create table a (id int)"
            step("create table \${x} (id int)", emptyMap()).kind() shouldBe Kind.BY_HAND
            step(
                    "update a set b = '\${x}'",
                    mapOf("placeholderReplacement" to "false"),
                )
                .kind() shouldBe Kind.SQL
        }

        test("a transaction around a file is the revision's, and settings beside it count") {
            val history =
                read(
                    mapOf(
                        "V1__a.sql" to "/* why */ BEGIN;\ncreate table a (id int);\nCOMMIT;",
                        "V2__b.sql" to "vacuum a",
                        "V2__b.sql.conf" to "executeInTransaction=false",
                    )
                )
            history.revisions().map { it.up().size } shouldBe listOf(1, 1)
            history.revisions().map { it.transactional() } shouldBe listOf(true, false)
            history.revisions()[0].remarks().size shouldBe 2
        }

        SETTINGS.forEach { (name, text) ->
            test("settings are read from $name") {
                val file = folder(mapOf(name to text)).resolve(name)
                val settings = FlywaySettings.standard().with(FlywaySettingsFile.read(file, name))
                settings.locations() shouldBe listOf("filesystem:sql", "classpath:db/{vendor}")
                settings.table() shouldBe "history"
                settings.values()["placeholders.Name"] shouldBe "a # b"
            }
        }

        test("a checksum does not heed line ends and a byte order mark") {
            val sums =
                listOf("select 1;\nselect 2;\n", "\uFEFFselect 1;\r\nselect 2;").map {
                    read(mapOf("V1__a.sql" to it)).revisions().single().origin().checksum()
                }
            // CRC-32 of "select 1;select 2;", as Python's zlib.crc32 gives it, with a sign.
            sums shouldBe listOf(CHECKSUM, CHECKSUM)
        }

        ADOPTED.forEach { (situation, case) ->
            test("adopt: $situation") {
                val database = TestDatabase.SQLITE.fresh()
                database.execute(HISTORY)
                case.rows.forEach {
                    database.execute("insert into flyway_schema_history values $it")
                }
                val found = adopted(database)
                found shouldBe case.result
                database.query("select count(*) from flyway_schema_history") shouldBe
                    listOf("${case.rows.size}")
            }
        }

        test("adopt: a version of another database does not make a repeatable one pending") {
            val database = TestDatabase.SQLITE.fresh()
            database.execute(HISTORY)
            listOf(
                    "(1, '1', 'a', 'SQL', 'V1', 11, 1)",
                    "(2, '2', 'b', 'SQL', 'V2', 22, 1)",
                    "(3, null, 'view', 'SQL', 'R__view', 44, 1)",
                )
                .forEach { database.execute("insert into flyway_schema_history values $it") }
            val elsewhere =
                ImportedRevision.Origin("V3__c.sql", "3", "33", mapOf("h2" to "33"), listOf())
            adopted(database, ImportMap("flyway", MAP.origins() + ("v3" to elsewhere))) shouldBe
                "r_view"
        }

        test("adopt: a database that has version rows is refused, and a dry run writes none") {
            val database = TestDatabase.SQLITE.fresh()
            database.execute(HISTORY)
            database.execute(
                "insert into flyway_schema_history values (1, '1', 'a', 'SQL', 'V1', 11, 1)"
            )
            val migrator = migrator(database, MIGRATIONS)
            val old = FlywayHistory(TableName.of("flyway_schema_history"), MAP)
            migrator.dryRunAdopt(old).revisions() shouldBe listOf("v1")
            migrator.history().rows().shouldBeEmpty()
            migrator.adopt(old).revisions() shouldBe listOf("v1")
            migrator.log(0).map { "${it.revision()} ${it.direction()}" } shouldBe listOf("v1 stamp")
            shouldThrow<MigrationException> { migrator.adopt(old) }.message shouldContain
                "has version rows already"
        }
    })

private const val CHECKSUM = "-593479011"

private val SETTINGS =
    mapOf(
        "flyway.conf" to
            "# why\nflyway.locations=filesystem:sql,classpath:db/{vendor}\nflyway.table=history\nflyway.placeholders.Name=a # b\n",
        "flyway.toml" to
            "[flyway]\nlocations = [\"filesystem:sql\",\n  \"classpath:db/{vendor}\"]\ntable = \"history\"\n[flyway.placeholders]\nName = \"a # b\"\n",
        "application.properties" to
            "spring.flyway.locations=filesystem:sql,classpath:db/{vendor}\nspring.flyway.table=history\nspring.flyway.placeholders.Name=a # b\n",
        "application.yml" to
            "spring:\n  datasource:\n    url: jdbc:x # none\n  flyway:\n    locations:\n      - filesystem:sql\n      - classpath:db/{vendor}\n    table: history\n    placeholders: { Name: \"a # b\" }\n",
    )

private const val HISTORY =
    "create table flyway_schema_history (installed_rank integer, version text, description text, type text, script text, checksum integer, success boolean)"

/** Rows of the history table, and what comes of them. */
private class Case(val result: String, vararg val rows: String)

private val ADOPTED =
    mapOf(
        "all versions" to
            Case(
                "v3",
                "(1, '1', 'a', 'SQL', 'V1', 11, 1)",
                "(2, '2.0', 'b', 'SQL', 'V2', 22, 1)",
                "(3, '3', 'c', 'SQL', 'V3', 33, 1)",
            ),
        "a repeatable one, and the latest of its rows" to
            Case(
                "r_view",
                "(1, '1', 'a', 'SQL', 'V1', 11, 1)",
                "(2, '2', 'b', 'SQL', 'V2', 22, 1)",
                "(3, '3', 'c', 'SQL', 'V3', 33, 1)",
                "(4, null, 'view', 'SQL', 'R__view', 1, 1)",
                "(5, null, 'view', 'SQL', 'R__view', 44, 1)",
            ),
        "an undone version" to
            Case(
                "v1",
                "(1, '1', 'a', 'SQL', 'V1', 11, 1)",
                "(2, '2', 'b', 'SQL', 'V2', 22, 1)",
                "(3, '2', 'b', 'UNDO_SQL', 'U2', null, 1)",
            ),
        "a baseline" to
            Case(
                "v3",
                "(1, null, '<< Flyway Schema Creation >>', 'SCHEMA', 'x', null, 1)",
                "(2, '2', '<< Flyway Baseline >>', 'BASELINE', 'y', null, 1)",
                "(3, '3', 'c', 'SQL', 'V3', 33, 1)",
            ),
        "a failure" to
            Case(
                "V2 failed when the other tool ran it",
                "(1, '1', 'a', 'SQL', 'V1', 11, 1)",
                "(2, '2', 'b', 'SQL', 'V2', 22, 0)",
            ),
        "an unknown version" to
            Case(
                "the database has V9, and no script stands for it",
                "(1, '9', 'z', 'SQL', 'V9', 11, 1)",
            ),
        "a repeatable one of a database that is behind is pending" to
            Case(
                "v1, and r_view is pending and runs again with the next upgrade: revisions beneath it are pending",
                "(1, '1', 'a', 'SQL', 'V1', 11, 1)",
                "(2, null, 'view', 'SQL', 'R__view', 44, 1)",
            ),
        "an edited repeatable one is pending" to
            Case(
                "v3, and r_view is pending and runs again with the next upgrade: its file was edited after it had run",
                "(1, '1', 'a', 'SQL', 'V1', 11, 1)",
                "(2, '2', 'b', 'SQL', 'V2', 22, 1)",
                "(3, '3', 'c', 'SQL', 'V3', 33, 1)",
                "(4, null, 'view', 'SQL', 'R__view', 1, 1)",
            ),
        "a hole beneath a version, with a repeatable one" to
            Case(
                "revision v1, \"make v1\", stands beneath applied ones, and the database does not have it",
                "(1, '2', 'b', 'SQL', 'V2', 22, 1)",
                "(2, null, 'view', 'SQL', 'R__view', 44, 1)",
            ),
        "an edited file" to
            Case(
                "V1 was edited after it had been applied, and revision v1 stands for the edited text",
                "(1, '1', 'a', 'SQL', 'V1', 12, 1)",
            ),
        "a hole" to
            Case(
                "revision v1, \"make v1\", stands beneath applied ones, and the database does not have it",
                "(1, '2', 'b', 'SQL', 'V2', 22, 1)",
            ),
    )

private val MIGRATIONS =
    listOf(
        migration("v1", up = emptyList()),
        migration("v2", "v1", up = emptyList()),
        migration("v3", "v2", up = emptyList()),
        migration("r_view", "v3", up = emptyList()),
    )

private val MAP =
    ImportMap(
        "flyway",
        mapOf(
            "v1" to ImportedRevision.Origin("V1__a.sql", "1", "11"),
            "v2" to ImportedRevision.Origin("V2__b.sql", "2", "22"),
            "v3" to ImportedRevision.Origin("V3__c.sql", "3", "33"),
            "r_view" to ImportedRevision.Origin("R__view.sql", "view", "44"),
        ),
    )

/** The version rows, or the first problem. */
private fun adopted(database: DataSource, map: ImportMap = MAP): String =
    try {
        val heard = mutableListOf<String>()
        val revisions =
            migrator(database, MIGRATIONS) { warnings { heard.add(it) } }
                .adopt(FlywayHistory(TableName.of("flyway_schema_history"), map))
                .revisions()
        (revisions + heard.map { "and $it" }).joinToString()
    } catch (refused: MigrationException) {
        refused.problems().first().message()
    }

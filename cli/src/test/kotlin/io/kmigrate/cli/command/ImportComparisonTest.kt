package io.kmigrate.cli.command

import io.kmigrate.cli.Application
import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.survival.SurvivalDatabase
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.testing.execute
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.writeText

/**
 * What the scripts of an import build, beside a copy of production and beside the SQL that the
 * other tool writes. The commands are real, and so are the databases.
 */
class ImportComparisonTest :
    FunSpec({
        val base = tempdir().toPath().toRealPath()

        /** A project with a change log, and the databases of a test. */
        class Project(val kind: String) {
            val folder: Path = Files.createTempDirectory(base, "project")
            private var made = 0

            init {
                folder.resolve("log.xml").writeText(LOG)
            }

            fun database(vararg statements: String): String {
                val own = Files.createDirectory(folder.resolve("database${++made}"))
                val url = KINDS.getValue(kind)(own)
                if (statements.isNotEmpty()) {
                    DatabaseUrl.parse(url).dataSource().connection.use { it.execute(*statements) }
                }
                return url
            }

            fun import(vararg arguments: String): Pair<Int, List<String>> {
                val bytes = ByteArrayOutputStream()
                val stream = PrintStream(bytes, true, Charsets.UTF_8)
                val all =
                    listOf("import", "liquibase", "log.xml", "--dialect", kind) +
                        listOf("--dry-run") +
                        arguments
                val code =
                    Application(ProcessContext(emptyMap(), folder, stream, stream))
                        .run(listOf("--scripts", "migrations") + all)
                return code to bytes.toString(Charsets.UTF_8).lines().filter { it.isNotBlank() }
            }

            fun oldSql(second: String): String {
                folder
                    .resolve("old.sql")
                    .writeText(
                        "-- Changeset log.xml::1::ann\n$ITEMS;\n\n-- Changeset log.xml::2::ann\n$second;\n"
                    )
                return "old.sql"
            }
        }

        fun everything(url: String): String =
            DatabaseUrl.parse(url).dataSource().connection.use {
                Dialects.forConnection(it).introspector().introspect(it).toString()
            }

        KINDS.keys.forEach { kind ->
            test("on $kind, --against finds what production has otherwise, and only reads it") {
                val project = Project(kind)
                val copies =
                    mapOf(
                        project.database(ITEMS, INDEX) to null,
                        project.database(ITEMS) to "ix_items_name",
                        project.database(ITEMS.replace("50", "60"), INDEX) to "name",
                        project.database(ITEMS, INDEX, "create table extra (id int)") to "extra",
                    )
                copies.forEach { (copy, difference) ->
                    val before = everything(copy)
                    val (code, lines) = project.import("--against", "$copy,${project.database()}")
                    val found = lines.filter { it.trim().startsWith("not the same: ") }
                    found.any { difference != null && difference in it.lowercase() } shouldBe
                        (difference != null)
                    found.isEmpty() shouldBe (difference == null)
                    code shouldBe if (difference == null) 0 else DIFFERENT
                    everything(copy) shouldBe before
                }
            }

            test("on $kind, --old-sql is compared after each change set, and names the first") {
                val project = Project(kind)
                val databases = { "${project.database()},${project.database()}" }
                val same =
                    project.import("--prove", databases(), "--old-sql", project.oldSql(INDEX))
                same.second shouldContain
                    "Compared by building: the old SQL and the scripts, after each of 2 revisions"
                same.first shouldBe 0
                val second = "create index ix_other on items (name)"
                val other =
                    project.import("--prove", databases(), "--old-sql", project.oldSql(second))
                val id =
                    other.second
                        .first { "the catalogs differ after " in it }
                        .substringAfter("differ after ")
                other.second
                    .filter { it.trim().startsWith("not the same: ") }
                    .all { it.trim().lowercase().startsWith("not the same: $id: items: ") } shouldBe
                    true
                other.first shouldBe DIFFERENT
            }
        }

        test("a proof has the version table of the project, and looks at all other tables") {
            val project = Project("sqlite")
            val drop = "drop table if exists migrate_version"
            project.folder.resolve("log.xml").writeText(LOG.replace(INDEX, drop))
            fun proof() =
                project.import(
                    "--prove",
                    "${project.database()},${project.database()}",
                    "--old-sql",
                    project.oldSql(drop),
                )
            val (code, lines) = proof()
            lines.first().substringBefore(':') shouldBe "error[own-table]"
            code shouldBe 1
            project.folder
                .resolve("migrate.toml")
                .writeText("[migrate]\nversion_table = \"shop_version\"\n")
            proof().first shouldBe 0
            val copy = project.database(ITEMS, "create table migrate_orders (id int)")
            val (differs, found) = project.import("--against", "$copy,${project.database()}")
            val tables = found.filter { it.trim().startsWith("not the same: ") }
            withClue(found) { ("migrate_orders" in tables.single()) shouldBe true }
            differs shouldBe DIFFERENT
        }

        test("--old-sql names its place where the SQL fails, and needs marks and --prove") {
            val project = Project("sqlite")
            val databases = { "${project.database()},${project.database()}" }
            val failing = project.oldSql("create index broken on nothing (name)")
            project
                .import("--prove", databases(), "--old-sql", failing)
                .second
                .first()
                .substringBefore(" fails:") shouldBe
                "error[import-differs]: the old SQL of old.sql:5"
            project.folder.resolve("plain.sql").writeText(ITEMS)
            project.import("--prove", databases(), "--old-sql", "plain.sql").second.first() shouldBe
                "error[bad-import]: the file plain.sql cannot be imported: no comment in it begins a migration"
            project.import("--old-sql", failing).second.first() shouldBe
                "error[usage]: --old-sql says what --prove compares with, and --prove is missing"
        }
    })

private const val DIFFERENT = 3

/** URLs of new databases, in a folder of their own. */
private val KINDS: Map<String, (Path) -> String> =
    mapOf(
        "sqlite" to SurvivalDatabase.SQLITE::fresh,
        "postgresql" to SurvivalDatabase.POSTGRESQL::fresh,
        "mariadb" to SurvivalDatabase.MARIADB::fresh,
        "h2" to { folder -> "jdbc:h2:${folder.resolve("app")}" },
    )

private const val ITEMS =
    "create table items (id integer not null, name varchar(50) not null, primary key (id))"

private const val INDEX = "create index ix_items_name on items (name)"

private const val LOG =
    """<databaseChangeLog>
<changeSet id="1" author="ann"><sql>$ITEMS</sql></changeSet>
<changeSet id="2" author="ann"><sql>$INDEX</sql></changeSet>
</databaseChangeLog>
"""

package io.kmigrate.importer

import io.kmigrate.importer.flyway.FlywayExport
import io.kmigrate.importer.flyway.FlywayReader
import io.kmigrate.importer.flyway.FlywaySettings
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.Repeatable
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.util.Optional
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText
import org.flywaydb.core.Flyway

/** The real Flyway reads which of its repeatable files Kmigrate has applied as objects. */
class FlywayObjectsSideTest :
    FunSpec({
        val one = "drop view if exists names;\ncreate view names as select email from customers;"
        val other = "drop view if exists names;\ncreate view names as select id from customers;"
        val second = "\ncreate view ids as select id from customers;"

        fun project(): Path {
            val base = tempdir().toPath()
            val folder = base.resolve("sql").createDirectories()
            folder
                .resolve("V1__customers.sql")
                .writeText(
                    "create table customers (id int primary key, email varchar(254) not null);"
                )
            folder.resolve("R__the_names.sql").writeText(one)
            return base
        }

        fun Path.names(text: String): Path = also {
            resolve("sql/R__the_names.sql").writeText(text)
        }

        fun imported(base: Path, kind: TestDatabase): SideScripts {
            val history =
                FlywayReader(base, kind.dialect(), FlywaySettings.standard(), true)
                    .read(listOf(Path.of("sql")))
            val checksums =
                history.scripts().associate { script ->
                    script.name() to
                        mapOf(script.key() to script.objects()[0].`object`().checksum())
                }
            return SideScripts(
                listOf(customers("v1")),
                ImportMap("", emptyMap()).with(history, checksums),
                history.scripts().flatMap { it.objects() },
            )
        }

        fun flyway(base: Path, database: DataSource): Flyway =
            Flyway.configure()
                .dataSource(database)
                .locations("filesystem:${base.resolve("sql")}")
                .load()

        fun rows(database: DataSource, kind: TestDatabase): List<String?> {
            val quote = { name: String -> kind.dialect().names().quote(name) }
            return database.query(
                "SELECT ${quote("checksum")} FROM ${quote("flyway_schema_history")} " +
                    "WHERE ${quote("version")} IS NULL AND ${quote("type")} = 'SQL' " +
                    "AND ${quote("installed_rank")} > 0"
            )
        }

        /** Applies what the scripts say, and gives what was applied and what was said. */
        fun upgrade(scripts: SideScripts, database: DataSource): Pair<List<String>, Set<String>> {
            val heard = mutableSetOf<String>()
            val report =
                scripts.migrator(database, OldTool.FLYWAY) { warnings { heard.add(it) } }.upgrade()
            return report.repeatables().map { it.`object`().substringAfter(' ').lowercase() } to
                heard
        }

        /** What was written, and what was said of it. */
        fun export(base: Path, scripts: SideScripts, kind: TestDatabase): Export {
            val changed = ExportedObjects.changed(scripts.objects, scripts.map, kind.dialect())
            val export =
                FlywayExport("sql", base.resolve("sql").names(), scripts.map, false).of(
                    listOf(),
                    changed,
                ) { path ->
                    Optional.of(base.resolve(path)).filter { it.exists() }.map { it.readText() }
                }
            base.put(export)
            scripts.map = scripts.map.with("flyway", export.origins(), export.scripts())
            return export
        }

        TestDatabase.entries.forEach { kind ->
            test(
                "$kind: an exported object is a file of Flyway, which runs it where it was not applied"
            ) {
                val base = project().names(one + second)
                val database = kind.fresh()
                flyway(base, database).migrate().migrationsExecuted shouldBe 2
                val known = imported(base, kind)
                upgrade(known, database)
                export(base, known, kind).files().keys.shouldBeEmpty()

                val added = view("more", "select id from customers where id > 1", "more")
                val scripts =
                    SideScripts(
                        known.migrations,
                        known.map,
                        known.objects.map {
                            if (it.file().contains("names", true)) edited(it) else it
                        } + added,
                    )
                val written = export(base, scripts, kind)
                written.files().keys shouldBe setOf("sql/R__more.sql")
                written.changed().keys shouldBe setOf("sql/R__the_names.sql")
                written.remarks().shouldBeEmpty()
                flyway(base, database).info().pending().size shouldBe 2
                upgrade(scripts, database).let { (made, heard) ->
                    made.toSet() shouldBe setOf("names", "more")
                    heard shouldBe setOf()
                }
                flyway(base, database).validate()
                flyway(base, database).migrate().migrationsExecuted shouldBe 0

                val fresh = kind.fresh()
                flyway(base, fresh).migrate().migrationsExecuted shouldBe 3
                CatalogDifference(catalog(fresh), catalog(database), true)
                    .sentences()
                    .shouldBeEmpty()
                val view = kind.dialect().let { it.names().quote(it.folded("names")) }
                fresh.query("select * from $view") shouldBe listOf("1")

                // A file that a person edited is not replaced in silence.
                base.names(other)
                val again = SideScripts(known.migrations, scripts.map, known.objects + added)
                val refused = export(base, again, kind)
                refused.files().keys shouldBe setOf("sql/R__the_names.sql")
                refused.changed().keys.shouldBeEmpty()
            }

            test("$kind: Flyway does not run a file again whose new text was applied here") {
                val base = project()
                val database = kind.fresh()
                flyway(base, database).migrate().migrationsExecuted shouldBe 2
                upgrade(imported(base, kind), database) shouldBe (listOf<String>() to setOf())
                val before = rows(database, kind)

                base.names(other)
                flyway(base, database).info().pending().size shouldBe 1
                val scripts = imported(base, kind)
                upgrade(scripts, database) shouldBe (listOf("names") to setOf())
                flyway(base, database).validate()
                flyway(base, database).migrate().migrationsExecuted shouldBe 0
                rows(database, kind) shouldContainExactly
                    listOf(scripts.map.scripts().values.single().origin().checksum())
                (rows(database, kind) == before) shouldBe false

                base.names(one)
                flyway(base, database).migrate().migrationsExecuted shouldBe 1
            }

            test("$kind: the row of a file with several objects comes with the last of them") {
                val base = project().names(one + second)
                val database = kind.fresh()
                upgrade(imported(base, kind), database).first.toSet() shouldBe setOf("names", "ids")
                rows(database, kind).size shouldBe 1
                flyway(base, database).validate()
                flyway(base, database).migrate().migrationsExecuted shouldBe 0
                base.names(other + second)
                upgrade(imported(base, kind), database) shouldBe (listOf("names") to setOf())
                flyway(base, database).migrate().migrationsExecuted shouldBe 0
            }

            test("$kind: a text of SQL has the rows of the files, too") {
                val base = project().names(one + second)
                val database = kind.fresh()
                val text =
                    imported(base, kind)
                        .migrator(database, OldTool.FLYWAY)
                        .offline(kind.dialect())
                        .upgrade("head")
                database.connection.use { connection ->
                    connection.createStatement().use { statement ->
                        kind.dialect().split(text).forEach { statement.execute(it) }
                    }
                }
                rows(database, kind).size shouldBe 1
                flyway(base, database).validate()
                flyway(base, database).migrate().migrationsExecuted shouldBe 0
            }

            test("$kind: a script that was edited without its file is not told to Flyway") {
                val base = project()
                val database = kind.fresh()
                flyway(base, database).migrate()
                val known = imported(base, kind)
                upgrade(known, database)
                val before = rows(database, kind)
                val edited = SideScripts(known.migrations, known.map, known.objects.map(::edited))
                upgrade(edited, database) shouldBe (listOf("names") to setOf(OUTDATED))
                rows(database, kind) shouldBe before
                upgrade(edited, database) shouldBe (listOf<String>() to setOf())

                val fresh = kind.fresh()
                upgrade(edited, fresh) shouldBe (listOf("names") to setOf(OUTDATED))
                rows(fresh, kind).shouldBeEmpty()
                flyway(base, fresh).migrate().migrationsExecuted shouldBe 1
            }
        }
    })

private const val OUTDATED =
    "R__the_names.sql makes other objects than its scripts in repeatable/, so that flyway may " +
        "run it again: write the file with `migrate export --format flyway`"

private fun edited(declared: DeclaredRepeatable): DeclaredRepeatable =
    view(declared.`object`().name().name(), "select 1 as id", declared.file())

private fun view(name: String, query: String, file: String) =
    DeclaredRepeatable(
        Repeatable(Repeatable.Kind.VIEW, TableName.of(name), null, null, query, null, listOf()),
        file,
        setOf(),
        setOf(),
        null,
    )

package io.kmigrate.importer

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.flyway.FlywayExport
import io.kmigrate.importer.flyway.FlywayReader
import io.kmigrate.importer.flyway.FlywaySettings
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.lock.LockNotWonException
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import java.time.Duration
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText
import org.flywaydb.core.Flyway
import org.flywaydb.core.api.callback.Callback
import org.flywaydb.core.api.callback.Context
import org.flywaydb.core.api.callback.Event

/**
 * The real Flyway understands a database that Kmigrate migrates, and builds the same one from
 * exported files.
 */
class FlywaySideTest :
    FunSpec({
        fun project(): Path {
            val base = tempdir().toPath()
            val folder = base.resolve("sql").createDirectories()
            folder.resolve("V1__customers.sql").writeText(CUSTOMERS)
            folder.resolve("V1.1__orders.sql").writeText(ORDERS)
            folder.resolve("R__names.sql").writeText(NAMES)
            return base
        }

        fun imported(base: Path, kind: TestDatabase): SideScripts {
            val history =
                FlywayReader(base, kind.dialect(), FlywaySettings.standard(), true)
                    .read(listOf(Path.of("sql")))
            return SideScripts(
                listOf(
                    customers("v1"),
                    migration(
                        "v1.1",
                        "v1",
                        down = listOf(sql("drop table orders")),
                        up = listOf(sql(ORDERS)),
                    ),
                    migration(
                        "r_names",
                        "v1.1",
                        down = listOf(sql("drop view names")),
                        up = listOf(sql(NAMES)),
                    ),
                ) + added("r_names"),
                ImportMap("", emptyMap()).with(history, emptyMap()),
            )
        }

        fun export(base: Path, scripts: SideScripts, kind: TestDatabase) {
            val ids =
                scripts.migrations.map { it.revision().id() }.toSet() - scripts.map.origins().keys
            val export =
                FlywayExport("sql", base.resolve("sql").names(), scripts.map, false)
                    .of(scripts.export(kind.word(), ids))
            base.put(export)
            scripts.map = scripts.map.with("flyway", export.origins())
        }

        fun flyway(base: Path, database: DataSource): Flyway =
            Flyway.configure()
                .dataSource(database)
                .locations("filesystem:${base.resolve("sql")}")
                .load()

        TestDatabase.entries.forEach { kind ->
            test("$kind: Flyway and Kmigrate take turns on one database") {
                val base = project()
                val database = kind.fresh()
                flyway(base, database).migrate().migrationsExecuted shouldBe 3
                val scripts = imported(base, kind)
                val migrator = { scripts.migrator(database, OldTool.FLYWAY) }
                shouldThrow<MigrationException> { migrator().upgrade() }.message shouldContain
                    "flyway knows no file for revision n1"
                database
                    .query("SELECT script FROM flyway_schema_history WHERE installed_rank > 0")
                    .size shouldBe 3

                export(base, scripts, kind)
                scripts.map.origins().getValue("n1").file() shouldBe "sql/V1.2__make_n1.sql"
                migrator().upgrade().revisions() shouldContainExactly listOf("n2")
                flyway(base, database).validate()
                flyway(base, database).migrate().migrationsExecuted shouldBe 0

                migrator().downgrade("v1.1")
                flyway(base, database).info().pending().map { it.script } shouldContainExactly
                    listOf("V1.2__make_n1.sql", "V1.3__make_n2.sql", "R__names.sql")
                migrator().stamp("n1")
                flyway(base, database).info().pending().map { it.script } shouldContainExactly
                    listOf("V1.3__make_n2.sql")
                migrator().stamp("v1.1")
                migrator().upgrade()
                flyway(base, database).validate()

                val fresh = kind.fresh()
                flyway(base, fresh).migrate().migrationsExecuted shouldBe 5
                CatalogDifference(catalog(fresh), catalog(database), true)
                    .sentences()
                    .shouldBeEmpty()
                fresh.query("SELECT name FROM notes") shouldBe
                    database.query("SELECT name FROM notes")

                // Flyway ran the repeatable file last, while its revision is beneath n1 and n2.
                val quote = { name: String -> kind.dialect().names().quote(name) }
                fresh.connection.use {
                    it.createStatement().use { s ->
                        s.execute(
                            "UPDATE ${quote("flyway_schema_history")} SET ${quote("checksum")} = 1 " +
                                "WHERE ${quote("version")} IS NULL"
                        )
                    }
                }
                shouldThrow<MigrationException> {
                        scripts.migrator(fresh, OldTool.FLYWAY).upgrade()
                    }
                    .message shouldContain "the database has another text of its file"
                flyway(base, fresh).migrate().migrationsExecuted shouldBe 1
                scripts.migrator(fresh, OldTool.FLYWAY).upgrade().revisions() shouldBe listOf("n2")
            }
        }

        listOf(TestDatabase.POSTGRESQL, TestDatabase.MARIADB, TestDatabase.MYSQL).forEach { kind ->
            test("$kind: a run waits for a Flyway that is at work") {
                val base = project()
                val database = kind.fresh()
                val scripts = imported(base, kind)
                var refused = ""
                val callback =
                    object : SimpleCallback() {
                        override fun handle(event: Event, context: Context?) {
                            refused =
                                shouldThrow<LockNotWonException> {
                                        scripts
                                            .migrator(database, OldTool.FLYWAY, false) {
                                                lockTimeout(Duration.ZERO)
                                            }
                                            .upgrade()
                                    }
                                    .code()
                                    .text()
                        }
                    }
                Flyway.configure()
                    .dataSource(database)
                    .locations("filesystem:${base.resolve("sql")}")
                    .callbacks(callback)
                    .load()
                    .migrate()
                refused shouldBe ErrorCode.LOCKED.text()
                scripts
                    .migrator(database, OldTool.FLYWAY, false)
                    .upgrade("r_names")
                    .revisions() shouldBe listOf("r_names")
            }
        }

        test("a new database gets the table of Flyway, too") {
            val base = project()
            val database = TestDatabase.POSTGRESQL.fresh()
            val scripts = imported(base, TestDatabase.POSTGRESQL)
            export(base, scripts, TestDatabase.POSTGRESQL)
            scripts.migrator(database, OldTool.FLYWAY).upgrade()
            flyway(base, database).validate()
            flyway(base, database).migrate().migrationsExecuted shouldBe 0
        }

        test("a second import knows the exported files, and those that were edited") {
            val base = project()
            val scripts = imported(base, TestDatabase.SQLITE)
            export(base, scripts, TestDatabase.SQLITE)
            base.resolve("sql/V1__customers.sql").writeText("$CUSTOMERS select 1;")
            val there = scripts.migrations.map { it.revision().id() }.toSet()
            val again =
                FlywayReader(base, TestDatabase.SQLITE.dialect(), FlywaySettings.standard(), true)
                    .read(listOf(Path.of("sql")))
                    .known(scripts.map, there)
            again.revisions().map { it.id() to it.parents() } shouldContainExactly
                listOf(
                    "v1" to listOf(),
                    "v1.1" to listOf("v1"),
                    "n1" to listOf("v1.1"),
                    "n2" to listOf("n1"),
                    "r_names" to listOf("n2"),
                )
            again.edited(scripts.map, there) shouldContainExactly listOf("V1__customers.sql")
        }

        test("a database of Flyway is seen as it is, and taken over by the first upgrade alone") {
            val base = project()
            val database = TestDatabase.SQLITE.fresh()
            flyway(base, database).migrate()
            val scripts = imported(base, TestDatabase.SQLITE)
            val heard = mutableListOf<String>()
            val migrator =
                scripts.migrator(database, OldTool.FLYWAY, false) { warnings { heard.add(it) } }
            migrator.status().history().rows() shouldBe listOf("r_names")
            migrator.planUpgrade().steps().map { it.revision().id() } shouldBe listOf("n1", "n2")
            migrator.report(10).otherTables().shouldBeEmpty()
            heard.toSet() shouldBe
                setOf(
                    "the database is still one of flyway, whose table puts it at r_names: the first upgrade takes it over"
                )
            migrator.history().rows().shouldBeEmpty()
            listOf({ migrator.dryRunUpgrade() }, { migrator.downgrade("base") }).forEach {
                shouldThrow<MigrationException>(it).code() shouldBe ErrorCode.CANNOT_ADOPT
            }
            migrator.upgrade("r_names").revisions() shouldBe listOf("r_names")
            migrator.log(0).map { "${it.direction()} ${it.revision()}" } shouldBe
                listOf("stamp r_names")
            migrator.downgrade("base")
            migrator.status().history().rows().shouldBeEmpty()
        }

        test("a failed row of Flyway stops the first upgrade, and nothing is written") {
            val base = project()
            val database = TestDatabase.POSTGRESQL.fresh()
            flyway(base, database).migrate()
            database.connection.use {
                it.createStatement().use { s ->
                    s.execute(
                        "UPDATE flyway_schema_history SET success = false WHERE version = '1.1'"
                    )
                }
            }
            val scripts = imported(base, TestDatabase.POSTGRESQL)
            shouldThrow<MigrationException> {
                    scripts.migrator(database, OldTool.FLYWAY, false).upgrade()
                }
                .message shouldContain "V1.1__orders.sql failed when the other tool ran it"
            database
                .query("SELECT tablename FROM pg_tables WHERE tablename LIKE 'migrate%'")
                .shouldBeEmpty()
        }

        test("code cannot be exported, unless a file that fails will do") {
            val scripts =
                SideScripts(listOf(migration("a", up = listOf(code {}))), ImportMap("", emptyMap()))
            val failure = shouldThrow<MigrationException> { scripts.export("sqlite", setOf("a")) }
            failure.code() shouldBe ErrorCode.CANNOT_EXPORT
            val stub = scripts.export("sqlite", setOf("a"), true).single()
            stub.up().sql().single() shouldBe "SELECT * FROM \"revision a is code\""
            stub.obstacle().orEmpty() shouldContain "data step"
        }
    })

/** Hears of one moment, when Flyway's lock is held and one file has run. */
private abstract class SimpleCallback : Callback {
    override fun supports(event: Event, context: Context?) = event == Event.AFTER_EACH_MIGRATE

    override fun canHandleInTransaction(event: Event, context: Context?) = true

    override fun getCallbackName() = "test"
}

private const val CUSTOMERS =
    "create table customers (id int primary key, email varchar(254) not null);"
private const val ORDERS =
    "create table orders (id int primary key, customer int not null references customers (id));"
/** It does more than to make an object, so it stays a revision. */
private const val NAMES =
    "drop view if exists names;\ncreate view names as select email from customers;\n" +
        "delete from customers where email = 'nowhere';"

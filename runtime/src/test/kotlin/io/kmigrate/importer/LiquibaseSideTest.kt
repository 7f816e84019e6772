package io.kmigrate.importer

import io.kmigrate.failure.ErrorCode
import io.kmigrate.importer.ImportedRevision.Origin
import io.kmigrate.importer.liquibase.LiquibaseExport
import io.kmigrate.importer.liquibase.LiquibaseHistory
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.lock.LockNotWonException
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.Repeatable
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
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
import java.util.UUID
import java.util.logging.Level
import java.util.logging.Logger
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.readText
import kotlin.io.path.writeText
import liquibase.Contexts
import liquibase.LabelExpression
import liquibase.Liquibase
import liquibase.Scope
import liquibase.UpdateSummaryEnum
import liquibase.database.DatabaseFactory
import liquibase.database.jvm.JdbcConnection
import liquibase.resource.DirectoryResourceAccessor
import liquibase.ui.LoggerUIService
import org.h2.jdbcx.JdbcDataSource

/**
 * The real Liquibase understands a database that Kmigrate migrates, and builds the same one from
 * exported files.
 */
class LiquibaseSideTest :
    FunSpec({
        fun project(): Path {
            val base = tempdir().toPath()
            base.resolve("res/db").createDirectories().resolve("master.xml").writeText(MASTER)
            return base
        }

        fun scripts() =
            SideScripts(
                listOf(customers("c1")) + added("c1"),
                ImportMap("liquibase", origins("c1" to Origin("res/db/master.xml", "1::ann", ""))),
            )

        fun export(base: Path, scripts: SideScripts, kind: TestDatabase) {
            val export =
                LiquibaseExport("res/db/master.xml", base.resolve("res/db/master.xml").readText())
                    .of(scripts.export(kind.word(), setOf("n1", "n2")))
            base.put(export)
            scripts.map = scripts.map.with("liquibase", export.origins())
        }

        TestDatabase.entries.forEach { kind ->
            test("$kind: Liquibase and Kmigrate take turns on one database") {
                val base = project()
                val database = freshForLiquibase(kind)
                liquibase(base, database) { it.update(Contexts()) }
                val scripts = scripts()
                export(base, scripts, kind)
                val migrator = { scripts.migrator(database, OldTool.LIQUIBASE) }
                migrator().upgrade().revisions() shouldContainExactly listOf("n2")
                database.query(
                    "SELECT FILENAME FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED"
                ) shouldBe listOf("db/master.xml", "db/n1_make_n1.sql", "db/n2_make_n2.sql")
                pending(base, database).shouldBeEmpty()
                liquibase(base, database) {
                    it.validate()
                    it.update(Contexts())
                }
                database.query("SELECT count(*) FROM DATABASECHANGELOG") shouldBe listOf("3")

                migrator().downgrade("-1")
                pending(base, database) shouldBe listOf("n2")
                migrator().upgrade()
                pending(base, database).shouldBeEmpty()

                val other = freshForLiquibase(kind)
                liquibase(base, other) { it.update(Contexts()) }
                CatalogDifference(catalog(other), catalog(database), true)
                    .sentences()
                    .shouldBeEmpty()
                liquibase(base, other) { it.rollback(2, "") }
                catalog(other).tables().map { it.name().name().lowercase() } shouldBe
                    listOf("customers")
            }
        }

        TestDatabase.entries.forEach { kind ->
            test("$kind: Liquibase runs an exported object again when its text changes") {
                val base = project()
                val database = freshForLiquibase(kind)
                val log = base.resolve("res/db/master.xml")
                var map = ImportMap("liquibase", emptyMap())
                fun export(query: String): Set<String> {
                    val changed = ExportedObjects.changed(listOf(view(query)), map, kind.dialect())
                    val export =
                        LiquibaseExport("res/db/master.xml", log.readText()).of(listOf(), changed)
                    base.put(export)
                    map = map.with("liquibase", export.origins(), export.scripts())
                    return export.files().keys
                }
                export("select id from customers") shouldBe setOf("res/db/names.sql")
                export("select id from customers").shouldBeEmpty()
                liquibase(base, database) { it.update(Contexts()) }
                export("select id from customers where id > 1")
                pending(base, database) shouldBe listOf("names")
                liquibase(base, database) { it.update(Contexts()) }
                pending(base, database).shouldBeEmpty()
                log.readText().split("names.sql").size shouldBe 2
                database.query("SELECT EXECTYPE FROM DATABASECHANGELOG WHERE ID = 'names'") shouldBe
                    listOf("RERAN")

                val history = LiquibaseHistory(null, map.with("liquibase", known()))
                val taken = database.connection.use { history.read(it, kind.dialect()) }
                taken.problems().shouldBeEmpty()
                taken.objects().map { it.name() } shouldBe listOf("names.repeatable.kts")
                liquibase(base, database) { it.rollback(1, "") }
                pending(base, database) shouldBe listOf("names")
            }
        }

        TestDatabase.entries.forEach { kind ->
            test("$kind: Liquibase learns which of its change sets were applied as objects") {
                val base = project()
                val database = freshForLiquibase(kind)
                val log = base.resolve("res/db/master.xml")
                liquibase(base, database) { it.update(Contexts()) }
                var map = scripts().map
                fun export(query: String) {
                    val changed = ExportedObjects.changed(listOf(view(query)), map, kind.dialect())
                    val export =
                        LiquibaseExport("res/db/master.xml", log.readText()).of(listOf(), changed)
                    base.put(export)
                    map = map.with("liquibase", export.origins(), export.scripts())
                }
                fun upgrade(query: String): List<String> = buildList {
                    SideScripts(listOf(customers("c1")), map, listOf(view(query)))
                        .migrator(database, OldTool.LIQUIBASE) { warnings { add(it) } }
                        .upgrade()
                }
                fun rows() =
                    database.query(
                        "SELECT FILENAME FROM DATABASECHANGELOG WHERE ID = 'names' AND EXECTYPE = 'EXECUTED'"
                    )
                export("select id from customers")
                pending(base, database) shouldBe listOf("names")
                upgrade("select id from customers").filter { "names.sql" in it }.shouldBeEmpty()
                pending(base, database).shouldBeEmpty()
                liquibase(base, database) { it.update(Contexts()) }
                rows() shouldBe listOf("db/names.sql")

                export("select id from customers where id > 1")
                pending(base, database) shouldBe listOf("names")
                upgrade("select id from customers where id > 1")
                pending(base, database).shouldBeEmpty()
                rows() shouldBe listOf("db/names.sql")

                upgrade("select id from customers where id > 2").single() shouldContain "names.sql"
            }
        }

        test("a change set that a person wrote is changed by a person") {
            val origin = Origin("db/master.xml", "7::ann", "")
            val map =
                ImportMap("liquibase", emptyMap())
                    .with(
                        "liquibase",
                        emptyMap(),
                        mapOf("names.repeatable.kts" to ImportMap.Objects(origin, emptyMap())),
                    )
            val changed =
                ExportedObjects.changed(
                    listOf(view("select 1 as id")),
                    map,
                    TestDatabase.SQLITE.dialect(),
                )
            val export = LiquibaseExport("db/master.xml", MASTER).of(listOf(), changed)
            export.files().keys.shouldBeEmpty()
            export.scripts().keys.shouldBeEmpty()
            export.remarks() shouldBe
                listOf("7::ann makes view names: change it there, in db/master.xml")
        }

        test("a lock that Liquibase holds is waited for, and one of a killed Kmigrate is not") {
            val base = project()
            val database = TestDatabase.POSTGRESQL.fresh()
            liquibase(base, database) { it.update(Contexts()) }
            val scripts = scripts()
            export(base, scripts, TestDatabase.POSTGRESQL)
            val migrator =
                scripts.migrator(database, OldTool.LIQUIBASE) { lockTimeout(Duration.ZERO) }
            database.execute(
                "UPDATE databasechangeloglock SET locked = true, lockedby = 'old-host (10.0.0.1)', lockgranted = now()"
            )
            val failure = shouldThrow<LockNotWonException> { migrator.upgrade() }
            failure.holder().orEmpty() shouldContain "old-host (10.0.0.1), since "
            database.execute("UPDATE databasechangeloglock SET lockedby = 'Kmigrate: someone'")
            migrator.upgrade().revisions() shouldBe listOf("n2")
            database.query("SELECT locked FROM databasechangeloglock") shouldBe listOf("f")
        }

        test("a text that Liquibase would take for a property is refused") {
            fun export(up: String, down: String) =
                LiquibaseExport(
                        "log.xml",
                        "<databaseChangeLog><property name=\"b\" value=\"1\"/></databaseChangeLog>",
                    )
                    .of(
                        SideScripts(
                                listOf(
                                    migration("v1", up = listOf(sql(up)), down = listOf(sql(down)))
                                ),
                                ImportMap("", emptyMap()),
                            )
                            .export("postgresql", setOf("v1"))
                    )
            val plain = "update t set a = '\$5 {b}'"
            export(plain, plain).remarks().shouldBeEmpty()
            export("update t set a = '\${other}'", plain).remarks() shouldBe
                listOf(
                    "revision v1 \"make v1\" has \${other} in its SQL: Liquibase replaces it if a property has that name"
                )
            val replaced = "update t set a = '\${user.name} and \${b}'"
            listOf(replaced to plain, plain to replaced).forEach { (up, down) ->
                shouldFailWith(ErrorCode.CANNOT_EXPORT) { export(up, down) }
                    .problems()
                    .map { it.message().substringBefore(" in the SQL") } shouldBe
                    listOf("Liquibase would take \${user.name}", "Liquibase would take \${b}")
            }
        }
    })

/** The logger of all others, which goes where no one refers to it. */
private val QUIET = Logger.getLogger("liquibase")

/** H2 as Liquibase has it by itself. */
internal fun freshForLiquibase(kind: TestDatabase): DataSource =
    if (kind != TestDatabase.H2) kind.fresh()
    else
        JdbcDataSource().apply {
            setUrl(
                "jdbc:h2:mem:${UUID.randomUUID()};DB_CLOSE_DELAY=-1;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            )
        }

private fun <T> liquibase(base: Path, database: DataSource, work: (Liquibase) -> T): T =
    database.connection.use { connection ->
        Scope.child(
            mapOf(Scope.Attr.ui.name to LoggerUIService()),
            Scope.ScopedRunnerWithReturn {
                val found =
                    DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(JdbcConnection(connection))
                val files = DirectoryResourceAccessor(base.resolve("res"))
                QUIET.level = Level.OFF
                work(
                    Liquibase("db/master.xml", files, found).apply {
                        setShowSummary(UpdateSummaryEnum.OFF)
                    }
                )
            },
        )
    }

private fun pending(base: Path, database: DataSource): List<String> =
    liquibase(base, database) {
        it.listUnrunChangeSets(Contexts(), LabelExpression()).map { set -> set.id }
    }

private const val MASTER =
    """<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
    <changeSet id="1" author="ann">
        <sql>create table customers (id int primary key, email varchar(254) not null)</sql>
    </changeSet>
</databaseChangeLog>
"""

private fun known() = origins("c1" to Origin("res/db/master.xml", "1::ann", ""))

private fun view(query: String) =
    DeclaredRepeatable(
        Repeatable(
            Repeatable.Kind.VIEW,
            TableName.of("names"),
            null,
            null,
            query,
            null,
            listOf(),
        ),
        "names.repeatable.kts",
        setOf(),
        setOf(),
        null,
    )

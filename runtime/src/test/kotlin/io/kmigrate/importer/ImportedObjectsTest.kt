package io.kmigrate.importer

import io.kmigrate.Migrator
import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.Dialect
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.Problem
import io.kmigrate.importer.flyway.FlywayHistory
import io.kmigrate.importer.flyway.FlywayReader
import io.kmigrate.importer.flyway.FlywaySettings
import io.kmigrate.importer.flyway.FlywaySide
import io.kmigrate.importer.liquibase.LiquibaseHistory
import io.kmigrate.importer.liquibase.LiquibaseReader
import io.kmigrate.importer.takeover.ImportSettings
import io.kmigrate.importer.takeover.OldTool
import io.kmigrate.operation.CreateTable
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.repeatable.Repeatable
import io.kmigrate.repeatable.RepeatableFile
import io.kmigrate.repeatable.RepeatableSource
import io.kmigrate.revision.MigrationSource
import io.kmigrate.run.RepeatableStatus
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import javax.sql.DataSource
import kotlin.io.path.createDirectories
import kotlin.io.path.writeText

/** Files that the other tool runs at each change become objects that follow their text. */
class ImportedObjectsTest :
    FunSpec({
        val base = tempdir().toPath()

        fun folder(files: Map<String, String>): Path {
            val folder = base.resolve("${System.nanoTime()}")
            files.forEach { (name, text) ->
                val file = folder.resolve(name)
                file.parent.createDirectories()
                file.writeText(text)
            }
            return folder
        }

        fun flyway(dialect: String, files: Map<String, String>): ImportedHistory =
            FlywayReader(
                    folder(files.mapKeys { "sql/${it.key}" }),
                    Dialects.named(dialect),
                    FlywaySettings.standard(),
                    false,
                )
                .read(listOf(Path.of("sql")))

        fun liquibase(sets: String): ImportedHistory =
            LiquibaseReader(
                    folder(mapOf("log.xml" to "<databaseChangeLog>$sets</databaseChangeLog>")),
                    Dialects.named("sqlite"),
                    emptyList(),
                    emptyMap(),
                    false,
                )
                .read(listOf(Path.of("log.xml")))

        TEXTS.forEach { (text, wanted) ->
            test("the objects of ${text.second}") {
                val history = flyway(text.first, mapOf("R__x.sql" to text.second))
                val remarks = history.revisions().flatMap { it.remarks() }
                (history.scripts().map { it.key() } + remarks).joinToString() shouldBe wanted
            }
        }

        test("objects come after those that they need, each in a script of its own") {
            val history =
                flyway(
                    "postgresql",
                    mapOf(
                        "V1__t.sql" to "create table t (id int)",
                        "R__b.sql" to "create or replace view w as select * from v",
                        "R__c.sql" to "create or replace view v as select f(id) as id from t",
                        "R__a.sql" to
                            "create or replace function f(n int) returns int language sql as 'select n'",
                    ),
                )
            history.scripts().map { it.name() } shouldBe
                listOf("function_f", "view_v", "view_w").map { "$it.repeatable.kts" }
            history.revisions().map { it.id() } shouldBe listOf("v1")
        }

        test(
            "a file stays a revision where one that stays uses its objects, and two make one object"
        ) {
            val history =
                flyway(
                    "postgresql",
                    mapOf(
                        "R__a.sql" to "create or replace view v as select 1 as n",
                        "R__b.sql" to "insert into t select n from v",
                        "R__c.sql" to "create or replace view u as select 1 as n",
                        "R__d.sql" to "create or replace view u as select 2 as n",
                        "R__e.sql" to "create or replace view e as select 1 as n",
                    ),
                )
            history.revisions().map { it.id() } shouldBe listOf("r_a", "r_b", "r_c", "r_d")
            history.scripts().map { it.key() } shouldBe listOf("view e")
        }

        test("the same object of several databases is one script") {
            fun read(dialect: String, query: String) =
                flyway(
                    dialect,
                    mapOf(
                        "R__a.sql" to "create view a as select 1 as n",
                        "R__b.sql" to "create view b as $query",
                    ),
                )
            val merged =
                HistoryMerge.of(
                    listOf(
                        read("postgresql", "select 1 as n"),
                        read("mysql", "select 2 as n"),
                    )
                ) { _, _ ->
                    0
                }
            merged.scripts().map { script -> script.objects().map { it.databases() } } shouldBe
                listOf(
                    listOf(emptySet()),
                    listOf(setOf("postgresql"), setOf("mysql")),
                )
        }

        test("of Liquibase, a change set that runs at each change, unless a later one uses it") {
            val history =
                liquibase(
                    """
                    <changeSet id="1" author="a"><sql>create table t (id integer)</sql></changeSet>
                    <changeSet id="2" author="a" runOnChange="true">
                      <createView viewName="v">select id from t</createView></changeSet>
                    <changeSet id="3" author="a" runOnChange="true">
                      <sql>drop view if exists w; create view w as select id from v</sql></changeSet>
                    <changeSet id="4" author="a" runOnChange="true">
                      <createView viewName="u">select id from t</createView></changeSet>
                    <changeSet id="5" author="a"><sql>insert into t select id from u</sql></changeSet>
                    <changeSet id="6" author="a" runAlways="true"><sql>delete from t</sql></changeSet>
                    """
                )
            history.scripts().map { it.key() } shouldBe listOf("view v", "view w")
            history.revisions().map { it.message() } shouldBe listOf("1", "4", "5", "6")
            history.revisions().zipWithNext { one, next ->
                next.parents() shouldBe listOf(one.id())
            }
            history.revisions().flatMap { it.remarks() }.first() shouldContain
                "the change set 5 uses its objects"
        }

        DATABASES.forEach { database ->
            TAKEN.forEach { (name, case) ->
                test("on $database, $name") {
                    val dialect = Dialects.named(database.name.lowercase())
                    val history = flyway(dialect.name(), FILES)
                    val real = database.fresh()
                    history.revisions().flatMap { it.up() }.forEach { real.execute(it.text()) }
                    history.scripts().flatMap { it.source() }.forEach { real.execute(it.text()) }
                    val map = mapOf(history)
                    val table = TableName.of("flyway_schema_history")
                    real.makeHistory(dialect, table, map, case.checksum(history))
                    val heard = mutableListOf<String>()
                    val migrator = history.migrator(real, case.edited, heard)
                    migrator.adopt(FlywayHistory(table, map))
                    val made = migrator.upgrade().repeatables().map { it.`object`() }
                    (heard + made).joinToString() shouldBe
                        case.result
                            .replace("KEY", history.scripts().single().key())
                            .replace("NAME", history.scripts().single().name())
                    migrator.upgrade().repeatables().shouldBeEmpty()
                }
            }
        }

        DATABASES.forEach { database ->
            TAKEN.forEach { (name, case) ->
                test("on $database, before the first upgrade, it is seen that $name") {
                    val dialect = Dialects.named(database.name.lowercase())
                    val history = flyway(dialect.name(), FILES)
                    val real = database.fresh()
                    history.revisions().flatMap { it.up() }.forEach { real.execute(it.text()) }
                    history.scripts().flatMap { it.source() }.forEach { real.execute(it.text()) }
                    val map = mapOf(history)
                    val table = TableName.of("flyway_schema_history")
                    real.makeHistory(dialect, table, map, case.checksum(history))
                    val heard = mutableListOf<String>()
                    val migrator = history.migrator(real, case.edited, heard, map)
                    val seen = migrator.report(10).repeatables()
                    val isUpToDate = runCatching { migrator.requireUpToDate() }.isSuccess
                    migrator.log(0).shouldBeEmpty()
                    heard.toSet().single() shouldContain "still one of flyway"
                    val script = history.scripts().single()
                    val made = migrator.upgrade().repeatables().map { it.`object`() }
                    made shouldBe if (case.result.isEmpty()) listOf() else listOf(script.key())
                    seen shouldBe RepeatableStatus(made.map { script.name() }, listOf(), listOf())
                    isUpToDate shouldBe made.isEmpty()
                }
            }

            test("on $database, an object that is missing before the first upgrade is seen") {
                val dialect = Dialects.named(database.name.lowercase())
                val history = flyway(dialect.name(), FILES)
                val real = database.fresh()
                history.revisions().flatMap { it.up() }.forEach { real.execute(it.text()) }
                val map = mapOf(history)
                real.makeHistory(
                    dialect,
                    TableName.of("flyway_schema_history"),
                    map,
                    SAME(history),
                )
                val migrator = history.migrator(real, null, mutableListOf(), map)
                val key = history.scripts().single().key()
                migrator.report(10).repeatables() shouldBe
                    RepeatableStatus(listOf(), listOf(), listOf(key))
                migrator.upgrade().repeatables().map { it.`object`() } shouldBe listOf(key)
            }
        }

        test("a script that does not compile hides nothing else of a database of Flyway") {
            val history = flyway("sqlite", FILES)
            val real = TestDatabase.SQLITE.fresh()
            val map = mapOf(history)
            val table = TableName.of("flyway_schema_history")
            real.makeHistory(Dialects.named("sqlite"), table, map, SAME(history))
            val heard = mutableListOf<String>()
            val broken =
                object : RepeatableSource {
                    override fun files() = listOf(RepeatableFile(NAME, NAME, "1"))

                    override fun load() =
                        throw MigrationException(
                            Problem(ErrorCode.SCRIPT_ERROR, "broken", null, null)
                        )
                }
            val migrator = history.migrator(real, null, heard, map, broken)
            val report = migrator.report(10)
            report.status().history().rows() shouldBe listOf("v1")
            report.repeatables().changed() shouldBe listOf(NAME)
            heard.first() shouldBe
                "scripts of repeatable objects cannot be compared with what the database has: broken"
        }

        test("of Liquibase, nothing tells whether a text is the same, so it is applied again") {
            val history =
                liquibase(
                    """
                    <changeSet id="1" author="a"><sql>create table t (id integer)</sql></changeSet>
                    <changeSet id="2" author="a" runOnChange="true">
                      <createView viewName="v">select id from t</createView></changeSet>
                    """
                )
            val real = TestDatabase.SQLITE.fresh()
            listOf(
                    "create table t (id integer)",
                    "create view v as select id from t",
                    "create table DATABASECHANGELOG (ID text, AUTHOR text, FILENAME text, EXECTYPE text, ORDEREXECUTED int)",
                    "insert into DATABASECHANGELOG values ('1', 'a', 'log.xml', 'EXECUTED', 1)",
                    "insert into DATABASECHANGELOG values ('2', 'a', 'log.xml', 'RERAN', 2)",
                )
                .forEach(real::execute)
            val heard = mutableListOf<String>()
            val migrator = history.migrator(real, null, heard)
            migrator.adopt(LiquibaseHistory(null, mapOf(history)))
            heard.single() shouldBe
                "view_v.repeatable.kts is applied again by the next upgrade: the other tool does not tell " +
                    "whether the database has this text"
            migrator.upgrade().repeatables().map { it.`object`() } shouldBe listOf("view v")
            migrator.upgrade().repeatables().shouldBeEmpty()
        }
    })

private const val STAYS = "it was repeatable, and stays a revision: "
private const val LATER = ". A later change of its text is a new revision"

/** A dialect and a text, and what becomes of it: keys of objects, or why it stays a revision. */
private val TEXTS =
    listOf(
        ("sqlite" to "-- why\ndrop view if exists v;\n/* how */ create view v as select 1 as n") to
            "view v",
        ("postgresql" to "create or replace view \"V\" as select 1 as n") to "view V",
        ("postgresql" to "create materialized view v as select 1 as n") to "materialized view v",
        ("postgresql" to "create or replace view v (n) as select 1") to "sql view v",
        ("postgresql" to
            "create or replace function s.f(n int) returns int language sql as 'select n'") to
            "function s.f",
        ("postgresql" to
            "drop trigger if exists g on t; create trigger g before update of a on t for each row execute function f()") to
            "trigger g on t",
        ("postgresql" to "drop policy if exists p on t; create policy p on t using (id > 0)") to
            "sql policy p on t",
        ("postgresql" to
            "create or replace view v as select 1 as n; grant select on v to r; comment on view v is 'x'") to
            "view v, sql comment on view v, grant select on v to r",
        ("mysql" to
            "drop procedure if exists p;\nDELIMITER //\ncreate definer=`a`@`b` procedure p() begin select 1; end//\nDELIMITER ;") to
            "procedure p",
        ("mysql" to "create or replace algorithm=merge view v as select 1 as n") to "sql view v",
        ("h2" to "create or replace view v as select 1 as n") to "view V",
        ("h2" to "create alias if not exists f for \"a.B.c\"") to
            "${STAYS}sql/R__x.sql:1: `create alias if not exists f for \"a.B.c\"` makes no object that can follow its text$LATER",
        ("postgresql" to "create view v as select 1 as n; insert into t values (1)") to
            "${STAYS}sql/R__x.sql:1: `insert into t values (1)` makes no object that can follow its text$LATER",
        ("postgresql" to "drop view if exists v") to "${STAYS}it drops view v for good$LATER",
        ("postgresql" to
            "create or replace function f() returns int language sql as 'select 1'; " +
                "create or replace function f(n int) returns int language sql as 'select n'") to
            "${STAYS}it makes function f more than once$LATER",
    )

private val DATABASES =
    listOf(
        TestDatabase.SQLITE,
        TestDatabase.POSTGRESQL,
        TestDatabase.MARIADB,
        TestDatabase.H2,
    )

private val FILES =
    mapOf(
        "V1__t.sql" to "create table t (id int)",
        "R__v.sql" to "create view v as select id from t",
    )

/**
 * A row of Flyway.
 *
 * @property checksum of the row, given the history; null for no row
 * @property edited the query of the view in its script, where a person changed it
 * @property result warnings, and the objects of the first upgrade
 */
private class Taken(
    val checksum: (ImportedHistory) -> String?,
    val edited: String?,
    val result: String,
)

private const val NAME = "view_v.repeatable.kts"

private val SAME = { history: ImportedHistory -> history.scripts().single().origin().checksum() }

private val TAKEN =
    mapOf(
        "an object that Flyway has is not made again" to Taken(SAME, null, ""),
        "one with an edited file is made again" to
            Taken(
                { "1" },
                null,
                "NAME is applied again by the next upgrade: its file was edited after it had run, KEY",
            ),
        "one that Flyway has not made is made" to Taken({ null }, null, "KEY"),
        "one with an edited script is made again" to
            Taken(
                SAME,
                "select 1 as id",
                "NAME is applied by the next upgrade: the script was edited after it had been imported, KEY",
            ),
    )

private fun mapOf(history: ImportedHistory): ImportMap =
    ImportMap("", emptyMap())
        .with(
            history,
            history.scripts().associate {
                it.name() to mapOf(it.key() to it.objects().single().`object`().checksum())
            },
        )

private fun ImportedHistory.migrator(
    database: DataSource,
    edited: String?,
    heard: MutableList<String>,
    map: ImportMap? = null,
    repeatables: RepeatableSource? = null,
): Migrator {
    val objects =
        scripts()
            .flatMap { it.objects() }
            .map {
                val text = edited ?: it.`object`().text()
                val own = it.`object`()
                DeclaredRepeatable(
                    Repeatable(own.kind(), own.name(), null, null, text, null, listOf()),
                    it.file(),
                    setOf(),
                    setOf(),
                    null,
                )
            }
    val files = objects.map { RepeatableFile(it.file(), it.file(), it.`object`().checksum()) }
    val plain =
        MigrationSource.of(
            revisions().map { revision ->
                migration(
                    revision.id(),
                    *revision.parents().toTypedArray(),
                    up = revision.up().flatMap { it.operations() },
                )
            }
        )
    val source =
        object : MigrationSource by plain {
            override fun repeatables() = repeatables ?: RepeatableSource.of(files, objects)

            override fun textsBeside(name: String) = listOfNotNull(map?.text())
        }
    return Migrator.builder()
        .dataSource(database)
        .source(source)
        .apply { if (map != null) importedFrom(ImportSettings.of(OldTool.FLYWAY)) }
        .warnings { heard.add(it) }
        .build()
}

private fun DataSource.makeHistory(
    dialect: Dialect,
    name: TableName,
    map: ImportMap,
    checksum: String?,
) {
    val table = FlywaySide({ name }, map).table(dialect).get()
    dialect.render(CreateTable(table, false), Catalog.of(Snapshot.empty())).forEach(::execute)
    val columns =
        dialect
            .names()
            .list(
                listOf(
                    "installed_rank",
                    "version",
                    "description",
                    "type",
                    "script",
                    "checksum",
                    "installed_by",
                    "execution_time",
                    "success",
                )
            )
    val yes = dialect.literals().render(true)
    val first = map.origins().getValue("v1").checksum()
    val rows =
        listOf("1, '1', 't', 'SQL', 'V1__t.sql', $first, 'x', 1, $yes") +
            listOfNotNull(checksum?.let { "2, null, 'v', 'SQL', 'R__v.sql', $it, 'x', 1, $yes" })
    rows.forEach { execute("insert into ${dialect.names().quote(name)} ($columns) values ($it)") }
}

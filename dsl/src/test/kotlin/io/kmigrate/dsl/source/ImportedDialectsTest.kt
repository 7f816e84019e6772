package io.kmigrate.dsl.source

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.importer.Baseline
import io.kmigrate.importer.HistoryMerge
import io.kmigrate.importer.ImportProof
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.flyway.FlywayReader
import io.kmigrate.importer.flyway.FlywaySettings
import io.kmigrate.importer.liquibase.LiquibaseReader
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.time.ZonedDateTime
import javax.sql.DataSource
import kotlin.io.path.writeText

/**
 * Imported scripts say for which databases, under which condition and in which place an operation
 * runs.
 */
class ImportedDialectsTest :
    FunSpec({
        val kinds =
            mapOf(
                "postgresql" to TestDatabase.POSTGRESQL,
                "mariadb" to TestDatabase.MARIADB,
                "sqlite" to TestDatabase.SQLITE,
            )
        val folder by lazy { tempdir().toPath().also { write(it, FILES) } }
        val vendors by lazy {
            kinds.keys.associateWith {
                FlywayReader(folder, Dialects.named(it), FlywaySettings.standard(), false)
                    .read(listOf(Path.of("sql")))
            }
        }
        val sets by lazy {
            Baseline.unknown().before(Dialects.named("mariadb"), false) {
                LiquibaseReader(folder, emptyList(), emptyMap(), it)
                    .read(listOf(Path.of("log.xml")))
            }
        }
        // All scripts in one call of the compiler.
        val compiled by lazy {
            val merged = HistoryMerge.of(vendors.values.toList(), FlywayReader.order())
            val both = ImportedHistory("", "", merged.revisions() + sets.revisions(), emptyList())
            scripts(both).migrations().associateBy { it.revision().id() }
        }

        fun migrations(history: ImportedHistory): List<Migration> =
            history.revisions().map { compiled.getValue(it.id()) }

        kinds.forEach { (name, database) ->
            test("vendor folders build on $name what their SQL builds there") {
                val merged = HistoryMerge.of(vendors.values.toList(), FlywayReader.order())
                val (old, made) = List(2) { database.fresh() }
                val migrator =
                    Migrator.builder()
                        .source(MigrationSource.of(migrations(merged)))
                        .dataSource(made)
                        .build()
                old.connection.use { left ->
                    made.connection.use { right ->
                        val result =
                            ImportProof(
                                    Dialects.named(name),
                                    left,
                                    right,
                                    { migrator.upgrade(it) },
                                ) {
                                    it.name().startsWith("migrate_")
                                }
                                .run(vendors.getValue(name))
                        result.differences().shouldBeEmpty()
                        result.proved() shouldBe vendors.getValue(name).revisions().size
                    }
                }
            }
        }

        test("conditions, places and environments stand in the scripts") {
            val texts = sets.revisions().map { ImportedText(it, "x.migration.kts").text() }
            texts
                .joinToString("\n") { it.substringAfter("message = ").substringAfter('\n') }
                .lines()
                .filter { it.isNotBlank() && "//" !in it } shouldBe TEXT.lines()
        }

        test("a condition is decided by the database that the scripts find") {
            val database = TestDatabase.MARIADB.fresh()
            database.execute("create table extra (id int)")
            Migrator.builder()
                .source(MigrationSource.of(migrations(sets)))
                .dataSource(database)
                .build()
                .upgrade()
            columns(database) shouldBe listOf("zero", "id", "half", "one")
        }
    })

private fun columns(database: DataSource): List<String> =
    database.connection.use { connection ->
        Dialects.named("mariadb")
            .introspector()
            .introspect(connection)
            .tables()
            .single { it.name().name() == "a" }
            .columns()
            .map { it.name() }
    }

private fun scripts(history: ImportedHistory) =
    ImportedScripts(
        history,
        Path.of("migrations"),
        FileTemplate.STANDARD,
        ZonedDateTime.parse("2026-01-02T03:04:05Z"),
    )

private fun write(folder: Path, files: Map<String, String>) {
    files.forEach { (name, text) ->
        Files.createDirectories(folder.resolve(name).parent)
        folder.resolve(name).writeText(text)
    }
}

private const val TEXT =
    """upgrade {
    createTable("a") {
        integer("id").nullable()
    }
}
upgrade {
    onlyIfMissing {
        createTable("extra") {
            integer("id").nullable()
        }
    }
}
upgrade {
    onlyIf("select count(*) from extra", equals = 0) {
        addColumn("a") { integer("one").nullable() }
    }
}
upgrade {
    onlyIf("select count(*) from extra", equals = 1) {
        addColumn("a") { integer("two").nullable() }
    }
}
onlyIn("demo")
upgrade {
    addColumn("a") { integer("three").nullable() }
}
upgrade {
    addColumn("a", after = "id") { integer("half").nullable() }
    addColumn("a", first = true) { integer("zero").nullable() }
}"""

private val FILES =
    mapOf(
        "sql/V1__people.sql" to
            "create table people (id int primary key, name varchar(40) not null);",
        "sql/postgresql/V2__more.sql" to
            "alter table people add column tags text[];\ncreate index ix_name on people (name);\nupdate people set name = upper(name);",
        "sql/mariadb/V2__more.sql" to
            "alter table people add column tags json after id;\ncreate index ix_name on people (name);",
        "sql/sqlite/V2__more.sql" to
            "alter table people add column tags text;\ncreate index ix_name on people (name);",
        "sql/mariadb/V3__only.sql" to "alter table people modify name varchar(80) not null first;",
        "sql/V4__orders.sql" to
            "create table orders (id int primary key, total int);\ninsert into orders values (1, 2);",
        "log.xml" to
            """<databaseChangeLog>
<changeSet id="1" author="ann"><createTable tableName="a"><column name="id" type="int"/></createTable></changeSet>
<changeSet id="2" author="ann"><preConditions onFail="MARK_RAN"><not><tableExists tableName="extra"/></not></preConditions>
<createTable tableName="extra"><column name="id" type="int"/></createTable></changeSet>
<changeSet id="3" author="ann"><preConditions onFail="MARK_RAN"><sqlCheck expectedResult="0">select count(*) from extra</sqlCheck></preConditions>
<addColumn tableName="a"><column name="one" type="int"/></addColumn></changeSet>
<changeSet id="4" author="ann"><preConditions onFail="MARK_RAN"><sqlCheck expectedResult="1">select count(*) from extra</sqlCheck></preConditions>
<addColumn tableName="a"><column name="two" type="int"/></addColumn></changeSet>
<changeSet id="5" author="ann" context="demo"><addColumn tableName="a"><column name="three" type="int"/></addColumn></changeSet>
<changeSet id="6" author="ann"><addColumn tableName="a"><column name="half" type="int" afterColumn="id"/></addColumn>
<addColumn tableName="a"><column name="zero" type="int" position="1"/></addColumn></changeSet>
</databaseChangeLog>""",
    )

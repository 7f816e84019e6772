package io.kmigrate.spring

import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.string.shouldContain
import java.net.URLClassLoader
import java.nio.file.Files
import javax.sql.DataSource
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.sqlite.SQLiteDataSource

/** The start on a database that got its tables by other means. */
class StarterBaselineTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-baseline")
        afterSpec { folder.toFile().deleteRecursively() }
        val loader by lazy {
            val classes = bundle(folder, "classes", "migrations", FIRST, SECOND)
            URLClassLoader(arrayOf(classes.toUri().toURL()))
        }
        val postgres by lazy(TestPostgres::freshDatabase)
        var files = 0
        val databases =
            mapOf(
                "H2" to TestH2::freshDatabase,
                "PostgreSQL" to { TestPostgres.emptied(postgres) },
                "SQLite" to
                    {
                        SQLiteDataSource().apply {
                            url = "jdbc:sqlite:${folder.resolve("${++files}.db")}"
                        }
                    },
            )

        databases.forEach { (kind, fresh) ->
            EXISTING.forEach { case ->
                test("$kind: ${case.name}") {
                    val database: DataSource = fresh()
                    case.before.forEach(database::execute)
                    ApplicationContextRunner()
                        .withConfiguration(AUTO_CONFIGURATIONS)
                        .withClassLoader(loader)
                        .withBean(DataSource::class.java, { database })
                        .withPropertyValues("kmigrate.baseline-on-migrate=a1")
                        .run { context ->
                            if (case.applied == null) {
                                analysis(context.startupFailure.shouldNotBeNull())
                                    .description shouldContain
                                    "error[baseline-differs]: the database has no version rows, and its schema is not that of a1"
                                tableNames(database) shouldNotContain "migrate_version"
                            } else {
                                context.startupFailure.shouldBeNull()
                                database.query(
                                    "select revision from migrate_history where direction = 'up' order by revision"
                                ) shouldContainExactly case.applied
                                database.query("select count(*) from rooms") shouldContainExactly
                                    listOf("1")
                            }
                        }
                }
            }
        }
    })

private fun tableNames(database: DataSource): List<String> =
    database.connection.use { connection ->
        connection.metaData.getTables(null, null, "%", arrayOf("TABLE")).use { tables ->
            buildList { while (tables.next()) add(tables.getString("TABLE_NAME").lowercase()) }
        }
    }

/** A database before the start; `applied` is null where it is refused. */
private class Existing(
    val name: String,
    val before: List<String>,
    val applied: List<String>?,
)

private val EXISTING =
    listOf(
        Existing(
            "an empty database is upgraded from the beginning",
            listOf(),
            listOf("a1", "b2"),
        ),
        Existing("one of others too", listOf("create table other (id int)"), listOf("a1", "b2")),
        Existing(
            "the schema of the revision is taken over",
            listOf("create table rooms (name varchar(40) not null)"),
            listOf("b2"),
        ),
        Existing(
            "other tables, views and indexes beside it do no harm",
            listOf(
                "create table rooms (name varchar(40) not null)",
                "create table other (id int)",
                "create index other_id on other (id)",
                "create view names as select name from rooms",
            ),
            listOf("b2"),
        ),
        Existing(
            "another column is refused",
            listOf("create table rooms (name varchar(40) not null, more int)"),
            null,
        ),
        Existing(
            "a missing column is refused",
            listOf("create table rooms (other varchar(40) not null)"),
            null,
        ),
        Existing(
            "another type is refused",
            listOf("create table rooms (name varchar(41) not null)"),
            null,
        ),
        Existing(
            "a column that may be null is refused",
            listOf("create table rooms (name varchar(40))"),
            null,
        ),
        Existing(
            "an index that the revision lacks is refused",
            listOf(
                "create table rooms (name varchar(40) not null)",
                "create unique index rooms_name on rooms (name)",
            ),
            null,
        ),
    )

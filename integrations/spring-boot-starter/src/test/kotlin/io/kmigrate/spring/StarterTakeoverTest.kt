package io.kmigrate.spring

import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldBeNull
import java.net.URLClassLoader
import java.nio.file.Files
import javax.sql.DataSource
import kotlin.io.path.writeText
import org.springframework.boot.test.context.runner.ApplicationContextRunner

/** The start takes over a database of Flyway, by the map in the bundle. */
class StarterTakeoverTest :
    FunSpec({
        test("a database of Flyway is taken over by the start, and Flyway's table is written on") {
            val folder = tempdir().toPath()
            Files.createDirectories(folder.resolve("classes-scripts/migrations"))
                .resolve("import-map.json")
                .writeText(MAP)
            val classes = bundle(folder, "classes", "migrations", FIRST, SECOND)
            val database = TestPostgres.freshDatabase()
            TABLE.forEach(database::execute)
            ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .withClassLoader(URLClassLoader(arrayOf(classes.toUri().toURL())))
                .withBean(DataSource::class.java, { database })
                .withPropertyValues("kmigrate.imported-from=flyway", "kmigrate.also-write=true")
                .run { it.startupFailure.shouldBeNull() }
            database.query("select version_num from migrate_version") shouldContainExactly
                listOf("b2")
            database.query(
                "select version || ' ' || script || ' ' || checksum from flyway_schema_history order by installed_rank"
            ) shouldContainExactly listOf("1 V1__rooms.sql 11", "2 V2__a_room.sql 22")
        }
    })

private const val MAP =
    """{ "tool": "flyway", "revisions": {
    "a1": { "file": "V1__rooms.sql", "key": "1", "checksum": "11" },
    "b2": { "file": "V2__a_room.sql", "key": "2", "checksum": "22" } } }"""

private val TABLE =
    listOf(
        "create table rooms (name varchar(40) not null)",
        """create table flyway_schema_history (installed_rank int primary key, version varchar(50),
            description varchar(200) not null, type varchar(20) not null, script varchar(1000) not null, checksum int,
            installed_by varchar(100) not null, installed_on timestamp not null default now(),
            execution_time int not null, success boolean not null)""",
        "insert into flyway_schema_history values (1, '1', 'rooms', 'SQL', 'V1__rooms.sql', 11, 'me', now(), 1, true)",
    )

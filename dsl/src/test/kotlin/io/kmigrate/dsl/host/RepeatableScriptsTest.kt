package io.kmigrate.dsl.host

import io.kmigrate.Migrator
import io.kmigrate.bundle.BundleOptions
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.dsl.source.RepeatableText
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.repeatable.Repeatable.Kind
import io.kmigrate.source.Model
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.query
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.deleteExisting
import kotlin.io.path.writeText

private const val USERS =
    """revision = "a1"
upgrade {
    createTable("users") {
        long("id")
        varchar("name", 50)
    }
    execute("insert into users (id, name) values (1, 'Ada')")
}
"""

private const val VIEWS =
    """view("names", "select name from users")
view(
    "shouted",
    "select upper(name) as name from names;",
)
on("postgresql") {
    grant("grant select on names to reporting with grant option")
    function("f", "create function f() returns int language sql as 'select 1'", arguments = "")
}
sql("seed", create = "create index ix_users on users (id)", drop = "drop index ix_users")
"""

/** Scripts in the folder `repeatable`, from the text to the database. */
class RepeatableScriptsTest :
    FunSpec({
        val fixture = autoClose(HostFixture())

        fun folder(name: String, vararg scripts: Pair<String, String>): Path {
            val migrations = fixture.folder(name, "1" to USERS)
            scripts.forEach { (file, text) ->
                val path = migrations.resolve("repeatable/$file.repeatable.kts")
                path.parent.createDirectories()
                path.writeText(text)
            }
            return migrations
        }

        fun builder(folder: Path) =
            Migrator.builder().scripts(folder).cacheFolder(fixture.root.resolve("cache"))

        val migrations by lazy { folder("all", "views" to VIEWS) }

        test("a script declares objects, each with its line") {
            val scripts = RepeatableScripts(listOf(migrations)) { repeatableHost(fixture) }
            scripts.files().map { it.name() } shouldContainExactly listOf("views.repeatable.kts")
            val found = scripts.load()
            found.map { it.`object`().kind() } shouldContainExactly
                listOf(Kind.VIEW, Kind.VIEW, Kind.GRANT, Kind.FUNCTION, Kind.SQL)
            found.map { it.location()?.line() } shouldContainExactly listOf(1, 2, 7, 8, 10)
            found.map { it.databases() } shouldContainExactly
                listOf(
                    emptySet(),
                    emptySet(),
                    setOf("postgresql"),
                    setOf("postgresql"),
                    emptySet(),
                )
            found[1].`object`().text() shouldBe "select upper(name) as name from names"
            found[2].`object`().drop() shouldBe "revoke select on names from reporting"
            found[2].`object`().key() shouldBe
                "grant select on names to reporting with grant option"
        }

        test("a generated script declares the same objects") {
            val more = folder("more", "all" to VIEWS + EVERYTHING)
            val host = { repeatableHost(fixture) }
            val objects = RepeatableScripts(listOf(more), host).load()
            val written = folder("written", "all" to RepeatableText.of(objects, listOf("a remark")))
            RepeatableScripts(listOf(written), host).load().map {
                it.`object`() to it.databases()
            } shouldContainExactly objects.map { it.`object`() to it.databases() }
        }

        test("scripts and a bundle of them are applied, and follow their text") {
            val database = TestDatabase.SQLITE.fresh()
            val changing = folder("changing", "views" to VIEWS, "deep/more" to MORE)
            val first = builder(changing).dataSource(database).build()
            first.upgrade().repeatables().map { it.`object`() } shouldContainExactly
                listOf("view names", "view shouted", "view more", "sql seed")
            database.query("select name from shouted") shouldBe listOf("ADA")
            first.upgrade().repeatables().shouldBeEmpty()
            first.requireUpToDate()

            val jar = fixture.root.resolve("app.jar")
            val index = builder(changing).build().bundle(BundleOptions.of(jar).named("app"))
            index.repeatables().map { it.file().path() } shouldContainExactly
                listOf(
                    "repeatable/deep/more.repeatable.kts",
                    "repeatable/views.repeatable.kts",
                )
            val bundled = Migrator.builder().scripts(jar)
            bundled.dataSource(database).build().upgrade().repeatables().shouldBeEmpty()
            val elsewhere = TestDatabase.SQLITE.fresh()
            bundled.dataSource(elsewhere).build().upgrade()
            elsewhere.query("select name from shouted") shouldBe listOf("ADA")

            val script = changing.resolve("repeatable/views.repeatable.kts")
            script.writeText("// a comment\n$VIEWS")
            first.upgrade().repeatables().shouldBeEmpty()
            script.writeText(VIEWS.replace("upper(name)", "lower(name)"))
            shouldThrow<MigrationException> { first.requireUpToDate() }.code() shouldBe
                ErrorCode.NOT_UP_TO_DATE
            first.upgrade().repeatables().map { it.`object`() } shouldContainExactly
                listOf("view shouted", "view more")
            database.query("select name from shouted") shouldBe listOf("ada")
            changing.resolve("repeatable/deep/more.repeatable.kts").deleteExisting()
            first.upgrade().repeatables().map { "${it.action()} ${it.`object`()}" } shouldBe
                listOf("DROP view more")
        }

        test("an environment leaves a script out") {
            val staging =
                folder("staging", "some" to "onlyIn(\"staging\")\nview(\"v\", \"select 1 as x\")")
            val database = TestDatabase.SQLITE.fresh()
            val other = builder(staging).dataSource(database).build()
            other.upgrade().repeatables().shouldBeEmpty()
            val here = builder(staging).dataSource(database).environment("staging").build()
            here.upgrade().repeatables().map { it.`object`() } shouldBe listOf("view v")
        }

        test("validate names objects that are declared twice, and needs that mean nothing") {
            val flawed =
                folder(
                    "flawed",
                    "a" to "view(\"v\", \"select 1\", dependsOn = listOf(\"users\"))",
                    "b" to
                        "view(\"v\", \"select 2\")\nview(\"w\", \"select 3\", dependsOn = listOf(\"nix\"))",
                )
            builder(flawed).build().validate().problems().map { it.message() } shouldContainExactly
                listOf(
                    "view v is declared twice; the first time in $flawed/repeatable/a.repeatable.kts:1",
                    "view w depends on nix, which is neither declared nor a table of the scripts",
                )
        }

        listOf(
                "view(\"\", \"select 1\")" to "name",
                "function(\"f\", \"returns 1\")" to "begin it with CREATE",
                "grant(\"give all to me\")" to "revoke",
                "on(\"postgres\") { }" to "postgresql",
                "upgrade { }" to "upgrade",
            )
            .forEachIndexed { number, (text, sentence) ->
                test("a call that makes no sense is refused in its line: $text") {
                    val flawed = folder("flawed$number", "a" to "\n$text")
                    val problem =
                        shouldThrow<MigrationException> { builder(flawed).build().validate() }
                            .problems()
                            .single()
                    problem.message() shouldContain sentence
                    problem.location()?.line() shouldBe 2
                }
            }

        test("objects that are declared are no difference and no part of a baseline") {
            val database = TestDatabase.SQLITE.fresh()
            builder(migrations).dataSource(database).build().upgrade()
            database.execute("create view stranger as select 1 as x")
            val model = fixture.root.resolve("model").createDirectories()
            model
                .resolve("users.tables.kts")
                .writeText(
                    "object Users : Table(\"users\") { val id = long(\"id\"); val name = varchar(\"name\", 50) }"
                )
            val compared =
                builder(migrations)
                    .dataSource(database)
                    .model(Model.ofScripts(model))
                    .build()
                    .compareWithDatabase(ObjectFilter.all())
            compared.notCompared().joinToString().let {
                it shouldContain "stranger"
                it.contains("shouted") shouldBe false
            }
        }
    }) {
    private companion object {
        const val EVERYTHING =
            """view("kept", "select 1", materialized = true, schema = "s", dependsOn = listOf("a", "b"))
procedure("p", "create procedure p() begin end")
aggregate("a", "create aggregate a (int) (sfunc = x)", arguments = "int", schema = "s")
trigger("t", "users", "create trigger t\n  after insert on users \"x\"", schema = "s")
sql("policy", "create policy p on users")
grant("grant all on users to public", revoke = "revoke all on users from public")
"""
        const val MORE = "view(\"more\", \"select 1 as one from shouted\")"

        fun repeatableHost(fixture: HostFixture) =
            ScriptHost(
                fixture.cache(),
                HostFixture::class.java.classLoader,
                HostFixture.isolated,
                ScriptKind.REPEATABLE,
            )
    }
}

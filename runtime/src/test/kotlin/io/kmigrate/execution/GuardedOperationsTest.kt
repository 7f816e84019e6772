package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.Operation
import io.kmigrate.plan.IrreversibleException
import io.kmigrate.revision.Guard
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.OnlineMode
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.core.test.Enabled
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import javax.sql.DataSource

private val empty = Guard(1, "select count(*) from item", 0)

private fun guarded(guard: Guard, vararg operations: Operation) = operations.map {
    ScriptOperation.of(it).onlyIf(guard)
}

private fun plain(vararg operations: Operation) = operations.map { ScriptOperation.of(it) }

private fun script(id: String, vararg parents: String, up: List<ScriptOperation>): Migration {
    val bare = migration(id, *parents, up = emptyList())
    return Migration(bare.revision(), bare.options(), up, Migration.Derived())
}

private fun migrator(database: DataSource, vararg migrations: Migration): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations.toList())).build()

private fun insert(id: Int) = sql("insert into item (id) values ($id)")

private fun DataSource.has(table: String) = runCatching { query("select * from $table") }.isSuccess

private fun DataSource.history() =
    query("select message from migrate_history where revision = 'bbbb' and outcome = 'done'")

private fun runPsql(database: DataSource, text: String) {
    val file = temporaryFolder("psql").resolve("upgrade.sql")
    Files.writeString(file, text)
    val url = TestPostgres.url(database).removePrefix("jdbc:")
    val client =
        ProcessBuilder("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", "$file", url)
            .redirectErrorStream(true)
            .start()
    val said = client.inputStream.reader().readText()
    withClue(said) { client.waitFor() shouldBe 0 }
}

private val base = script("aaaa", up = plain(create("item")))

/** Conditions of operations, decided by real databases. */
class GuardedOperationsTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            fun database(): DataSource = kind.fresh().also { migrator(it, base).upgrade() }

            test("$kind: a block is decided once, before its first operation runs") {
                val database = database()
                val guarded = guarded(empty, insert(1), insert(2), create("extra"))
                migrator(database, base, script("bbbb", "aaaa", up = guarded)).upgrade()
                database.query("select id from item order by id") shouldBe listOf("1", "2")
                database.has("extra") shouldBe true
                database.history() shouldBe listOf("make bbbb")
            }

            test("$kind: the history names operations that are left out, and the rest runs") {
                val database = database()
                database.execute("insert into item (id) values (7)")
                val guarded = guarded(empty, insert(1), create("extra")) + plain(insert(8))
                val next = guarded(Guard(2, "select max(id) from item", 8), insert(9))
                val migrator = migrator(database, base, script("bbbb", "aaaa", up = guarded + next))
                migrator.upgrade()
                database.query("select id from item order by id") shouldBe listOf("7", "8", "9")
                database.has("extra") shouldBe false
                database.history().single()!! shouldContain "left out: execute"
                database.history().single()!! shouldContain "createTable extra"
            }

            test("$kind: rows in the way of an operation that is left out are in no way") {
                val database = database()
                database.execute("create table twice (id int not null)")
                database.execute("insert into twice (id) values (1)")
                database.execute("insert into twice (id) values (1)")
                fun unique(guard: Guard) =
                    script(
                        "bbbb",
                        "aaaa",
                        up =
                            guarded(
                                guard,
                                CreateUniqueConstraint(
                                    TableName.of("twice"),
                                    UniqueConstraint("uq_twice", listOf("id")),
                                ),
                            ),
                    )
                shouldFailWith(ErrorCode.ROWS_IN_THE_WAY) {
                    migrator(database, base, unique(empty)).upgrade()
                }
                database.execute("delete from migrate_history where outcome <> 'done'")
                val unmet = unique(Guard(1, "select count(*) from item", 5))
                migrator(database, base, unmet).upgrade()
                database.history().single()!! shouldContain "left out: createUniqueConstraint"
            }

            test("$kind: missing objects are made, and those that are there stay") {
                val database = database()
                database.execute("create table there (id int)")
                database.execute("create index ix_there on there (id)")
                val made =
                    guarded(
                        Guard.missing(1),
                        create("there"),
                        index("ix_there", "there"),
                        index("ix_item", "item"),
                        create("extra"),
                    )
                val migrator = migrator(database, base, script("bbbb", "aaaa", up = made))
                migrator.upgrade()
                database.has("extra") shouldBe true
                database.history().single()!! shouldContain
                    "left out: createTable there, createIndex ix_there on there"
                // The index is there now, and so cannot be made.
                shouldThrow<MigrationException> {
                    migrator(
                            database,
                            base,
                            script("bbbb", "aaaa", up = made),
                            script("cccc", "bbbb", up = plain(index("ix_item", "item"))),
                        )
                        .upgrade()
                }
            }

            test("$kind: a stopped run continues as it was decided") {
                val database = database()
                var isBroken = true
                val broken = code("fails once") { if (isBroken) error("stopped") }
                val up =
                    guarded(empty, create("first"), insert(1), broken, insert(2)) +
                        guarded(Guard(2, "select count(*) from item", 99), insert(3))
                val migrator = migrator(database, base, script("bbbb", "aaaa", up = up))
                runCatching { migrator.upgrade() }.isFailure shouldBe true
                if (!kind.undoesDdl) {
                    // The query would say something else now.
                    database.query("select id from item") shouldBe listOf("1")
                }
                isBroken = false
                runCatching { migrator.upgrade() }
                    .onFailure { migrator.resume(InFlightDecision.RETRY) }
                database.query("select id from item order by id") shouldBe listOf("1", "2")
                database.query("select version_num from migrate_version") shouldBe listOf("bbbb")
                database.history().single()!! shouldContain "left out: execute"
            }

            if (!kind.undoesDdl) {
                test("$kind: a stopped revision is reverted as far as it ran") {
                    val database = database()
                    database.execute("create table there (id int)")
                    val up =
                        guarded(Guard.missing(1), create("there"), create("extra")) +
                            guarded(Guard(2, "select count(*) from item", 9), create("never")) +
                            guarded(Guard(3, "select count(*) from item", 0), create("always")) +
                            plain(sql("this is no statement"))
                    val migrator = migrator(database, base, script("bbbb", "aaaa", up = up))
                    runCatching { migrator.upgrade() }.isFailure shouldBe true
                    listOf("extra", "always").map(database::has) shouldBe listOf(true, true)
                    migrator.downgrade("aaaa")
                    listOf("there", "extra", "never", "always").map(database::has) shouldBe
                        listOf(true, false, false, false)
                }
            }

            test("$kind: the values of a query are compared as the database gives them") {
                val database = database()
                val answers =
                    listOf(
                        Guard(1, "select 1", 1L) to true,
                        Guard(2, "select 1", 1.0) to true,
                        Guard(3, "select 1", 2) to false,
                        Guard(4, "select 1 where 1 = 0", null) to true,
                        Guard(5, "select max(id) from item", null) to true,
                        Guard(6, "select 'a'", "a") to true,
                        Guard(7, "select 'a'", "b") to false,
                        Guard(8, "select exists (select * from item)", false) to true,
                        Guard(9, "select not exists (select * from item where id = 1)", true) to
                            true,
                    )
                val up = answers.flatMap { (guard, _) ->
                    guarded(guard, insertInto("answer", guard.block()))
                }
                migrator(database, base, script("bbbb", "aaaa", up = plain(create("answer")) + up))
                    .upgrade()
                database.query("select id from answer order by id") shouldBe
                    answers.filter { it.second }.map { "${it.first.block()}" }
            }

            test(
                "$kind: a query that fails or gives several values is the failure of its operation"
            ) {
                listOf(
                        "select id from gone" to "gone",
                        "select 1 as one, 2 as two" to "more than one",
                    )
                    .forEach { (query, said) ->
                        val database = database()
                        val up = guarded(Guard(1, query, 0), insert(1))
                        val failure =
                            shouldThrow<OperationFailedException> {
                                migrator(database, base, script("bbbb", "aaaa", up = up)).upgrade()
                            }
                        failure.problems().single().text().lowercase() shouldContain said
                        database.query("select id from item").shouldBeEmpty()
                    }
            }

            test("$kind: no inverse is derived, and SQL text is written where the client can ask") {
                val database = database()
                val migrator =
                    migrator(
                        database,
                        base,
                        script("bbbb", "aaaa", up = guarded(empty, create("x"))),
                    )
                migrator.upgrade()
                shouldThrow<IrreversibleException> { migrator.planDowngrade("aaaa") }
                    .problems()
                    .single()
                    .message() shouldContain "createTable in onlyIf"
                val offline = migrator.offline(Dialects.named(kind.name.lowercase()))
                if (kind != POSTGRESQL) {
                    shouldFailWith(ErrorCode.ONLINE_ONLY) { offline.upgrade("head") }
                }
                val missing = script("bbbb", "aaaa", up = guarded(Guard.missing(1), create("x")))
                shouldFailWith(ErrorCode.ONLINE_ONLY) {
                    migrator(database, base, missing)
                        .offline(Dialects.named(kind.name.lowercase()))
                        .upgrade("head")
                }
            }
        }

        test("POSTGRESQL: the text for psql asks once for a block, and runs it or not").config(
            enabledOrReasonIf = { psql() }
        ) {
            val up =
                guarded(empty, insert(1), create("extra"), insert(2)) +
                    guarded(Guard(2, "select 'b' -- why", "a"), insert(3)) +
                    plain(insert(4)) +
                    guarded(Guard(3, "select id from item where id = 9", null), insert(5))
            val scripts = arrayOf(base, script("bbbb", "aaaa", up = up))
            val database = POSTGRESQL.fresh()
            val text =
                migrator(database, *scripts).offline(Dialects.named("postgresql")).upgrade("head")
            runPsql(database, text)
            database.query("select id from item order by id") shouldBe listOf("1", "2", "4", "5")
            database.has("extra") shouldBe true
        }

        test("POSTGRESQL: the text of online forms asks what their blocks ask").config(
            enabledOrReasonIf = { psql() }
        ) {
            val item = TableName.of("item")
            fun inParts(number: Int, expected: Int): List<ScriptOperation> =
                guarded(
                    Guard(number, "select count(*) from item", expected),
                    CreateIndex(item, Index.of("ix$number", "name"), false, false),
                    CreateUniqueConstraint(
                        item,
                        UniqueConstraint("ux$number", listOf("id", "name")),
                    ),
                    AddColumn(
                        item,
                        Column.of("c$number", ColumnType.UuidType())
                            .withDefault(DefaultValue.Expression("gen_random_uuid()")),
                        null,
                        false,
                    ),
                )
            val database = POSTGRESQL.fresh().also { migrator(it, base).upgrade() }
            val scripts = listOf(base, script("bbbb", "aaaa", up = inParts(1, 0) + inParts(2, 9)))
            val text =
                migrator(database, scripts) { online(OnlineMode.ALWAYS) }
                    .offline(Dialects.named("postgresql"))
                    .upgrade("aaaa:bbbb")
            text shouldContain "CONCURRENTLY"
            runPsql(database, text)
            database.query(
                "select relname from pg_class where relname ~ '^[iu]x[12]$' order by relname"
            ) shouldBe listOf("ix1", "ux1")
            database.query(
                "select column_name from information_schema.columns where column_name ~ '^c[12]$'"
            ) shouldBe listOf("c1")
        }

        test("replay takes a guarded operation for done") {
            val made =
                script(
                    "bbbb",
                    "aaaa",
                    up =
                        plain(index("ix_item", "item")) +
                            guarded(Guard.missing(1), create("item"), create("extra")) +
                            plain(index("ix", "extra")),
                )
            val migrator = Migrator.builder().source(MigrationSource.of(listOf(base, made))).build()
            migrator.schema("head").tables() shouldHaveSize 2
            migrator
                .schema("head")
                .tables()
                .first { it.name().name() == "item" }
                .indexes()
                .map { it.name() } shouldBe listOf("ix_item")
            migrator.validate().problems().shouldBeEmpty()
        }

        test("replay finds a wrong name in a guarded operation") {
            val made = script("bbbb", "aaaa", up = guarded(Guard.missing(1), index("ix", "gone")))
            val migrator = Migrator.builder().source(MigrationSource.of(listOf(base, made))).build()
            migrator.validate().problems().single().message() shouldContain "gone"
        }
    })

private fun insertInto(table: String, id: Int) = sql("insert into $table (id) values ($id)")

private fun index(name: String, table: String): Operation =
    CreateIndex(TableName.of(table), Index.of(name, listOf(IndexColumn.column("id"))), false, false)

private fun psql(): Enabled =
    if (runCatching { ProcessBuilder("psql", "--version").start().waitFor() }.getOrNull() == 0)
        Enabled.enabled
    else Enabled.disabled("psql is not installed")

package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.dialect.Dialects
import io.kmigrate.execution.AppliedStep
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.OperationFailedException
import io.kmigrate.execution.StepHook
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.SQLITE
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.sql.Connection
import javax.sql.DataSource

private val one = migration("aaaa", up = listOf(create("one")))
private val two = migration("bbbb", "aaaa", up = listOf(create("two")))
private val bad = migration("bbbb", "aaaa", up = listOf(sql("insert into gone values (1)")))

/** Writes a row for each moment of each step. */
private val auditing =
    object : StepHook {
        override fun before(step: AppliedStep) = listOf(audit("before", step))

        override fun after(step: AppliedStep) = listOf(audit("after", step))
    }

private fun audit(moment: String, step: AppliedStep): ScriptOperation =
    ScriptOperation.of(
        BulkInsert(
            TableName.of("audit"),
            listOf(
                mapOf(
                    "what" to "$moment ${step.kind()} ${step.revision()}",
                    "message" to step.message(),
                    "tag" to (step.tag() ?: "none"),
                )
            ),
        )
    )

private fun after(vararg operations: Operation): StepHook =
    object : StepHook {
        override fun after(step: AppliedStep) = operations.map {
            ScriptOperation(it, Location.of("env.kts", 7))
        }
    }

private fun before(block: () -> Operation): StepHook =
    object : StepHook {
        override fun before(step: AppliedStep) =
            listOf(ScriptOperation(block(), Location.of("env.kts", 3)))
    }

/** What hooks add to steps, on real databases. */
class HooksTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") {
                    val database = kind.fresh()
                    database.execute(
                        "create table audit (what varchar(99), message varchar(99), tag varchar(9))"
                    )
                    check(database)
                }

            test("hooks hear upgrades, downgrades and stamps before and after, in order") { database
                ->
                val migrator = migrator(database, auditing, one, two) { tag("v7") }
                migrator.upgrade()
                migrator.downgrade("-1")
                migrator.stamp("head")
                migrator.stamp("head")
                migrator.stamp("base")
                audited(database) shouldContainExactly
                    listOf(
                        "before UPGRADE aaaa",
                        "after UPGRADE aaaa",
                        "before UPGRADE bbbb",
                        "after UPGRADE bbbb",
                        "before DOWNGRADE bbbb",
                        "after DOWNGRADE bbbb",
                        "before STAMP bbbb",
                        "after STAMP bbbb",
                        "before STAMP base",
                        "after STAMP base",
                    )
                database.query("select distinct tag from audit") shouldBe listOf("v7")
                database.query(
                    "select distinct message from audit where what like '%aaaa'"
                ) shouldBe listOf("make aaaa")
            }

            test("a hook that fails keeps the version rows as they are") { database ->
                val migrator = migrator(database, after(sql("insert into nowhere values (1)")), one)
                val failure = shouldFailWith(ErrorCode.STEP_HOOK_FAILED) { migrator.upgrade() }
                failure.code() shouldBe ErrorCode.STEP_HOOK_FAILED
                failure.problems().single().location().toString() shouldBe "env.kts:7"
                failure.message.orEmpty() shouldContain
                    "the hook afterStep failed at the upgrade of aaaa \"make aaaa\""
                failure.problems().single().facts().sql() shouldBe "insert into nowhere values (1)"
                migrator.history().rows().shouldBeEmpty()
                // What was done is undone, or the next run goes on behind it.
                val mended = migrator(database, auditing, one)
                mended.upgrade().revisions() shouldBe listOf("aaaa")
                audited(database) shouldContain "after UPGRADE aaaa"
            }

            test("a hook that writes version rows is refused, and they are as they were") { database
                ->
                migrator(database, StepHook.none(), one).upgrade()
                // Rows alone are rolled back on every database.
                val insert =
                    BulkInsert(
                        TableName.of("audit"),
                        listOf(mapOf("what" to "a", "message" to "b", "tag" to "c")),
                    )
                val rows = migration("bbbb", "aaaa", up = listOf(insert))
                for (statement in
                    listOf(
                        "insert into migrate_version values ('zzzz')",
                        "delete from migrate_version",
                        "update migrate_version set version_num = 'zzzz'",
                    )) {
                    for (hook in listOf(after(sql(statement)), before { sql(statement) })) {
                        val migrator = migrator(database, hook, one, rows)
                        for (change in
                            listOf<() -> Unit>(
                                { migrator.upgrade() },
                                { migrator.stamp("head") },
                            )) {
                            shouldFailWith(ErrorCode.VERSION_ROW_LOST, change)
                            val plain = migrator(database, StepHook.none(), one, rows)
                            plain.history().rows() shouldBe listOf("aaaa")
                            // Ends what some databases keep of a step that failed.
                            plain.stamp("aaaa")
                        }
                    }
                }
            }

            test("a stamp whose hook fails changes nothing") { database ->
                val migrator = migrator(database, before { error("not on Fridays") }, one)
                val failure = shouldFailWith(ErrorCode.STEP_HOOK_FAILED) { migrator.stamp("head") }
                failure.message.orEmpty() shouldContain
                    "the hook beforeStep failed at the stamp of aaaa"
                failure.problems().single().facts().databaseMessage() shouldBe "not on Fridays"
                migrator.history().rows().shouldBeEmpty()
                migrator.log(0).shouldBeEmpty()
            }
        }

        TestDatabase.entries
            .filter { it.undoesDdl }
            .forEach { kind ->
                TransactionMode.entries.forEach { mode ->
                    test("$kind: by $mode, a step that fails reverts the rows of its hook") {
                        val database = kind.fresh()
                        database.execute(
                            "create table audit (what varchar(99), message varchar(99), tag varchar(9))"
                        )
                        val migrator = migrator(database, auditing, one, bad) { transaction(mode) }
                        shouldThrow<OperationFailedException> { migrator.upgrade() }
                        audited(database) shouldContainExactly
                            if (mode == TransactionMode.RUN) emptyList()
                            else listOf("before UPGRADE aaaa", "after UPGRADE aaaa")
                    }
                }

                test("$kind: a failing hook reverts the step, and the log shows it") {
                    val database = kind.fresh()
                    val migrator = migrator(database, after(code { error("not on Fridays") }), one)
                    shouldFailWith(ErrorCode.STEP_HOOK_FAILED) { migrator.upgrade() }
                        .problems()
                        .single()
                        .facts()
                        .state() shouldBe
                        "rolled back: the database is as it was before this revision"
                    migrator.log(0).map {
                        "${it.revision()} ${it.outcome()} ${it.message()}"
                    } shouldBe listOf("aaaa failed not on Fridays")
                    database.connection.use {
                        Dialects.forConnection(it)
                            .introspector()
                            .introspect(it)
                            .table(TableName.of("one"))
                            .isEmpty
                    } shouldBe true
                }

                test("$kind: a dry run calls hooks, and leaves no trace of them") {
                    val database = kind.fresh()
                    database.execute(
                        "create table audit (what varchar(99), message varchar(99), tag varchar(9))"
                    )
                    val rehearsed = mutableListOf<Boolean>()
                    val noting =
                        object : StepHook {
                            override fun after(step: AppliedStep): List<ScriptOperation> {
                                rehearsed += step.isDryRun()
                                return listOf(audit("after", step))
                            }
                        }
                    migrator(database, noting, one).dryRunUpgrade()
                    rehearsed shouldBe listOf(true)
                    audited(database).shouldBeEmpty()
                }

                test("$kind: code of a hook sees the step's transaction") {
                    val database = kind.fresh()
                    val seen = mutableListOf<String>()
                    val looking =
                        after(
                            code {
                                it.unwrap(Connection::class.java)
                                    .createStatement()
                                    .executeQuery("select version_num from migrate_version")
                                    .use { rows -> while (rows.next()) seen += rows.getString(1) }
                            }
                        )
                    migrator(database, looking, one).upgrade()
                    seen shouldBe listOf("aaaa")
                }
            }

        for (kind in listOf(MARIADB, MYSQL)) test(
            "$kind: hooks hear a resolution by hand where rows change"
        ) {
            val database = kind.fresh()
            database.execute(
                "create table audit (what varchar(99), message varchar(99), tag varchar(9))"
            )
            val half =
                migration("aaaa", up = listOf(create("one"), sql("insert into gone values (1)")))
            val migrator = migrator(database, auditing, half)
            shouldThrow<OperationFailedException> { migrator.upgrade() }
            migrator.resolve("aaaa", Resolution.NOT_APPLIED, "dropped what was there")
            audited(database) shouldBe listOf("before UPGRADE aaaa")
            database.execute("drop table one")
            shouldThrow<OperationFailedException> { migrator.upgrade() }
            migrator.resolve("aaaa", Resolution.APPLIED, "wrote the rest")
            audited(database).takeLast(2) shouldBe
                listOf("before RESOLVE aaaa", "after RESOLVE aaaa")
        }

        test("two hooks are called in turn, and their statements are events of the step") {
            val database = SQLITE.fresh()
            database.execute("create table notes (what varchar(9))")
            val heard = mutableListOf<String>()
            val both =
                after(sql("insert into notes values ('first')"))
                    .then(after(sql("insert into notes values ('second')")))
            migrator(database, both, one) {
                    listener { if (it is ExecutionEvent.StatementStarted) heard += it.sql() }
                }
                .upgrade()
            database.query("select what from notes") shouldBe listOf("first", "second")
            heard.takeLast(2) shouldBe
                listOf("insert into notes values ('first')", "insert into notes values ('second')")
        }

        test("SQL text has the statements of hooks, inside the transactions of the steps") {
            val migrator = migrator(null, auditing, one, two)
            val text = migrator.offline(dialect("postgresql")).upgrade("aaaa:bbbb")
            val lines = text.lines().filter { "\" (" in it || it in MARKS }
            lines.map {
                it.trim().substringBefore(" (").substringBefore(" WHERE")
            } shouldContainExactly
                listOf(
                    "BEGIN;",
                    "INSERT INTO \"audit\"",
                    "CREATE TABLE \"two\"",
                    "INSERT INTO \"migrate_version\"",
                    "INSERT INTO \"migrate_history\"",
                    "INSERT INTO \"audit\"",
                    "COMMIT;",
                )
            text shouldContain "('before UPGRADE bbbb', 'make bbbb', 'none')"
            text shouldContain "('after UPGRADE bbbb', 'make bbbb', 'none')"
            val stamp = migrator.offline(dialect("sqlite")).stamp("aaaa:bbbb")
            stamp shouldContain "'before STAMP bbbb'"
            stamp shouldContain "'after STAMP bbbb'"
            migrator.offline(dialect("sqlite")).stamp("bbbb:bbbb") shouldNotContain "audit"
            migrator.offline(dialect("postgresql")).upgrade("bbbb:bbbb") shouldBe ""
        }

        test(
            "SQL text of a revision outside a transaction has hooks in transactions of their own"
        ) {
            val outside =
                migration("cccc", transactional = false, up = listOf(sql("vacuum full pg_class")))
            val text =
                migrator(null, auditing, outside).offline(dialect("postgresql")).upgrade("cccc")
            val lines =
                text.substringAfter("-- upgrade").lines().map { it.trim().substringBefore(" (") }
            lines.filter { it in MARKS || "vacuum" in it || "audit" in it } shouldContainExactly
                listOf(
                    "BEGIN;",
                    "INSERT INTO \"audit\"",
                    "COMMIT;",
                    "vacuum full pg_class;",
                    "BEGIN;",
                    "INSERT INTO \"audit\"",
                    "COMMIT;",
                )
        }

        test("a hook with code cannot be written as SQL text") {
            val failure =
                shouldFailWith(ErrorCode.ONLINE_ONLY) {
                    migrator(null, after(code {}), one).offline(dialect("sqlite")).upgrade("head")
                }
            failure.code() shouldBe ErrorCode.ONLINE_ONLY
            failure.message.orEmpty() shouldContain "the hook afterStep has a data step"
            failure.problems().single().location().toString() shouldBe "env.kts:7"
        }

        test("a step that lost a lock starts again, with its hook") {
            val database = SQLITE.fresh()
            database.execute("create table notes (what varchar(9))")
            var asked = 0
            val losing = before {
                if (asked++ == 0) code { throw java.sql.SQLException("busy", "", 5) }
                else sql("insert into notes values ('twice')")
            }
            migrator(database, losing, one).upgrade()
            database.query("select what from notes") shouldBe listOf("twice")
        }
    })

private val MARKS = setOf("BEGIN;", "COMMIT;")

private fun dialect(name: String) = Dialects.all().first { it.name() == name }

private fun audited(database: DataSource): List<String?> = database.query("select what from audit")

private fun migrator(
    database: DataSource?,
    hook: StepHook,
    vararg migrations: Migration,
    more: MigratorBuilder.() -> Unit = {},
): Migrator {
    val builder = Migrator.builder().source(MigrationSource.of(migrations.asList())).addHook(hook)
    database?.let(builder::dataSource)
    return builder.apply(more).build()
}

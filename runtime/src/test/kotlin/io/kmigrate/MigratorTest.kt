package io.kmigrate

import io.kmigrate.execution.OperationFailedException
import io.kmigrate.execution.TransactionMode
import io.kmigrate.failure.ErrorCode
import io.kmigrate.history.VersionRowLostException
import io.kmigrate.lock.LockNotWonException
import io.kmigrate.operation.DropColumn
import io.kmigrate.plan.IrreversibleException
import io.kmigrate.plan.StampMode
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import javax.sql.DataSource

/** The whole runtime without scripts: graph, plan, execution and bookkeeping on real databases. */
class MigratorTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("an upgrade applies every revision once, in order") { database ->
                val migrator = migrator(database, chain)
                val report = migrator.upgrade()
                report.steps().map { it.revision() } shouldContainExactly listOf("a1", "b2", "c3")
                report.revisions() shouldContainExactly listOf("c3")
                versionRows(database) shouldContainExactly listOf("c3")
                migrator.upgrade().steps().shouldBeEmpty()
                history(database) shouldContainExactly
                    listOf("a1 up 1 done", "b2 up 1 done", "c3 up 1 done")
            }

            test("a version row that someone removes during a run is missed") { database ->
                val first = migration("aaaa", up = listOf(create("one")))
                val taking =
                    migration("bbbb", "aaaa", up = listOf(sql("delete from migrate_version")))
                migrator(database, listOf(first)).upgrade()
                shouldThrow<VersionRowLostException> {
                        migrator(database, listOf(first, taking)).upgrade()
                    }
                    .code() shouldBe ErrorCode.VERSION_ROW_LOST
            }

            mapOf(
                    "a row of its own" to "insert into migrate_version values ('zzzz')",
                    "its own row" to "insert into migrate_version values ('bbbb')",
                    "another name" to "update migrate_version set version_num = 'zzzz'",
                )
                .forEach { (what, statement) ->
                    test("a script that writes into the version table is refused: $what") { database
                        ->
                        val first = migration("aaaa", up = listOf(create("one")))
                        val writing = migration("bbbb", "aaaa", up = listOf(sql(statement)))
                        migrator(database, listOf(first)).upgrade()
                        shouldThrow<VersionRowLostException> {
                                migrator(database, listOf(first, writing)).upgrade()
                            }
                            .message!! shouldContain "while this revision ran"
                        if (statement.startsWith("insert")) {
                            versionRows(database).first() shouldBe "aaaa"
                        }
                    }
                }

            test("a read creates no table") { database ->
                val migrator = migrator(database, chain)
                migrator.history().rows().shouldBeEmpty()
                migrator.planUpgrade("head").steps().map { it.revision().id() } shouldContainExactly
                    listOf("a1", "b2", "c3")
                shouldThrow<Exception> { database.query("select version_num from migrate_version") }
            }

            test("a downgrade without a block is derived") { database ->
                val migrator = migrator(database, chain)
                migrator.upgrade()
                migrator.downgrade("-1").revisions() shouldContainExactly listOf("b2")
                migrator.downgrade("base").revisions().shouldBeEmpty()
                usersTables(database).shouldBeEmpty()
                history(database).takeLast(3) shouldContainExactly
                    listOf("c3 down 1 done", "b2 down 1 done", "a1 down 1 done")
            }

            test("a downgrade restores a dropped column as the scripts define it") { database ->
                val drop = listOf(DropColumn(TableName.of("one"), "name", false))
                val migrator = migrator(database, chain + migration("d4", "c3", up = drop))
                migrator.upgrade()
                migrator.downgrade("-1")
                database.execute("insert into one (id, name) values (1, 'back')")
                database.query("select name from one") shouldContainExactly listOf("back")
            }

            test("an irreversible revision stops a downgrade before it touches anything") { database
                ->
                val stuck =
                    migration(
                        "d4",
                        "c3",
                        irreversible = "mails were sent",
                        up = listOf(create("four")),
                    )
                val last = migration("e5", "d4", up = listOf(create("five")))
                val migrator = migrator(database, chain + stuck + last)
                migrator.upgrade()
                val failure = shouldThrow<IrreversibleException> { migrator.downgrade("base") }
                failure.message shouldBe
                    "revision d4 \"make d4\" cannot be downgraded: mails were sent"
                versionRows(database) shouldContainExactly listOf("e5")
                usersTables(database) shouldContainExactly
                    listOf("five", "four", "one", "three", "two")
            }

            test("a downgrade that cannot be derived names the operation in the way") { database ->
                val opaque = migration("d4", "c3", up = listOf(sql("update one set name = 'x'")))
                val migrator = migrator(database, chain + opaque)
                migrator.upgrade()
                val failure = shouldThrow<IrreversibleException> { migrator.downgrade("-1") }
                failure.message shouldContain "none can be derived for execute"
                failure.problems().single().location().toString() shouldBe "d4.migration.kts:1"
            }

            test(
                "a failing operation keeps earlier revisions, and is rolled back or reports its progress"
            ) { database ->
                val bad =
                    migration(
                        "c3",
                        "b2",
                        up = listOf(create("three"), sql("insert into missing values (1)")),
                    )
                val failure =
                    shouldThrow<OperationFailedException> {
                        migrator(database, chain.take(2) + bad).upgrade()
                    }
                failure.operationNumber() shouldBe 2
                failure.message shouldContain
                    "revision c3 \"make c3\" failed at operation 2 of 2, execute"
                failure.problems().single().facts().sql() shouldBe "insert into missing values (1)"
                failure.problems().single().location().toString() shouldBe "c3.migration.kts:2"
                versionRows(database) shouldContainExactly listOf("b2")
                val before = listOf("a1 up 1 done", "b2 up 1 done")
                if (kind.undoesDdl) {
                    failure.message shouldContain
                        "rolled back: the database is as it was before this revision"
                    usersTables(database) shouldContainExactly listOf("one", "two")
                    history(database) shouldContainExactly before + "c3 up 0 failed"
                } else {
                    failure.message shouldContain
                        "operation 1 of this revision is done and stays done"
                    usersTables(database) shouldContainExactly listOf("one", "three", "two")
                    history(database) shouldContainExactly before + "c3 up 1 running"
                }
            }

            test(
                "one transaction for the run rolls back all of it, or is refused before anything ran"
            ) { database ->
                val bad = migration("c3", "b2", up = listOf(sql("insert into missing values (1)")))
                val migrator =
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(chain.take(2) + bad))
                        .transaction(TransactionMode.RUN)
                        .build()
                if (kind.undoesDdl) {
                    shouldThrow<OperationFailedException> { migrator.upgrade() }
                    versionRows(database).shouldBeEmpty()
                } else {
                    shouldFailWith(ErrorCode.RUN_TRANSACTION) { migrator.upgrade() }
                        .message shouldContain "revision a1 \"make a1\": it has operations that"
                }
                usersTables(database).shouldBeEmpty()
            }

            test(
                "one transaction for the run refuses statements that cannot be in one, before anything ran"
            ) { database ->
                val alone =
                    migration("c3", "b2", transactional = false, up = listOf(create("three")))
                val migrator =
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(chain.take(2) + alone))
                        .transaction(TransactionMode.RUN)
                        .build()
                shouldFailWith(ErrorCode.RUN_TRANSACTION) { migrator.upgrade() }
                usersTables(database).shouldBeEmpty()
            }

            test("a revision that is not transactional continues where it stopped") { database ->
                database.execute("create table gate (open integer not null)")
                val up =
                    listOf(create("three"), sql("insert into gate values (null)"), create("four"))
                val failing = migration("a1", transactional = false, up = up)
                val failure =
                    shouldThrow<OperationFailedException> {
                        migrator(database, listOf(failing)).upgrade()
                    }
                failure.message shouldContain "operation 1 of this revision is done and stays done"
                usersTables(database) shouldContainExactly listOf("gate", "three")
                versionRows(database).shouldBeEmpty()

                database.execute("drop table gate")
                database.execute("create table gate (open integer)")
                val again = migration("a1", transactional = false, up = up)
                migrator(database, listOf(again)).upgrade().revisions() shouldContainExactly
                    listOf("a1")
                usersTables(database) shouldContainExactly listOf("four", "gate", "three")
                history(database) shouldContainExactly listOf("a1 up 3 done")
            }

            test("a stamp writes rows and runs nothing") { database ->
                val migrator = migrator(database, chain)
                migrator.stamp("b2").revisions() shouldContainExactly listOf("b2")
                usersTables(database).shouldBeEmpty()
                history(database) shouldContainExactly listOf("b2 stamp 0 done")
                migrator.stamp("base").revisions().shouldBeEmpty()
                versionRows(database).shouldBeEmpty()
            }

            test("a stamp with purge forgets revisions that no script has") { database ->
                val migrator = migrator(database, chain)
                migrator.stamp("a1")
                database.execute("update migrate_version set version_num = 'gone'")
                migrator.stamp(StampMode.PURGE, "c3").revisions() shouldContainExactly listOf("c3")
                versionRows(database) shouldContainExactly listOf("c3")
            }

            test("a migrator that cannot win the lock changes nothing and names the holder") {
                database ->
                val lock =
                    database.connection
                        .use { io.kmigrate.dialect.Dialects.forConnection(it) }
                        .locking()
                        .lock(database, "migrate_version")
                lock.tryAcquire() shouldBe true
                lock.use {
                    val waiting =
                        Migrator.builder()
                            .dataSource(database)
                            .source(MigrationSource.of(chain))
                            .lockTimeout(Duration.ofMillis(120))
                            .build()
                    shouldThrow<LockNotWonException> { waiting.upgrade() }
                        .outcome()
                        .exitCode() shouldBe 4
                    usersTables(database).shouldBeEmpty()
                }
                migrator(database, chain).upgrade().revisions() shouldContainExactly listOf("c3")
            }

            test("eight migrators at once apply every revision once") { database ->
                val pool = Executors.newFixedThreadPool(8)
                val many =
                    (1..12).map { number ->
                        val parents = if (number == 1) emptyArray() else arrayOf("r${number - 1}")
                        migration("r$number", *parents, up = listOf(create("t$number")))
                    }
                try {
                    val results =
                        pool.invokeAll(
                            (1..8).map { Callable { migrator(database, many).upgrade() } }
                        )
                    results.sumOf { it.get().steps().size } shouldBe 12
                } finally {
                    pool.shutdown()
                }
                versionRows(database) shouldContainExactly listOf("r12")
                history(database).size shouldBe 12
            }

            test("a tag is kept with each step and each stamp, as far as it fits") { database ->
                fun tagged(tag: String) =
                    Migrator.builder()
                        .dataSource(database)
                        .source(MigrationSource.of(chain))
                        .tag(tag)
                        .build()
                tagged("release 7").upgrade("b2")
                tagged("x".repeat(300)).downgrade("-1")
                tagged("by hand").stamp("c3")
                migrator(database, chain).stamp("b2")
                database.query("select tag from migrate_history order by id") shouldContainExactly
                    listOf("release 7", "release 7", "x".repeat(255), "by hand", null)
            }

            test("the connection is returned unchanged") { database ->
                val connection = database.connection
                connection.autoCommit = false
                val single = SingleConnection(database, connection)
                migrator(single, chain).upgrade()
                single.autoCommitAtClose shouldBe false
                connection.close()
            }
        }
    })

private val chain: List<Migration> =
    listOf(
        migration("a1", up = listOf(create("one"))),
        migration("b2", "a1", up = listOf(create("two"))),
        migration("c3", "b2", up = listOf(create("three"))),
    )

private fun migrator(database: DataSource, migrations: List<Migration>): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations)).build()

private fun versionRows(database: DataSource): List<String?> =
    database.query("select version_num from migrate_version order by 1")

private fun history(database: DataSource): List<String?> =
    database.query(
        "select concat(revision, ' ', direction, ' ', operations_done, ' ', outcome) " +
            "from migrate_history order by id"
    )

/** Gives the same connection first, as a pool would, and notes how it came back. */
private class SingleConnection(
    private val others: DataSource,
    private val first: java.sql.Connection,
) : DataSource by others {
    var autoCommitAtClose: Boolean? = null
    private var given = false

    override fun getConnection(): java.sql.Connection {
        if (given) return others.connection
        given = true
        return object : java.sql.Connection by first {
            override fun close() {
                autoCommitAtClose = first.autoCommit
            }
        }
    }
}

package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.Operation
import io.kmigrate.plan.IrreversibleException
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationSource
import io.kmigrate.run.Resolution
import io.kmigrate.schema.Index
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kmigrate.testing.table
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.Connection
import javax.sql.DataSource

/** Revisions that commit several times and are interrupted, on real databases. */
class ResumeTest :
    FunSpec({
        val spec = this
        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("an operation in flight that the catalog shows as done is not done again") {
                database ->
                stopAtSecond(database, parted(create("one"), create("two"), create("three")))
                database.execute(
                    "create table two (id integer not null primary key, name varchar(40))"
                )
                inFlight(database)
                migrator(database, parted(create("one"), create("two"), create("three"))).upgrade()
                tables(database) shouldContainExactly listOf("one", "three", "two")
                history(database) shouldContainExactly listOf("parted up 3 done")
            }

            test(
                "an unfinished revision that became transactional is completed, and later ones follow"
            ) { database ->
                stopAtSecond(database, parted(create("one"), create("two")))
                val whole = migration("parted", up = listOf(create("one"), create("two")))
                val next = migration("next", "parted", up = listOf(create("three")))
                val last = migration("last", "next", up = listOf(create("four")))
                migrator(database, whole, next, last).upgrade()
                tables(database) shouldContainExactly listOf("four", "one", "three", "two")
                history(database) shouldContainExactly
                    listOf("parted up 2 done", "next up 1 done", "last up 1 done")
            }

            test("an operation in flight that the catalog does not show is done") { database ->
                stopAtSecond(database, parted(create("one"), create("two")))
                inFlight(database)
                migrator(database, parted(create("one"), create("two"))).upgrade()
                tables(database) shouldContainExactly listOf("one", "two")
                history(database) shouldContainExactly listOf("parted up 2 done")
            }

            test("the rest of a partly done operation in flight is done") { database ->
                val indexed =
                    CreateTable(table("two").withIndexes(listOf(Index.of("ix_two", "name"))), false)
                stopAtSecond(database, parted(create("one"), indexed))
                database.execute(
                    "create table two (id integer not null primary key, name varchar(40))"
                )
                inFlight(database)
                migrator(database, parted(create("one"), indexed)).upgrade()
                snapshot(database).table(TableName.of("two")).get().indexes().map {
                    it.name()
                } shouldContainExactly listOf("ix_two")
            }

            test(
                "an opaque operation in flight stops every run, which lists the finished operations"
            ) { database ->
                val opaque = sql("insert into one values (7, 'x')")
                stopAtSecond(database, parted(create("one"), opaque, create("three")))
                inFlight(database)
                val again = migrator(database, parted(create("one"), opaque, create("three")))
                val failure = shouldThrow<OperationInFlightException> { again.upgrade() }
                failure.message shouldBe
                    """
                    |an earlier run of revision parted "make parted" ended during operation 2 of 3; the database cannot tell whether it is done
                    |done      1  createTable(table: one, columns: [{name: id, type: int32}, {name: name, type: varchar(40), nullable: true}], primaryKey: …
                    |in flight 2  execute(sql: insert into one values (7, 'x'))
                    |to do     3  createTable(table: three, columns: [{name: id, type: int32}, {name: name, type: varchar(40), nullable: true}], primaryKe …
                    """
                        .trimMargin()
                shouldThrow<OperationInFlightException> { again.resume(InFlightDecision.ASK) }
                database.query("select id from one").shouldBeEmpty()
                tables(database) shouldContainExactly listOf("one")
            }

            test("skip treats the operation in flight as done, and retry runs it") { database ->
                val opaque = sql("insert into one values (7, 'x')")
                stopAtSecond(database, parted(create("one"), opaque, create("three")))
                inFlight(database)
                val again = migrator(database, parted(create("one"), opaque, create("three")))
                again.resume(InFlightDecision.SKIP).revisions() shouldContainExactly
                    listOf("parted")
                database.query("select id from one").shouldBeEmpty()

                val other = kind.fresh()
                stopAtSecond(other, parted(create("one"), opaque))
                inFlight(other)
                migrator(other, parted(create("one"), opaque))
                    .resume(InFlightDecision.RETRY)
                    .steps()
                    .map { it.revision() } shouldContainExactly listOf("parted")
                other.query("select id from one") shouldContainExactly listOf("7")
            }

            test("skip is refused if the run stopped between two operations") { database ->
                val script = parted(create("one"), create("two"))
                stopAtSecond(database, script)
                val again = migrator(database, script)
                shouldFailWith(ErrorCode.NOTHING_UNFINISHED) {
                    again.resume(InFlightDecision.SKIP)
                }
                tables(database) shouldContainExactly listOf("one")
                again.resume(InFlightDecision.ASK).revisions() shouldContainExactly listOf("parted")
                tables(database) shouldContainExactly listOf("one", "two")
            }

            test("a resume continues only the unfinished revision") { database ->
                val later = migration("later", "parted", up = listOf(create("later")))
                stopAtSecond(database, parted(create("one"), create("two")))
                val again = migrator(database, parted(create("one"), create("two")), later)
                again.resume(InFlightDecision.ASK).revisions() shouldContainExactly listOf("parted")
                again.resume(InFlightDecision.ASK).steps().shouldBeEmpty()
                again.upgrade().revisions() shouldContainExactly listOf("later")
            }

            test("a text of several statements that stopped between them is in flight") { database
                ->
                val texts = sql("create table two (id integer); insert into missing values (1)")
                val failure =
                    shouldThrow<OperationFailedException> {
                        migrator(database, parted(create("one"), texts)).upgrade()
                    }
                failure.message shouldContain
                    "operation 1 of this revision is done and stays done; of operation 2, 1 statement is done"
                history(database) shouldContainExactly listOf("parted up 1 in-flight")
                shouldThrow<OperationInFlightException> {
                    migrator(database, parted(create("one"), texts)).upgrade()
                }
            }

            test("a data step that fails is rolled back, and runs again") { database ->
                var fails = true
                val step = code {
                    val connection = it.unwrap(Connection::class.java)
                    connection.createStatement().use { statement ->
                        statement.execute("insert into one values (1, 'x')")
                    }
                    check(!fails) { "stop" }
                }
                val migrator = migrator(database, parted(create("one"), step))
                repeat(2) { shouldThrow<OperationFailedException> { migrator.upgrade() } }
                history(database) shouldContainExactly listOf("parted up 1 running")
                database.query("select id from one").shouldBeEmpty()
                fails = false
                migrator.upgrade()
                database.query("select id from one") shouldContainExactly listOf("1")
                history(database) shouldContainExactly listOf("parted up 2 done")
            }

            test("operations that have not started may be edited, finished ones may not") { database
                ->
                stopAtSecond(database, parted(create("one"), sql("insert into missing values (1)")))
                val edited = migrator(database, parted(create("uno"), create("two")))
                val failure = shouldFailWith(ErrorCode.UNFINISHED_EDITED) { edited.upgrade() }
                failure.outcome().exitCode() shouldBe 5
                failure.message shouldContain
                    "is unfinished, and its script was edited since: its first 1 operation was\n" +
                        "done      1  createTable(table: one"
                tables(database) shouldContainExactly listOf("one")
                migrator(database, parted(create("one"), create("two"))).upgrade()
                tables(database) shouldContainExactly listOf("one", "two")
            }

            test("a downgrade reverts an unfinished revision, and -1 reverts only that") { database
                ->
                val first = migration("first", up = listOf(create("first")))
                fun half(last: Operation) =
                    migration(
                        "half",
                        "first",
                        transactional = false,
                        up = listOf(create("one"), create("two"), last),
                    )
                val failing = migrator(database, first, half(sql("insert into missing values (1)")))
                shouldThrow<OperationFailedException> { failing.upgrade() }
                val report = failing.downgrade("-1")
                report.steps().map { it.revision() } shouldContainExactly listOf("half")
                report.revisions() shouldContainExactly listOf("first")
                tables(database) shouldContainExactly listOf("first")
                history(database) shouldContainExactly
                    listOf("first up 1 done", "half up 0 reverted")

                shouldThrow<OperationFailedException> { failing.upgrade() }
                failing.downgrade("base").revisions().shouldBeEmpty()
                tables(database).shouldBeEmpty()
                migrator(database, first, half(create("three"))).upgrade()
                tables(database) shouldContainExactly listOf("first", "one", "three", "two")
            }

            test("an unfinished revision without an inverse stays unchanged") { database ->
                stopAtSecond(database, parted(sql("create table one (id integer)"), create("two")))
                val migrator =
                    migrator(database, parted(sql("create table one (id integer)"), create("two")))
                shouldThrow<IrreversibleException> { migrator.downgrade("base") }
                tables(database) shouldContainExactly listOf("one")
            }

            test(
                "an unfinished revision does not use its downgrade block, and the message says why"
            ) { database ->
                fun withBlock() =
                    migration(
                        "parted",
                        transactional = false,
                        down = listOf(sql("drop table two"), sql("drop table one")),
                        up = listOf(sql("create table one (id integer)"), create("two")),
                    )
                stopAtSecond(database, withBlock())
                val failure =
                    shouldThrow<IrreversibleException> {
                        migrator(database, withBlock()).downgrade("base")
                    }
                failure.message shouldContain "only derived inverses revert what is unfinished"
                val fix = failure.problems().single().fix().shouldNotBeNull()
                listOf(fix.command(), fix.java()).forEach {
                    it shouldContain "resume"
                    it shouldContain "resolve"
                }
                tables(database) shouldContainExactly listOf("one")
            }

            test("no run goes past an unfinished revision") { database ->
                val other = migration("other", up = listOf(create("other")))
                stopAtSecond(database, parted(create("one"), create("two")))
                val migrator = migrator(database, parted(create("one"), create("two")), other)
                val failure = shouldThrow<UnfinishedRevisionException> { migrator.upgrade("other") }
                failure.message shouldBe
                    "the upgrade of revision parted \"make parted\" is unfinished: 1 of 2 operations is done"
                shouldThrow<UnfinishedRevisionException> { migrator(database, other).upgrade() }
                    .message shouldContain "no script has the revision any more"
                tables(database) shouldContainExactly listOf("one")
                migrator.upgrade("heads").revisions() shouldContainExactly listOf("other", "parted")
            }

            test("a revision finished by hand is applied, and one reverted by hand is not") {
                database ->
                stopAtSecond(database, parted(create("one"), create("two")))
                val migrator = migrator(database, parted(create("one"), create("two")))
                database.execute("create table two (id integer)")
                migrator
                    .resolve("parted", Resolution.APPLIED, "made it myself")
                    .revisions() shouldContainExactly listOf("parted")
                migrator.upgrade().steps().shouldBeEmpty()
                database.query(
                    "select message from migrate_history where direction = 'resolve'"
                ) shouldContainExactly listOf("made it myself")

                val other = kind.fresh()
                stopAtSecond(other, parted(create("one"), create("two")))
                other.execute("drop table one")
                val again = migrator(other, parted(create("one"), create("two")))
                again
                    .resolve("part", Resolution.NOT_APPLIED, "dropped it")
                    .revisions()
                    .shouldBeEmpty()
                again.upgrade().revisions() shouldContainExactly listOf("parted")
                shouldFailWith(ErrorCode.NOTHING_UNFINISHED) {
                        again.resolve("parted", Resolution.APPLIED, "again")
                    }
                    .message shouldBe "revision parted is not unfinished, and no other is"
            }

            test("an interrupted downgrade continues, and an upgrade refuses to run") { database ->
                val down =
                    listOf(sql("drop table two"), sql("drop table missing"), sql("drop table one"))
                fun migrator(down: List<Operation>) =
                    migrator(
                        database,
                        migration(
                            "parted",
                            transactional = false,
                            down = down,
                            up = listOf(create("one"), create("two")),
                        ),
                    )
                migrator(down).upgrade()
                shouldThrow<OperationFailedException> { migrator(down).downgrade("base") }
                tables(database) shouldContainExactly listOf("one")
                shouldThrow<UnfinishedRevisionException> { migrator(down).upgrade() }
                    .message shouldContain "is unfinished: 1 of 3 operations is done"
                val mended = down.take(1) + down.takeLast(1)
                migrator(mended).downgrade("base").revisions().shouldBeEmpty()
                tables(database).shouldBeEmpty()
                history(database) shouldContainExactly
                    listOf("parted up 2 done", "parted down 2 done")
            }

            test("a stamp ends an unfinished revision") { database ->
                stopAtSecond(database, parted(create("one"), create("two")))
                val migrator = migrator(database, parted(create("one"), create("two")))
                migrator.stamp("parted")
                migrator.upgrade().steps().shouldBeEmpty()
                history(database) shouldContainExactly
                    listOf("parted up 1 reverted", "parted stamp 0 done")
            }
        }

        test("the next run creates an index that PostgreSQL left invalid again") {
            val database = TestDatabase.POSTGRESQL.fresh()
            val index = Index.of("ux_one", "name").withUnique(true)
            val unique = CreateIndex(TableName.of("one"), index, false, true)
            val rows = sql("insert into one values (1, 'same'), (2, 'same')")
            val migrator =
                migrator(database, migration("parted", up = listOf(create("one"), rows, unique)))
            repeat(2) {
                shouldThrow<OperationFailedException> { migrator.upgrade() }.message shouldContain
                    "operations 1 to 2 of this revision are done and stay done"
            }
            database.execute("delete from one where id = 2")
            migrator.upgrade()
            database.query(
                "select indisvalid from pg_index where indexrelid = 'ux_one'::regclass"
            ) shouldContainExactly listOf("t")
            history(database) shouldContainExactly listOf("parted up 3 done")
        }
    })

/** A revision `parted` each of whose operations commits by itself. */
private fun parted(vararg up: Operation): Migration =
    migration("parted", transactional = false, up = up.toList())

/** Ends a run of [migration] when its second operation begins. */
private fun stopAtSecond(database: DataSource, migration: Migration) {
    val stopped = IllegalStateException("stopped")
    val migrator =
        Migrator.builder()
            .dataSource(database)
            .source(MigrationSource.of(listOf(migration)))
            .listener { event ->
                if (event is ExecutionEvent.OperationStarted && event.number() == 2) throw stopped
            }
            .build()
    shouldThrow<IllegalStateException> { migrator.upgrade() } shouldBe stopped
    history(database) shouldContainExactly listOf("parted up 1 running")
}

/** What a process leaves that is killed while its second operation runs. */
private fun inFlight(database: DataSource) =
    database.execute("update migrate_history set outcome = 'in-flight' where outcome = 'running'")

private fun migrator(database: DataSource, vararg migrations: Migration): Migrator =
    Migrator.builder().dataSource(database).source(MigrationSource.of(migrations.toList())).build()

private fun history(database: DataSource): List<String?> =
    database.query(
        "select concat(revision, ' ', direction, ' ', operations_done, ' ', outcome) " +
            "from migrate_history order by id"
    )

private fun snapshot(database: DataSource) =
    database.connection.use { Dialects.forConnection(it).introspector().introspect(it) }

/** Users' tables, in order. */
private fun tables(database: DataSource): List<String> =
    snapshot(database).tables().map { it.name().name() }.filterNot { it.startsWith("migrate_") }

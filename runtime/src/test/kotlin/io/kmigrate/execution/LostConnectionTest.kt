package io.kmigrate.execution

import io.kmigrate.failure.Fix
import io.kmigrate.message.StepMessages
import io.kmigrate.migrator
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Operation
import io.kmigrate.revision.Migration
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.TestDatabase.MARIADB
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import javax.sql.DataSource

/** The state that a failure reports after its connection is gone is what the next run finds. */
class LostConnectionTest :
    FunSpec({
        KILLS.forEach { (kind, kill) ->
            listOf(0, 1, 2).forEach { done ->
                test("$kind: text that lost its connection after $done operations may be done") {
                    val before = List(done) { create("t$it") }
                    val script = parted(before + kill + create("last"))
                    val database = kind.fresh()
                    val failure = failure(database, script)
                    val status = migrator(database, listOf(script)).status()
                    val found = status.unfinished().single()
                    failure.problems().single().facts().state() shouldBe
                        "stopped: ${DONE[done]}; operation ${done + 1} may be done"
                    failure.problems().single().fix() shouldBe found.fix()
                    shouldRefuse(database, script, found.fix())
                    migrator(database, listOf(script))
                        .resume(InFlightDecision.SKIP)
                        .revisions() shouldContainExactly listOf("parted")
                }
            }

            test("$kind: of text of several statements, those that came to their end are counted") {
                val text = sql("create table two (id integer); ${kill.sql()}")
                val script = parted(listOf(create("one"), text, create("last")))
                val database = kind.fresh()
                val failure = failure(database, script)
                val problem = failure.problems().single()
                "${problem.facts().state()}" shouldContain
                    "of operation 2, 1 statement is done and stays done"
                shouldRefuse(database, script, problem.fix())
            }

            test("$kind: text that the database refused is not done, and runs again") {
                val script = parted(listOf(create("one"), sql("insert into missing values (1)")))
                val database = kind.fresh()
                val problem = failure(database, script).problems().single()
                problem.facts().state() shouldBe
                    "stopped: operation 1 of this revision is done and stays done; " +
                        "the next run continues with operation 2"
                problem.fix() shouldBe StepMessages.fixScriptOrData()
                val mended = parted(listOf(create("one"), create("missing")))
                migrator(database, listOf(mended)).upgrade().revisions() shouldContainExactly
                    listOf("parted")
            }

            if (kind.undoesDdl) {
                TransactionMode.entries.forEach { mode ->
                    test("$kind: a run that was rolled back with its connection is logged, $mode") {
                        val script = migration("whole", up = listOf(create("one"), kill))
                        val database = kind.fresh()
                        val migrator = migrator(database, listOf(script)) { transaction(mode) }
                        val failure = shouldThrow<StepFailedException> { migrator.upgrade() }
                        val problem = failure.problems().single()
                        "${problem.facts().state()}" shouldContain "rolled back"
                        problem.fix() shouldBe StepMessages.fixLostConnection()
                        val entry = migrator.log(0).single()
                        "${entry.revision()} ${entry.outcome()}" shouldBe "whole failed"
                        entry.operationsDone() shouldBe 0
                        entry.message() shouldNotBe ""
                        val mended = migration("whole", up = listOf(create("one")))
                        migrator(database, listOf(mended)).upgrade()
                        migrator.log(0).map { it.outcome() } shouldContainExactly
                            listOf("done", "failed")
                    }
                }
            }
        }

        (0..3).forEach { done ->
            test("a state after $done operations is said in English") {
                val sentences =
                    listOf(
                        StepMessages.stoppedBefore(done),
                        StepMessages.stoppedInside(done, 1),
                        StepMessages.stoppedSomewhere(done),
                        StepMessages.maybeDone(done),
                        StepMessages.stillDone(done),
                        StepMessages.allDoneButHook(maxOf(1, done)),
                    )
                sentences.forEach {
                    withClue(it) { Regex("1 to [01]\\b|all 1 ").containsMatchIn(it) shouldBe false }
                }
            }
        }
    })

/** SQL by which a session ends itself, as a server that is shut down does it. */
private val KILLS: Map<TestDatabase, ExecuteSql> =
    mapOf(
            POSTGRESQL to "select pg_terminate_backend(pg_backend_pid())",
            MARIADB to "kill connection_id()",
            MYSQL to "kill connection_id()",
        )
        .mapValues { (_, text) -> sql(text) as ExecuteSql }

private val DONE =
    listOf(
        "no operation of this revision is done",
        "operation 1 of this revision is done and stays done",
        "operations 1 to 2 of this revision are done and stay done",
    )

private fun parted(up: List<Operation>): Migration =
    migration("parted", transactional = false, up = up)

private fun failure(database: DataSource, script: Migration): OperationFailedException =
    shouldThrow<OperationFailedException> { migrator(database, listOf(script)).upgrade() }

/** A plain run asks for the decision that the failure has asked for. */
private fun shouldRefuse(database: DataSource, script: Migration, fix: Fix?) {
    val migrator = migrator(database, listOf(script))
    listOf({ migrator.upgrade() }, { migrator.resume(InFlightDecision.ASK) }).forEach { run ->
        val refusal = shouldThrow<OperationInFlightException> { run() }
        refusal.problems().single().fix() shouldBe fix
    }
    database.query("select outcome from migrate_history") shouldContainExactly listOf("in-flight")
}

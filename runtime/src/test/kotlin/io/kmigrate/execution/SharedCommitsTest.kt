package io.kmigrate.execution

import io.kmigrate.execution.ExecutionEvent.StepFinished
import io.kmigrate.execution.ExecutionEvent.StepStarted
import io.kmigrate.migrator
import io.kmigrate.operation.Operation
import io.kmigrate.testing.RecordedDataSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

private const val COUNT = 30
private val IDS = (1..COUNT).map { "r%03d".format(it) }

/** Revisions of a table each; [special] has those that do something else. */
private fun revisions(special: Map<Int, List<Operation>> = mapOf()) =
    (1..COUNT).map { number ->
        val parents = if (number == 1) arrayOf() else arrayOf(IDS[number - 2])
        migration(IDS[number - 1], *parents, up = special[number] ?: listOf(create("t$number")))
    }

private fun done(database: DataSource) =
    database.query("select revision from migrate_history where outcome = 'done' order by id")

class SharedCommitsTest :
    FunSpec({
        fun commits(database: DataSource, target: String, from: List<String> = listOf()): Int {
            from.forEach { migrator(database, revisions()).upgrade(it) }
            val recorded = RecordedDataSource(database)
            migrator(recorded.dataSource, revisions()).upgrade(target)
            return recorded.statements.count { it == "COMMIT" }
        }

        test("a new database is committed less often than at each revision") {
            val database = TestDatabase.SQLITE.fresh()
            commits(database, "head") shouldBeLessThan COUNT
            done(database) shouldContainExactly IDS
        }

        test("a database with revisions is committed at each revision") {
            commits(TestDatabase.SQLITE.fresh(), "head", listOf(IDS[0])) shouldBe COUNT - 1
        }

        test("a revision is reported done once, in order, and only when others can see it") {
            val database = TestDatabase.SQLITE.fresh()
            val events = mutableListOf<String>()
            migrator(database, revisions(mapOf(7 to listOf(sql("create table seven (id int)"))))) {
                    listener {
                        if (it is StepStarted) events += "+" + it.step().revision().id()
                        if (it is StepFinished) {
                            done(database) shouldContain it.step().revision().id()
                            events += "-" + it.step().revision().id()
                        }
                    }
                }
                .upgrade()
            events.filter { it.startsWith("+") } shouldContainExactly IDS.map { "+$it" }
            events.filter { it.startsWith("-") } shouldContainExactly IDS.map { "-$it" }
            done(database) shouldContainExactly IDS
        }

        test("revisions before a failure stay, as with separate commits") {
            val database = TestDatabase.SQLITE.fresh()
            val started = mutableListOf<String>()
            val failing = revisions(mapOf(12 to listOf(create("other"), create("t3"))))
            val failure =
                shouldThrow<OperationFailedException> {
                    migrator(database, failing) {
                            listener { if (it is StepStarted) started += it.step().revision().id() }
                        }
                        .upgrade()
                }
            failure.revision() shouldBe IDS[11]
            started shouldContainExactly IDS.take(12)
            done(database) shouldContainExactly IDS.take(11)
            database.query("select name from sqlite_schema where name in ('other', 't11')") shouldBe
                listOf("t11")
            migrator(database, revisions()).upgrade()
            done(database) shouldContainExactly IDS
        }

        test("a listener that throws stops the run before its revision") {
            val database = TestDatabase.SQLITE.fresh()
            shouldThrow<IllegalStateException> {
                migrator(database, revisions()) {
                        listener { if (it is StepStarted) check(it.number() != 9) }
                    }
                    .upgrade()
            }
            done(database) shouldContainExactly IDS.take(8)
        }
    })

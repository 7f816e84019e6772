package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Fix
import io.kmigrate.failure.MigrationException
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RenameColumn
import io.kmigrate.plan.Continuation
import io.kmigrate.plan.Continuation.DECIDE
import io.kmigrate.plan.Continuation.EDITED
import io.kmigrate.plan.Continuation.NO_SCRIPT
import io.kmigrate.plan.Continuation.RESUME
import io.kmigrate.revision.Guard
import io.kmigrate.revision.Migration
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.run.Resolution
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kmigrate.testing.sql
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/**
 * Every surface gives the same advice for an unfinished revision, and the advice can be followed.
 */
class ContinuationTest :
    FunSpec({
        TestDatabase.entries.forEach { kind ->
            STATES.forEach { state ->
                test("$kind: ${state.what}") {
                    val database = kind.fresh()
                    val stopped = migrator(database, listOf(state.script)) { stopAtSecond() }
                    shouldThrow<IllegalStateException> { stopped.upgrade() }
                    if (state.isInFlight) {
                        database.execute("update migrate_history set outcome = 'in-flight'")
                    }
                    state.meanwhile?.let(database::execute)
                    val other = migration("other", up = listOf(create("other")))
                    val now = migrator(database, listOfNotNull(state.now, other))

                    val found = now.status().unfinished().single()
                    withClue("$found") { found.continuation() shouldBe state.continuation }
                    found.isInFlight shouldBe state.isInFlight
                    advice(now).forEach { (surface, fix) ->
                        withClue(surface) { fix shouldBe found.fix() }
                    }
                    FOLLOWED.getValue(state.continuation)(now)
                    now.status().unfinished().shouldBeEmpty()
                }
            }
        }
    })

private class State(
    val what: String,
    val continuation: Continuation,
    val second: Operation,
    val isInFlight: Boolean = true,
    val meanwhile: String? = null,
    guard: Guard? = null,
    now: ((Migration) -> Migration?)? = null,
) {
    val script: Migration = parted(guard, create("one"), second, create("three"))
    val now: Migration? = if (now == null) script else now(script)
}

private fun parted(guard: Guard?, vararg up: Operation): Migration {
    val plain = migration("parted", transactional = false, up = up.toList())
    val located =
        plain.up().mapIndexed { place, operation ->
            if (guard != null && place == 1) ScriptOperation.of(operation.operation()).onlyIf(guard)
            else operation
        }
    return Migration(plain.revision(), plain.options(), located, plain.downgrade())
}

private val TEXT = sql("insert into one values (7, 'x')")
private val COLUMN = Column.of("more", ColumnType.IntegerType(32, false)).withNullable(true)

private val STATES =
    listOf(
        State("between two operations", RESUME, TEXT, isInFlight = false),
        State("a table in flight", RESUME, create("two")),
        State("a table in flight that is there", RESUME, create("two"), meanwhile = MADE),
        State(
            "a column in flight",
            RESUME,
            AddColumn(TableName.of("one"), COLUMN, null, false),
        ),
        State(
            "a column in flight whose old and new name are there",
            DECIDE,
            RenameColumn(TableName.of("one"), "name", "title"),
            meanwhile = "alter table one add title varchar(40)",
        ),
        State("SQL text in flight", DECIDE, TEXT),
        State("a data step in flight", DECIDE, code {}),
        State("SQL text that was edited before it began", RESUME, TEXT, isInFlight = false) {
            parted(null, create("one"), create("two"))
        },
        State("SQL text in flight that was edited", EDITED, TEXT) {
            parted(null, create("one"), create("two"), create("three"))
        },
        State("an operation that is done and was edited", EDITED, TEXT, isInFlight = false) {
            parted(null, create("uno"), TEXT, create("three"))
        },
        State("a revision without a script", NO_SCRIPT, TEXT) { null },
        State("a revision without a script, between two", NO_SCRIPT, TEXT, isInFlight = false) {
            null
        },
    )

private const val MADE = "create table two (id integer not null primary key, name varchar(40))"

/** By the surface that gives it. */
private fun advice(migrator: Migrator): Map<String, Fix?> {
    val inTheWay = shouldThrow<UnfinishedRevisionException> { migrator.upgrade("other") }
    val check = migrator.diagnose().checks().single { it.subject() == "state" }
    val report = migrator.report(0).status().unfinished().single()
    val behind = shouldThrow<MigrationException> { migrator.status().requireUpToDate() }
    val heads = shouldThrow<MigrationException> { migrator.status().requireHeads() }
    return mapOf(
        "another target" to inTheWay.problems().single().fix(),
        "doctor" to check.fix(),
        "report" to report.fix(),
        "requireUpToDate" to behind.problems().single().fix(),
        "requireHeads" to heads.problems().single().fix(),
    )
}

private val FOLLOWED =
    mapOf<Continuation, (Migrator) -> Unit>(
        RESUME to
            { migrator ->
                migrator.resume(InFlightDecision.ASK).revisions() shouldContainExactly
                    listOf("parted")
            },
        DECIDE to
            { migrator ->
                val fix = migrator.status().unfinished().single().fix()
                listOf({ migrator.resume(InFlightDecision.ASK) }, { migrator.upgrade("parted") })
                    .forEach { refused ->
                        val failure = shouldThrow<OperationInFlightException> { refused() }
                        failure.problems().single().fix() shouldBe fix
                        failure.operationNumber() shouldBe 2
                    }
                fix.command() shouldContain "operation 2"
                migrator.resume(InFlightDecision.SKIP).revisions() shouldContainExactly
                    listOf("parted")
            },
        EDITED to { migrator -> resolved(migrator, ErrorCode.UNFINISHED_EDITED) },
        NO_SCRIPT to { migrator -> resolved(migrator, ErrorCode.UNFINISHED_REVISION) },
    )

/** Neither continues; both are ended by saying so. */
private fun resolved(migrator: Migrator, refusal: ErrorCode) {
    val fix = migrator.status().unfinished().single().fix()
    val failure = shouldThrow<MigrationException> { migrator.resume(InFlightDecision.ASK) }
    failure.code() shouldBe refusal
    failure.problems().single().fix() shouldBe fix
    migrator.resolve("parted", Resolution.NOT_APPLIED, "by hand")
}

private fun MigratorBuilder.stopAtSecond() = listener { event ->
    if (event is ExecutionEvent.OperationStarted && event.number() == 2) error("stopped")
}

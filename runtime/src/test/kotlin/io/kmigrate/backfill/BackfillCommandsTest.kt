package io.kmigrate.backfill

import io.kmigrate.Migrator
import io.kmigrate.backfill.BackfillFixtures.heard
import io.kmigrate.backfill.BackfillFixtures.inBackground
import io.kmigrate.backfill.BackfillFixtures.migrator
import io.kmigrate.backfill.BackfillFixtures.numbered
import io.kmigrate.backfill.BackfillFixtures.numbers
import io.kmigrate.failure.MigrationException
import io.kmigrate.run.Backfills
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import javax.sql.DataSource

/** Each command on a backfill in each state: how it stands then, or why the command is refused. */
class BackfillCommandsTest :
    FunSpec({
        TABLE.trimIndent().lines().drop(1).forEach { line ->
            val cells = line.split("|").map { it.trim() }
            test("a backfill that is ${cells[0]}") {
                COMMANDS.keys.zip(cells.drop(1)).forEach { (command, expected) ->
                    withClue(command) { answer(cells[0], command) shouldBe expected }
                }
            }
        }
    })

private const val TABLE =
    """
    state       | run             | pause           | resume        | retry           | cancel
    waiting     | done            | paused by bob   | waiting       | waiting         | cancelled by bob
    interrupted | done            | paused by bob   | interrupted   | interrupted     | cancelled by bob
    running     | running         | paused by bob   | running       | 1 is run        | cancelled by bob
    paused      | 1 is paused     | paused by ann   | interrupted   | paused by ann   | cancelled by bob
    failed      | done            | paused by bob   | interrupted   | failed no room  | cancelled by bob
    done        | done            | 1 is done       | 1 is done     | done            | 1 is done
    cancelled   | 1 is cancelled  | 1 is cancelled  | interrupted   | 1 is cancelled  | cancelled by ann
    """

private val COMMANDS: Map<String, (Backfills) -> BackfillStatus> =
    mapOf(
        "run" to { it.run("grow", null).single() },
        "pause" to { it.pause("grow", "bob") },
        "resume" to { it.resume("grow") },
        "retry" to { it.retry("grow") },
        "cancel" to { it.cancel("grow", "bob") },
    )

private val GROW = migration("grow", up = listOf(inBackground()))

/** The state and its note; or the exit code, and the first words of the reason. */
private fun answer(state: String, command: String): String {
    val database = TestDatabase.H2.fresh()
    numbered(database, 2000)
    val migrator = migrator(database, GROW)
    migrator.upgrade()
    val act = COMMANDS.getValue(command)
    if (state == "running") return whileItRuns(database, act)
    bring(database, migrator, state)
    val said = said { act(migrator.backfills()) }
    // Nothing of it has been lost or done twice.
    if (said == "done") database.numbers() shouldBe mapOf("1" to 2000)
    return said
}

private fun bring(database: DataSource, migrator: Migrator, state: String) {
    if (state == "waiting") return
    shouldThrow<IllegalStateException> {
        migrator(database, GROW, heard { error("cut") }).backfills().run()
    }
    when (state) {
        "paused" -> migrator.backfills().pause("grow", "ann")
        "cancelled" -> migrator.backfills().cancel("grow", "ann")
        "done" -> migrator.backfills().run()
        "failed" ->
            database.execute("update migrate_backfill set state = 'failed', note = 'no room'")
    }
}

private fun whileItRuns(database: DataSource, act: (Backfills) -> BackfillStatus): String {
    var answer: String? = null
    val asking = heard {
        if (answer == null) answer = said { act(migrator(database, GROW).backfills()) }
    }
    migrator(database, GROW, asking).backfills().run()
    return answer!!
}

private fun said(act: () -> BackfillStatus): String =
    try {
        act().let { "${it.state().text()} ${it.note()}".trim() }
    } catch (refused: MigrationException) {
        val problem = refused.problems().single()
        val words = problem.message().removePrefix("backfill \"grow\" ").split(" ")
        "${problem.code().outcome().exitCode()} ${words.take(2).joinToString(" ")}".trimEnd(',')
    }

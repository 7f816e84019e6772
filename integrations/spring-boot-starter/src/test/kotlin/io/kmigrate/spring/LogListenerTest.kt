package io.kmigrate.spring

import ch.qos.logback.classic.Level
import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.read.ListAppender
import io.kmigrate.execution.ExecutionEvent
import io.kmigrate.execution.OnlineChoice
import io.kmigrate.operation.DropTable
import io.kmigrate.plan.Direction
import io.kmigrate.plan.Step
import io.kmigrate.revision.MigrationDigest
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.TableName
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeLessThan
import java.time.Duration
import org.slf4j.LoggerFactory

/** Names of other sessions and messages of databases are written by strangers. */
class LogListenerTest :
    FunSpec({
        val forged = "x\n2026-01-01 INFO all is well\u001b[2J\u202e" + "y".repeat(100_000)
        val step =
            Step(
                Revision("a1", listOf(), listOf(), listOf(), forged, "1.kts"),
                Direction.UP,
                listOf(),
                MigrationOptions.STANDARD,
                MigrationDigest("", "", listOf()),
                listOf(),
                listOf("a1"),
                false,
            )

        mapOf<String, ExecutionEvent>(
                "the holder of the lock" to ExecutionEvent.LockAwaited(forged),
                "a file" to ExecutionEvent.FileRead(step, forged, 1, 2),
                "a blocker" to ExecutionEvent.StatementBlocked(step, "select 1", listOf(forged)),
                "a reason" to ExecutionEvent.StepRetried(step, 1, Duration.ZERO, forged),
                "a table" to
                    ExecutionEvent.OnlineChosen(
                        step,
                        ScriptOperation.of(DropTable(TableName.of("t"), false)),
                        1,
                        OnlineChoice(true, forged),
                    ),
                "a message" to ExecutionEvent.StepFinished(step, Duration.ZERO),
            )
            .forEach { (what, event) ->
                test("$what makes one line of bounded length, and a terminal obeys none of it") {
                    val logger = LoggerFactory.getLogger(KmigrateInitializer::class.java) as Logger
                    // Spring silences the log between two applications, which other tests start.
                    logger.loggerContext.resetTurboFilterList()
                    logger.level = Level.INFO
                    val lines = ListAppender<ILoggingEvent>().apply { start() }
                    logger.addAppender(lines)
                    try {
                        LogListener().on("app", event)
                    } finally {
                        logger.detachAppender(lines)
                    }
                    val line = lines.list.single { it.level != Level.DEBUG }.formattedMessage
                    line.filter { it.isISOControl() || it == '\u202e' }.toList().shouldBeEmpty()
                    // Two texts of strangers, the revision's and the event's, of a thousand each.
                    line.length shouldBeLessThan 2_500
                }
            }
    })

package io.kmigrate.dialect

import io.kmigrate.operation.Limits
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.sql.SQLException
import java.time.Duration

/**
 * The statements that limit waits where no server is to be had: their text, as the vendors document
 * it.
 */
class VendorLimitsTest :
    FunSpec({
        fun marks(dialect: String, limits: Limits) =
            Dialects.named(dialect).script().limits(limits, true).let { it.before() to it.after() }

        val lock = Limits(Duration.ofMillis(1500), null)
        val statement = Limits(null, Duration.ofSeconds(5))

        test("SQL Server waits in milliseconds, and afterwards without a limit") {
            marks("sqlserver", lock) shouldBe
                (listOf("SET LOCK_TIMEOUT 1500") to listOf("SET LOCK_TIMEOUT -1"))
        }

        test("Oracle waits in whole seconds, rounded up, and not at all afterwards") {
            marks("oracle", lock) shouldBe
                (listOf("ALTER SESSION SET DDL_LOCK_TIMEOUT = 2") to
                    listOf("ALTER SESSION SET DDL_LOCK_TIMEOUT = 0"))
            marks("oracle", Limits(Duration.ofMillis(1), null)).first shouldBe
                listOf("ALTER SESSION SET DDL_LOCK_TIMEOUT = 1")
        }

        listOf("sqlserver" to "queryTimeout", "oracle" to "profile").forEach { (name, advice) ->
            test("$name limits no statement, and the fix names a way to do so") {
                marks(name, Limits.NONE) shouldBe (listOf<String>() to listOf())
                shouldThrow<UnsupportedOperationByDialectException> { marks(name, statement) }
                    .problems()
                    .single()
                    .fix()!!
                    .command() shouldContain advice
            }
        }

        test(
            "a wait that was too long and a deadlock may succeed later, and other failures do not"
        ) {
            fun isLock(dialect: String, code: Int) =
                Dialects.named(dialect)
                    .sessions()
                    .isLockFailure(SQLException("failed", "S0001", code))
            listOf(1222, 1205, 2714).map { isLock("sqlserver", it) } shouldBe
                listOf(true, true, false)
            listOf(54, 60, 4021, 955).map { isLock("oracle", it) } shouldBe
                listOf(true, true, true, false)
        }

        test("an existing object is told from a missing one") {
            fun exists(dialect: String, code: Int) =
                Dialects.named(dialect)
                    .sessions()
                    .isExistingObject(SQLException("failed", "S0001", code))
            listOf(2714, 1913, 208).map { exists("sqlserver", it) } shouldBe
                listOf(true, true, false)
            listOf(955, 942).map { exists("oracle", it) } shouldBe listOf(true, false)
            listOf(1050, 1061, 1304, 1359, 1146).map { exists("mysql", it) } shouldBe
                listOf(true, true, true, true, false)
        }
    })

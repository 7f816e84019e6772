package io.kmigrate.lock

import io.kmigrate.testing.TestH2
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.time.Duration

/** The wait alone; the locks of real databases are in the contract of each dialect. */
class LockWaitTest :
    FunSpec({
        val minute = Duration.ofMinutes(1)

        fun acquire(lock: MigrationLock, timeout: Duration): List<String?> {
            val awaited = mutableListOf<String?>()
            TestH2.freshDatabase().connection.use {
                LockWait.acquire(lock, it, timeout, awaited::add)
            }
            return awaited
        }

        test("a free lock is won at once, and no wait is reported") {
            val lock = ScriptedLock(wins = 1)
            acquire(lock, Duration.ZERO).shouldBeEmpty()
            lock.attempts shouldBe 1
        }

        test("the holder is named once during a wait") {
            val lock = ScriptedLock(wins = 3)
            acquire(lock, minute) shouldContainExactly listOf("pid 7")
            lock.attempts shouldBe 3
        }

        test("a lock that is won counts only once the connection is tied to it") {
            val lock = ScriptedLock(wins = 1, claims = 2)
            acquire(lock, minute) shouldContainExactly listOf("pid 7")
            lock.claimed shouldBe 2
        }

        test("a timeout of zero tries once, and the failure names the holder") {
            val lock = ScriptedLock(wins = Int.MAX_VALUE)
            shouldThrow<LockNotWonException> { acquire(lock, Duration.ZERO) }.holder() shouldBe
                "pid 7"
            lock.attempts shouldBe 1
        }

        test("an interrupted thread stops waiting and stays interrupted") {
            val lock = ScriptedLock(wins = Int.MAX_VALUE)
            var isInterrupted = false
            val waiting = Thread {
                runCatching { acquire(lock, minute) }
                isInterrupted = Thread.currentThread().isInterrupted
            }
            waiting.start()
            waiting.interrupt()
            waiting.join()
            isInterrupted shouldBe true
        }
    })

/**
 * Is won at attempt number [wins], and tied to the connection at attempt number [claims] after
 * that.
 */
private class ScriptedLock(private val wins: Int, private val claims: Int = 1) : MigrationLock {
    var attempts = 0
    var claimed = 0

    override fun tryAcquire(): Boolean = ++attempts >= wins

    override fun tryClaim(work: Connection): Boolean = ++claimed >= claims

    override fun holder(): String = "pid 7"

    override fun close() {}
}

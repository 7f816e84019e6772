package io.kmigrate.testing

import io.kotest.core.extensions.TestCaseExtension
import io.kotest.core.test.TestCase
import io.kotest.engine.TestAbortedException
import io.kotest.engine.test.TestResult
import java.util.concurrent.atomic.AtomicReference

/** Ends the test. It is skipped, and counted as such. */
fun skip(reason: String): Nothing {
    Skips.asked(reason)
    throw TestAbortedException(reason)
}

/** Ends a test that needs [what] where only fast tests are wanted (`-Pfast`). */
fun slowBecauseOf(what: String) {
    if (System.getProperty("fast").toBoolean()) skip("-Pfast: $what")
}

/**
 * A test that was to be skipped has not failed, whatever became of the exception: `shouldThrow` and
 * `forAll` take it for a failure of what they look at.
 */
object Skips : TestCaseExtension {
    /** Threads that a test starts share that of the test. */
    private val current = InheritableThreadLocal<AtomicReference<String?>>()

    fun asked(reason: String) {
        current.get()?.set(reason)
    }

    override suspend fun intercept(
        testCase: TestCase,
        execute: suspend (TestCase) -> TestResult,
    ): TestResult {
        val reason = AtomicReference<String?>()
        current.set(reason)
        val result = execute(testCase)
        val asked = reason.get()
        return if (asked != null && result.isErrorOrFailure) TestResult.Ignored(asked) else result
    }
}

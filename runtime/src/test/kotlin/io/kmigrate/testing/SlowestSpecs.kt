package io.kmigrate.testing

import io.kotest.core.listeners.AfterProjectListener
import io.kotest.core.listeners.FinalizeSpecListener
import io.kotest.core.listeners.PrepareSpecListener
import io.kotest.core.spec.Spec
import io.kotest.core.test.TestCase
import io.kotest.engine.test.TestResult
import java.util.concurrent.ConcurrentHashMap
import kotlin.reflect.KClass
import kotlin.time.Duration
import kotlin.time.DurationUnit
import kotlin.time.TimeSource

/** Prints at the end of a module's tests which specs took longest. */
object SlowestSpecs : PrepareSpecListener, FinalizeSpecListener, AfterProjectListener {
    private const val SHOWN = 10
    private val starts = ConcurrentHashMap<KClass<out Spec>, TimeSource.Monotonic.ValueTimeMark>()
    private val durations = ConcurrentHashMap<KClass<out Spec>, Duration>()

    override suspend fun prepareSpec(kclass: KClass<out Spec>) {
        starts[kclass] = TimeSource.Monotonic.markNow()
    }

    override suspend fun finalizeSpec(
        kclass: KClass<out Spec>,
        results: Map<TestCase, TestResult>,
    ) {
        starts[kclass]?.let { durations[kclass] = it.elapsedNow() }
    }

    override suspend fun afterProject() {
        val slowest = durations.entries.sortedByDescending { it.value }.take(SHOWN)
        println("The slowest of ${durations.size} specs, in seconds:")
        slowest.forEach { (spec, duration) ->
            println("%7.1f  %s".format(duration.toDouble(DurationUnit.SECONDS), spec.simpleName))
        }
    }
}

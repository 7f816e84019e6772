package io.kotest.provided

import io.kmigrate.testing.Skips
import io.kmigrate.testing.SlowestSpecs
import io.kotest.core.config.AbstractProjectConfig
import io.kotest.core.extensions.Extension
import io.kotest.engine.concurrency.SpecExecutionMode
import io.kotest.engine.coroutines.CoroutineDispatcherFactory
import io.kotest.engine.coroutines.ThreadPerSpecCoroutineContextFactory

/**
 * The tests of all modules. They wait for servers and processes most of the time, so several specs
 * run at once, each in a thread of its own; `-Dspecs.at.once=1` runs one after the other. A spec
 * that others disturb is annotated with `@Isolate`.
 */
class ProjectConfig : AbstractProjectConfig() {
    override val specExecutionMode: SpecExecutionMode =
        SpecExecutionMode.LimitedConcurrency(Integer.getInteger("specs.at.once", 1))

    override val coroutineDispatcherFactory: CoroutineDispatcherFactory =
        ThreadPerSpecCoroutineContextFactory

    override val extensions: List<Extension> = listOf(SlowestSpecs, Skips)
}

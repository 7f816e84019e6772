package io.kotest.provided

import io.kotest.core.config.AbstractProjectConfig
import io.kotest.engine.concurrency.SpecExecutionMode

/** Readmes wait for processes most of the time, so two are played at once. */
internal class ProjectConfig : AbstractProjectConfig() {
    override val specExecutionMode: SpecExecutionMode = SpecExecutionMode.LimitedConcurrency(2)
}

package io.kmigrate.cli.scenario

import java.nio.file.Path

/** A folder that commands run in, for one test at a time. */
class CommandFolder internal constructor(val path: Path, private val giveBack: () -> Unit) :
    AutoCloseable {
    override fun close() = giveBack()
}

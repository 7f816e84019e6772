package io.kmigrate.cli.output

import io.kmigrate.failure.Location
import io.kmigrate.lint.LintReport
import java.io.IOException
import java.nio.file.Path
import kotlin.io.path.readLines

/** Where findings stand in their scripts, with the line. */
internal class LintPlaces(private val folder: Path) {
    private val files = HashMap<String, List<String>>()

    /** Null for a revision without a script. */
    fun of(entry: LintReport.Entry): Location? {
        val place =
            entry.location() ?: entry.revision().path()?.let { Location.of(it) } ?: return null
        val line = lines(place.file).getOrNull(place.line - 1) ?: return place
        val column = line.indexOfFirst { !it.isWhitespace() } + 1
        return Location(place.file, place.line, column, line)
    }

    private fun lines(file: String): List<String> =
        files.getOrPut(file) {
            try {
                folder.resolve(file).readLines()
            } catch (_: IOException) {
                emptyList()
            }
        }
}

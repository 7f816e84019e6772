package io.kmigrate.cli.command

import com.google.gson.JsonArray
import com.google.gson.JsonObject
import com.google.gson.JsonParseException
import com.google.gson.JsonParser
import io.kmigrate.cli.message.LintMessages
import io.kmigrate.cli.output.Json
import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.NearNames
import io.kmigrate.file.WholeFile
import io.kmigrate.lint.LintReport
import io.kmigrate.lint.LintSettings
import io.kmigrate.message.LintMessages as RuleMessages
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.readText

/**
 * The findings that a project accepts as they are, by revision, rule and operation: a line that
 * moves changes none of them.
 */
internal class LintBaseline(private val file: Path) {
    private data class Accepted(val revision: String, val rule: String, val operation: String)

    /** What is left, once each accepted finding took one like it. */
    fun without(report: LintReport): LintReport {
        val left = read().groupingBy { it }.eachCount().toMutableMap()
        return report.filtered { entry ->
            val key = key(entry)
            val count = left[key] ?: 0
            if (count > 0) left[key] = count - 1
            count == 0
        }
    }

    /** Writes the findings of a report, and gives how many there are. */
    fun write(report: LintReport): Int {
        val accepted = report.entries().map(::key)
        val text =
            Json.text(
                mapOf(
                    "findings" to
                        accepted.map {
                            linkedMapOf(
                                "revision" to it.revision,
                                "rule" to it.rule,
                                "operation" to it.operation,
                            )
                        }
                )
            )
        try {
            WholeFile.replace(file, (text + "\n").toByteArray())
        } catch (failure: IOException) {
            throw MigrationException(LintMessages.baselineNotWritten(NAME, "$failure"), failure)
        }
        return accepted.size
    }

    private fun key(entry: LintReport.Entry) =
        Accepted(entry.revision().id(), entry.finding().code(), entry.operation())

    private fun read(): List<Accepted> {
        if (!Files.exists(file)) return emptyList()
        try {
            val text = file.readText()
            val findings = JsonParser.parseString(text).asJsonObject["findings"] as JsonArray
            return findings
                .map { accepted(it.asJsonObject) }
                .also { refuseUnknown(it.map(Accepted::rule), text) }
        } catch (failure: IOException) {
            throw MigrationException(LintMessages.baselineUnreadable(NAME), failure)
        } catch (failure: JsonParseException) {
            throw MigrationException(LintMessages.baselineUnreadable(NAME), failure)
        } catch (failure: IllegalStateException) {
            throw MigrationException(LintMessages.baselineUnreadable(NAME), failure)
        } catch (failure: NullPointerException) {
            throw MigrationException(LintMessages.baselineUnreadable(NAME), failure)
        } catch (failure: ClassCastException) {
            throw MigrationException(LintMessages.baselineUnreadable(NAME), failure)
        }
    }

    /** A code that no rule has would accept nothing, and no one would see why. */
    private fun refuseUnknown(rules: List<String>, text: String) {
        val known = LintSettings.codes()
        val problems =
            rules.distinct().minus(known).map {
                val near = NearNames.of(it, known).firstOrNull()
                val line = text.substringBefore("\"$it\"").count { sign -> sign == '\n' } + 1
                RuleMessages.unknownRule(it, near).at(Location.of(NAME, line))
            }
        if (problems.isNotEmpty()) throw MigrationException(problems, null)
    }

    private fun accepted(finding: JsonObject) =
        Accepted(
            finding["revision"].asString,
            finding["rule"].asString,
            finding["operation"].asString,
        )

    companion object {
        const val NAME = "lint-baseline.json"

        /** Beside `migrate.toml`. */
        fun beside(session: Session): LintBaseline {
            val folder = session.settings.file?.path?.parent ?: session.surroundings.folder
            return LintBaseline(folder.resolve(NAME))
        }
    }
}

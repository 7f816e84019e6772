package io.kmigrate.dsl.source

import io.kmigrate.dsl.message.TemplateMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.NearNames
import io.kmigrate.failure.Problem
import io.kmigrate.file.BoundedFile
import io.kmigrate.source.FileText
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * The form of new scripts: text with `{{placeholders}}`. The [PARTS] stand for whole lines, the
 * [VALUES] for text, as comments need it.
 *
 * @property file where it was read, as the user would type it; null for [STANDARD] and for texts
 */
@API(status = INTERNAL, since = "0.1")
public class ScriptTemplate
private constructor(private val lines: List<String>, internal val file: String?) {
    /** Whether its scripts contain a generated downgrade. */
    internal val hasDowngrade: Boolean
        get() = lines.any { PART.matchEntire(it)?.groupValues?.get(2) == "downgrade" }

    /** A part of which there is nothing goes with its line, and with an empty one above it. */
    internal fun fill(
        parts: Map<String, (indent: Int) -> List<String>>,
        values: Map<String, String>,
    ): String {
        val result = mutableListOf<String>()
        for (line in lines) {
            val part = PART.matchEntire(line)
            if (part == null) {
                result += PLACEHOLDER.replace(line) { values.getValue(it.groupValues[1]) }
                continue
            }
            val (indent, name) = part.destructured
            val text = parts.getValue(name)(indent.length)
            if (text.isEmpty() && result.lastOrNull()?.isBlank() == true) result.removeLast()
            result += text
        }
        return result.joinToString("\n").trimEnd() + "\n"
    }

    public companion object {
        /** The parts of a script; each takes a line of its own. */
        @JvmField
        public val PARTS: List<String> = listOf("header", "upgrade", "operations", "downgrade")

        /** The values of a script. */
        @JvmField
        public val VALUES: List<String> =
            listOf(
                "revision",
                "downRevision",
                "message",
                "branchLabels",
                "dependsOn",
                "date",
                "time",
                "year",
            )

        private val PLACEHOLDER = Regex("""\{\{\s*([^{}]*?)\s*}}""")
        private val PART = Regex("""(\s*)\{\{\s*(${PARTS.joinToString("|")})\s*}}\s*""")
        private val BODIES = listOf("upgrade", "operations")

        /** The form of scripts without a template. */
        @JvmField
        public val STANDARD: ScriptTemplate = parse("{{header}}\n\n{{upgrade}}\n\n{{downgrade}}\n")

        /**
         * @param file how messages name it, if it is one
         * @throws MigrationException with all that is wrong with it
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, file: String? = null): ScriptTemplate {
            val lines = text.removePrefix("\uFEFF").lines()
            val problems = lines.flatMapIndexed { index, line -> problems(line, index + 1, file) }
            val all = problems.ifEmpty { missing(lines, file) }
            if (all.isNotEmpty()) {
                throw MigrationException(all, null)
            }
            return ScriptTemplate(lines, file)
        }

        /**
         * @param shown how messages name the file
         * @throws MigrationException also when it cannot be read
         */
        @JvmStatic
        @JvmOverloads
        public fun read(file: Path, shown: String = file.toString()): ScriptTemplate =
            try {
                val read = FileText.of(BoundedFile.read(file, BoundedFile.LARGEST_TEXT))
                if (read.flaw() != null) throw TemplateMessages.notUtf8(shown).exception()
                parse(read.text(), shown)
            } catch (failure: IOException) {
                val problem =
                    if (Files.exists(file))
                        TemplateMessages.unreadable(shown, BoundedFile.reason(failure))
                    else TemplateMessages.missing(shown)
                throw MigrationException(problem, failure)
            }

        private fun problems(line: String, number: Int, file: String?): List<Problem> =
            PLACEHOLDER.findAll(line)
                .mapNotNull { match ->
                    val name = match.groupValues[1]
                    when (name) {
                        in VALUES -> null
                        in PARTS ->
                            TemplateMessages.sharedLine(name, file, number).takeUnless {
                                PART.matches(line)
                            }
                        else -> unknown(name, file, number)
                    }
                }
                .toList()

        private fun unknown(name: String, file: String?, number: Int): Problem {
            val known = PARTS + VALUES
            val near = NearNames.of(name, known).firstOrNull()
            return TemplateMessages.unknown(name, near, known, file, number)
        }

        private fun missing(lines: List<String>, file: String?): List<Problem> {
            val parts = lines.mapNotNull { PART.matchEntire(it)?.groupValues?.get(2) }
            val twice = parts.groupingBy { it }.eachCount().filterValues { it > 1 }.keys
            return buildList {
                if ("header" !in parts) {
                    add(TemplateMessages.noHeader(file))
                }
                val bodies = BODIES.filter { it in parts }
                if (bodies.isEmpty()) {
                    add(TemplateMessages.noUpgrade(file))
                }
                if (bodies.size > 1) {
                    add(TemplateMessages.twoBodies(file))
                }
                twice.mapTo(this) { TemplateMessages.repeated(it, file) }
            }
        }
    }
}

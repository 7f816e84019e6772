package io.kmigrate.dsl.source

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.Location
import io.kmigrate.failure.MigrationException
import io.kmigrate.failure.NearNames
import io.kmigrate.failure.Problem
import java.io.IOException
import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.Path

/** A script template cannot be read, or says what none can. */
public class ScriptTemplateException
internal constructor(problems: List<Problem>, cause: Throwable? = null) :
    MigrationException(problems, cause)

/**
 * What new scripts look like: text with `{{placeholders}}`. The [PARTS] stand for whole lines, the
 * [VALUES] for text, as comments need it.
 *
 * @property file where it was read, as the user would type it; null for [STANDARD] and for texts
 */
public class ScriptTemplate
private constructor(private val lines: List<String>, internal val file: String?) {
    /** Whether its scripts say how they are undone; others leave that to their own words. */
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
        /** What a script is made of; each takes a line of its own. */
        @JvmField
        public val PARTS: List<String> = listOf("header", "upgrade", "operations", "downgrade")

        /** What is known of a script. */
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

        /** What scripts look like where nobody says otherwise. */
        @JvmField
        public val STANDARD: ScriptTemplate = parse("{{header}}\n\n{{upgrade}}\n\n{{downgrade}}\n")

        /**
         * @param file how messages name it, if it is one
         * @throws ScriptTemplateException with all that is wrong with it
         */
        @JvmStatic
        @JvmOverloads
        public fun parse(text: String, file: String? = null): ScriptTemplate {
            val lines = text.removePrefix("\uFEFF").lines()
            val problems = lines.flatMapIndexed { index, line -> problems(line, index + 1, file) }
            val all = problems.ifEmpty { missing(lines, file) }
            if (all.isNotEmpty()) {
                throw ScriptTemplateException(all)
            }
            return ScriptTemplate(lines, file)
        }

        /**
         * @param shown how messages name the file
         * @throws ScriptTemplateException also when it cannot be read
         */
        @JvmStatic
        @JvmOverloads
        public fun read(file: Path, shown: String = file.toString()): ScriptTemplate =
            try {
                parse(Files.readString(file), shown)
            } catch (failure: CharacterCodingException) {
                throw unreadable("is not UTF-8 text", shown, failure)
            } catch (failure: IOException) {
                val isThere = Files.exists(file)
                throw unreadable(
                    if (isThere) "cannot be read: $failure" else "is not there",
                    shown,
                    failure,
                )
            }

        private fun unreadable(what: String, shown: String, cause: IOException) =
            ScriptTemplateException(
                listOf(
                    problem(
                        "the script template $what",
                        shown,
                        0,
                        "correct script_template, or the file",
                    )
                ),
                cause,
            )

        private fun problems(line: String, number: Int, file: String?): List<Problem> =
            PLACEHOLDER.findAll(line)
                .mapNotNull { match ->
                    val name = match.groupValues[1]
                    when (name) {
                        in VALUES -> null
                        in PARTS ->
                            problem(
                                    "{{$name}} shares its line",
                                    file,
                                    number,
                                    "put it on a line of its own: it stands for whole lines",
                                )
                                .takeUnless { PART.matches(line) }
                        else -> unknown(name, file, number)
                    }
                }
                .toList()

        private fun unknown(name: String, file: String?, number: Int): Problem {
            val near = NearNames.of(name, PARTS + VALUES).firstOrNull()
            return problem(
                "a script template knows no {{$name}}",
                file,
                number,
                if (near != null) "did you mean {{$near}}?"
                else "known are ${(PARTS + VALUES).joinToString(" ") { "{{$it}}" }}",
            )
        }

        private fun missing(lines: List<String>, file: String?): List<Problem> {
            val parts = lines.mapNotNull { PART.matchEntire(it)?.groupValues?.get(2) }
            val twice = parts.groupingBy { it }.eachCount().filterValues { it > 1 }.keys
            return buildList {
                if ("header" !in parts) {
                    add(problem("a script template needs {{header}}", file, 0, ADD_HEADER))
                }
                val bodies = BODIES.filter { it in parts }
                if (bodies.isEmpty()) {
                    add(problem("a script template needs {{upgrade}}", file, 0, ADD_BODY))
                }
                if (bodies.size > 1) {
                    add(
                        problem(
                            "{{operations}} are what {{upgrade}} holds already",
                            file,
                            0,
                            "leave one of them out",
                        )
                    )
                }
                twice.forEach {
                    add(problem("{{$it}} is there twice", file, 0, "leave one of them out"))
                }
            }
        }

        private const val ADD_HEADER =
            "add a line {{header}}: it becomes revision, downRevision and the like"
        private const val ADD_BODY =
            "add a line {{upgrade}}, or {{operations}} in a block upgrade { } of your own"

        private fun problem(message: String, file: String?, line: Int, fix: String) =
            Problem(ErrorCode.SCRIPT_TEMPLATE, message, file?.let { Location.of(it, line) }, fix)
    }
}

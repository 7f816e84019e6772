package io.kmigrate.cli.scenario

/**
 * Commands with their exact output, and the files they work on, in one text:
 * ```
 * // what this is about
 * $ migrate current
 * what it prints
 * 2> what it prints on standard error
 * [exit 1]
 *
 * -- migrations/a.migration.kts --
 * revision = "a"
 * ```
 */
class Scenario(private val steps: List<Step>, val files: Map<String, String>) {
    /** Comments and one command. */
    class Step(val comments: List<String>, val command: String)

    class Result(val stdout: String, val stderr: String, val exitCode: Int)

    /** The text this scenario should have, given what its commands do when [run]. */
    fun play(run: (String) -> Result): String =
        steps.joinToString("\n") { step ->
            (step.comments + ("$ " + step.command) + lines(run(step.command))).joinToString(
                "\n",
                postfix = "\n",
            )
        } + files.entries.joinToString("") { (path, text) -> "\n-- $path --\n${text.trimEnd()}\n" }

    private fun lines(result: Result): List<String> =
        text(result.stdout) +
            text(result.stderr).map { "2> $it".trimEnd() } +
            if (result.exitCode == 0) emptyList() else listOf("[exit ${result.exitCode}]")

    private fun text(output: String): List<String> =
        if (output.isEmpty()) emptyList()
        else output.removeSuffix("\n").lines().map { it.trimEnd() }

    companion object {
        private val FILE = Regex("-- (\\S+) --")

        fun parse(text: String): Scenario {
            val lines = text.lines()
            val start =
                lines.indexOfFirst { FILE.matches(it) }.let { if (it < 0) lines.size else it }
            return Scenario(steps(lines.take(start)), files(lines.drop(start)))
        }

        private fun steps(lines: List<String>): List<Step> {
            val steps = ArrayList<Step>()
            var comments = ArrayList<String>()
            for (line in lines) {
                if (line.startsWith("// ")) {
                    comments += line
                } else if (line.startsWith("$ ")) {
                    steps += Step(comments, line.removePrefix("$ "))
                    comments = ArrayList()
                } else {
                    // Output may hold such lines, too; a comment stands right above its command.
                    comments.clear()
                }
            }
            return steps
        }

        private fun files(lines: List<String>): Map<String, String> {
            val files = LinkedHashMap<String, StringBuilder>()
            for (line in lines) {
                val name = FILE.matchEntire(line)?.groupValues?.get(1)
                if (name != null) {
                    files[name] = StringBuilder()
                } else {
                    files.values.last().append(line).append('\n')
                }
            }
            return files.mapValues { it.value.toString().trimEnd() + "\n" }
        }
    }
}

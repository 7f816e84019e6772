package io.kmigrate.cli.scenario

import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readLines
import kotlin.io.path.writeText

/**
 * A Markdown page that can be followed line by line. What is played:
 * - `console` blocks: each line that begins with `$ ` is run, the lines below it are what it prints
 *   on both streams, and `[exit 1]` below them how it ended when it failed;
 * - other blocks under a paragraph that ends with `` `x` becomes:`` or `` `x` is:`` are written to
 *   that file; under one that ends with ``the rest of `x` becomes:`` they replace all below the
 *   line that begins with `message`, so that a page need not know a made-up revision id. The name
 *   may hold one `*`.
 *
 * Commands in blocks of other languages, such as the steps of a build server, are run in their
 * place and must succeed; [Shell.commandsIn] finds them. All else is prose, such as blocks in `sh`,
 * which a reader may need and a test cannot run.
 *
 * Revision ids are made up anew each time: an id that first shows up where the page has another one
 * is that one from there on.
 */
class Readme private constructor(private val parts: List<Part>) {
    private sealed interface Part

    private class Prose(val lines: List<String>) : Part

    private class Console(val commands: List<Command>) : Part

    private class Command(val lines: List<String>, val output: List<String>)

    /** @property file that the lines are written to; null for none */
    private class Block(val language: String, val file: Target?, val lines: List<String>) : Part

    private class Target(val name: String, val isRest: Boolean)

    /** Where commands run. */
    interface Shell {
        /** Runs a command; what it prints on either stream comes as its standard output. */
        fun run(command: String): Scenario.Result

        /** The commands that a block of [language] has. */
        fun commandsIn(language: String, text: String): List<String>

        /** Text without what differs from run to run. */
        fun plain(text: String): String
    }

    /** The text this page should have, given what its commands do. */
    fun play(place: Path, shell: Shell): String {
        val ids = RevisionIds.of(place)
        return parts
            .flatMap { part ->
                when (part) {
                    is Prose -> part.lines
                    is Block -> part.lines.also { follow(part, place, shell, ids) }
                    is Console -> console(part.commands, shell, ids)
                }
            }
            .joinToString("\n")
    }

    private fun follow(block: Block, place: Path, shell: Shell, ids: RevisionIds) {
        block.file?.let { write(it, block.lines, place, ids) }
        for (command in shell.commandsIn(block.language, block.lines.joinToString("\n"))) {
            val result = shell.run(ids.real(command))
            check(result.exitCode == 0) {
                "`$command` of a block in ${block.language}: ${result.exitCode}\n${result.stdout}"
            }
        }
    }

    /** What is printed has an empty line below it, before the next command. */
    private fun console(commands: List<Command>, shell: Shell, ids: RevisionIds): List<String> =
        commands.flatMapIndexed { index, command ->
            val output = output(command, shell, ids)
            val isLast = index == commands.lastIndex
            command.lines + output + if (isLast || output.isEmpty()) emptyList() else listOf("")
        }

    private fun output(command: Command, shell: Shell, ids: RevisionIds): List<String> {
        val text = command.lines.joinToString("\n").removePrefix(PROMPT)
        val result = shell.run(ids.real(text))
        val printed = result.stdout.trim('\n')
        val lines = if (printed.isEmpty()) emptyList() else printed.lines().map { it.trimEnd() }
        val end = if (result.exitCode == 0) emptyList() else listOf("[exit ${result.exitCode}]")
        val shown = ids.shown(lines + end, command.output)
        return if (shell.masked(shown) == shell.masked(command.output)) command.output else shown
    }

    private fun Shell.masked(lines: List<String>): String =
        plain(lines.joinToString("\n")).replace(DATE, "<date>-")

    private fun write(target: Target, lines: List<String>, place: Path, ids: RevisionIds) {
        val file = find(place, ids.real(target.name))
        ids.know(lines)
        val text = lines.map(ids::real)
        val kept =
            if (!target.isRest) emptyList()
            else
                file.readLines().let { old ->
                    old.take(old.indexOfFirst { it.startsWith("message = ") } + 1) + ""
                }
        Files.createDirectories(file.parent)
        file.writeText((kept + text).joinToString("\n", postfix = "\n"))
    }

    private fun find(place: Path, name: String): Path {
        val path = place.resolve(name)
        return if ('*' in name) path.parent.listDirectoryEntries(path.fileName.toString()).single()
        else path
    }

    companion object {
        private const val PROMPT = "$ "
        private val FENCE = Regex("```(\\w*)")
        private val EDIT = Regex("(.*)`([^`]+)`(?: becomes| is|, which is):")
        private val DATE = Regex("\\d{4}_\\d\\d_\\d\\d_\\d{4}-")

        fun parse(text: String): Readme {
            val parts = ArrayList<Part>()
            val paragraph = ArrayList<String>()
            val lines = ArrayDeque(text.lines())
            while (lines.isNotEmpty()) {
                val line = lines.removeFirst()
                parts += Prose(listOf(line))
                val language = FENCE.matchEntire(line)?.groupValues?.get(1)
                if (language == null) {
                    if (line.isNotBlank()) paragraph += line
                    else if (lines.firstOrNull()?.startsWith("```") != true) paragraph.clear()
                    continue
                }
                val block = lines.takeWhile { it != "```" }
                repeat(block.size + 1) { if (lines.isNotEmpty()) lines.removeFirst() }
                parts += block(language, paragraph, block)
                parts += Prose(listOf("```"))
                paragraph.clear()
            }
            return Readme(parts)
        }

        private fun block(language: String, above: List<String>, lines: List<String>): Part {
            if (language == "console") return Console(commands(lines))
            val file =
                EDIT.matchEntire(above.joinToString(" "))?.destructured?.let { (words, name) ->
                    Target(name, words.trimEnd().endsWith("rest of", ignoreCase = true))
                }
            return Block(language, file, lines)
        }

        private fun commands(block: List<String>): List<Command> {
            val starts = block.indices.filter { block[it].startsWith(PROMPT) }
            require(starts.firstOrNull() == 0) { "a console block begins with a command: $block" }
            return starts.mapIndexed { index, start ->
                val all = block.subList(start, starts.getOrElse(index + 1) { block.size })
                val end = all.indexOfFirst { !it.endsWith("\\") } + 1
                Command(all.take(end), all.drop(end).dropLastWhile { it.isEmpty() })
            }
        }
    }
}

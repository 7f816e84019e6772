package io.kmigrate.cli.output

import io.kmigrate.cli.ProcessContext

/**
 * What lines are drawn with.
 *
 * @property join where a lane ends in another, `middle` where one more follows
 * @property more stands for lanes that are not drawn
 * @property fork where a lane begins beside another
 */
internal class Strokes(
    val node: Char,
    val lastNode: Char,
    val lane: Char,
    val dotted: Char,
    val tee: Char,
    val dash: Char,
    val cross: Char,
    val join: Char,
    val joinMiddle: Char,
    val fork: Char,
    val forkMiddle: Char,
    val more: Char,
) {
    companion object {
        val UNICODE = Strokes('●', '○', '│', '┊', '├', '─', '┼', '╯', '┴', '╮', '┬', '…')
        val ASCII = Strokes('*', 'o', '|', ':', '|', '-', '+', '/', '+', '\\', '+', '~')

        fun of(surroundings: ProcessContext): Strokes =
            if (surroundings.hasUnicode) UNICODE else ASCII
    }
}

package io.kmigrate.cli

import io.kmigrate.failure.Location
import io.kmigrate.revision.Revision

/**
 * A script that ends the process. Its thread waits for the shutdown meanwhile; a signal, which ends
 * the process, too, has no such thread.
 *
 * @property place the line of the script; null where it is not known
 */
internal class ExitCall(val place: Location?) {
    companion object {
        private const val SCRIPT = ".kts"

        /**
         * The call of `System.exit` that runs now; null when there is none.
         *
         * @param running the revision that runs: a stack knows scripts by other names
         */
        fun find(running: Revision?): ExitCall? =
            Thread.getAllStackTraces()
                .values
                .firstOrNull { frames -> frames.any(::isExit) }
                ?.let { ExitCall(place(it, running)) }

        private fun isExit(frame: StackTraceElement) =
            frame.className == "java.lang.Runtime" && frame.methodName == "exit"

        private fun place(frames: Array<StackTraceElement>, running: Revision?): Location? {
            val path = running?.path() ?: return null
            val frame = frames.firstOrNull { it.fileName.orEmpty().endsWith(SCRIPT) }
            return if (frame == null) Location.of(path) else Location.of(path, frame.lineNumber)
        }
    }
}

package io.kmigrate.cli

import io.kmigrate.failure.Location
import io.kmigrate.revision.Revision

/**
 * Code of a script that runs now, as the stacks of the threads tell.
 *
 * @property place the line of the script; null where it is not known
 */
internal class ScriptCode private constructor(val place: Location?) {
    companion object {
        private const val SCRIPT = ".kts"
        private const val MIGRATION = ".migration$SCRIPT"

        /**
         * The call of `System.exit` that runs now; null when there is none. Its thread waits for
         * the shutdown meanwhile; a signal, which ends the process, too, has no such thread.
         *
         * @param running the revision that runs: a stack knows scripts by other names
         */
        fun exiting(running: Revision?): ScriptCode? = find(running) { it.any(::isExit) }

        /** What a step or a hook does by itself; null while a statement of a run is at work. */
        fun running(running: Revision?): ScriptCode? = find(running) { it.any(::isScript) }

        private fun find(
            running: Revision?,
            isMeant: (Array<StackTraceElement>) -> Boolean,
        ): ScriptCode? =
            Thread.getAllStackTraces().values.firstOrNull(isMeant)?.let {
                ScriptCode(place(it, running))
            }

        private fun isExit(frame: StackTraceElement) =
            frame.className == "java.lang.Runtime" && frame.methodName == "exit"

        private fun isScript(frame: StackTraceElement) = frame.fileName.orEmpty().endsWith(SCRIPT)

        private fun place(frames: Array<StackTraceElement>, running: Revision?): Location? {
            val path = running?.path() ?: return null
            val frame = frames.firstOrNull(::isScript) ?: return Location.of(path)
            // A hook of `env.kts` runs for the revision, and its lines are not the script's.
            val isRevision = frame.fileName.orEmpty().endsWith(MIGRATION)
            return if (isRevision) Location.of(path, frame.lineNumber) else null
        }
    }
}

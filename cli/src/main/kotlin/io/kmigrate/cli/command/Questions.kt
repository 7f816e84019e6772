package io.kmigrate.cli.command

/** Asks whoever sits at the terminal. */
internal class Questions(private val session: Session) {
    /** False in a pipe, for a program, or where nothing but data is wanted. */
    val canAsk: Boolean
        get() {
            val mode = session.output.mode
            val surroundings = session.surroundings
            return surroundings.stdinIsTerminal &&
                surroundings.stderrIsTerminal &&
                !mode.json &&
                !mode.quiet
        }

    /** An empty answer is no; so is the end of input. Anything else is asked again. */
    fun yes(question: String): Boolean {
        while (true) {
            session.surroundings.stderr.print("$question [y/N] ")
            session.surroundings.stderr.flush()
            when (session.surroundings.readLine()?.trim()?.lowercase()) {
                "y",
                "yes" -> return true
                null,
                "",
                "n",
                "no" -> return false
            }
        }
    }
}

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

    private val screen
        get() = session.surroundings.stderr

    /** What a question is about. */
    fun tell(line: String) = screen.println(line)

    /** An empty answer is no; so is the end of input. Anything else is asked again. */
    fun yes(question: String): Boolean {
        while (true) {
            screen.print("$question ${session.output.paint.faint("[y/N]")} ")
            screen.flush()
            when (session.surroundings.readLine()?.trim()?.lowercase()) {
                "y",
                "yes" -> return true
                "",
                "n",
                "no" -> return false
                null -> {
                    screen.println()
                    return false
                }
            }
            tell("Answer y for yes, or n for no.")
        }
    }
}

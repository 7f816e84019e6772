package io.kmigrate.cli

/**
 * The arguments that the launcher took out of the process title, as they may hold a password. It
 * hands them over in variables and leaves the variable's name behind an `@`.
 */
internal class HiddenArguments(private val variables: Map<String, String>) {
    /** An argument that only looks so is left as it is. */
    fun restored(arguments: List<String>): List<String> = arguments.map { argument ->
        variables[argument.removePrefix("@")].takeIf { argument.startsWith(NAME) } ?: argument
    }

    companion object {
        private const val NAME = "@KMIGRATE_ARGUMENT_"

        /**
         * Programs that we start need none of the arguments, and what they start does not either.
         */
        fun ProcessBuilder.withoutArgumentsOfOurs(): ProcessBuilder = apply {
            environment().keys.removeIf { it.startsWith(NAME.removePrefix("@")) }
        }
    }
}

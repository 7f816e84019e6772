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

    private companion object {
        const val NAME = "@KMIGRATE_ARGUMENT_"
    }
}

package io.kmigrate.cli.command

/**
 * What `migrate init` can write.
 *
 * @property folders made beside the configuration
 */
internal enum class Template(val summary: String, val folders: List<String>) {
    PLAIN("one database, scripts in migrations", listOf("migrations")),
    DATABASES(
        "several databases, each with its own scripts, chosen with -n",
        listOf("migrations/main", "migrations/reporting"),
    ),
    MODULE(
        "a Gradle or Maven module, scripts in src/main/migrations",
        listOf("src/main/migrations"),
    );

    val id: String = name.lowercase()

    /** The configuration it begins with. */
    fun text(): String = resource("template/$id.toml")

    companion object {
        /** A file that is part of the command. */
        fun resource(name: String): String =
            Template::class.java.getResourceAsStream(name).use { resource ->
                String(requireNotNull(resource).readAllBytes(), Charsets.UTF_8)
            }

        fun named(id: String): Template? = entries.find { it.id == id }
    }
}

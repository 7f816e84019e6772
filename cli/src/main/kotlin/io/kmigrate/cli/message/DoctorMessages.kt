package io.kmigrate.cli.message

/** What the command finds on this machine and in the project. */
internal object DoctorMessages {
    fun java(): String =
        "${System.getProperty("java.version")} of ${System.getProperty("java.vendor")}, ${System.getProperty("java.home")}"

    fun compiler(kotlin: String): String = "Kotlin $kotlin"

    fun ownCache(): String =
        "set MIGRATE_CACHE to a folder that you alone can write, or scripts are compiled each time"

    fun noFile(): String = "there is no migrate.toml in this folder"

    fun initialize(): String =
        "write one with `migrate init`, or change to the folder of the project"

    fun scripts(count: Int, heads: List<String>): String =
        when {
            count == 0 -> "none yet"
            heads.size > 1 ->
                "${counted(count)} with ${heads.size} heads: ${heads.joinToString(", ")}"
            else -> "${counted(count)}, the head is ${heads.single()}"
        }

    private fun counted(count: Int) = if (count == 1) "1 revision" else "$count revisions"

    /** @param count problems beside the one that is shown */
    fun more(count: Int): String = if (count == 0) "" else ", and $count more"

    fun merge(): String = "join the heads with `migrate merge heads -m \"…\"`"

    fun noUrl(): String = "no database is named"

    fun setUrl(): String = "set url in migrate.toml, or give --url"

    fun summary(failed: Int): String =
        when (failed) {
            0 -> "Ready to migrate."
            1 -> "1 check failed."
            else -> "$failed checks failed."
        }
}

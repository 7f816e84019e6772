package io.kmigrate.cli.config

import java.nio.file.Path

/** A database file that the configuration names is looked for beside the configuration. */
internal object RelativeUrl {
    private val FILE_URL = Regex("""(jdbc:sqlite:|sqlite:///|sqlite:)(?!/|:|file:)([^?]+)(.*)""")

    fun resolve(url: String, folder: Path): String {
        val match = FILE_URL.matchEntire(url) ?: return url
        val (_, file, parameters) = match.destructured
        return "jdbc:sqlite:" + folder.resolve(file).normalize() + parameters
    }
}

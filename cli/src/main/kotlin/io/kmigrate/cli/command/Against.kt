package io.kmigrate.cli.command

import com.github.ajalt.clikt.core.ParameterHolder
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.compare.Comparison
import io.kmigrate.diff.ObjectFilter

/** What the model is compared with: the database, the history that the scripts tell, or a URL. */
internal class Against(val word: String) {
    private val isUrl = ':' in word

    /** As a sentence names it. */
    val what: String
        get() = if (word == HISTORY) "history" else "database"

    /** The database that a URL names comes before all others. */
    fun settings(): Map<String, Setting> =
        if (isUrl) mapOf("url" to Setting(word, "--against")) else emptyMap()

    /** Whether it is a database. */
    val isDatabase: Boolean
        get() = word == DATABASE || isUrl

    fun compare(session: Session): Comparison =
        when {
            word == HISTORY -> session.migrator.compareWithHistory(ObjectFilter.all())
            word == DATABASE || isUrl -> session.migrator.compareWithDatabase(ObjectFilter.all())
            else -> throw UsageMessages.against(word).exception()
        }

    companion object {
        const val DATABASE = "database"
        const val HISTORY = "history"
    }
}

/** `--against`; null when it is not given. */
internal fun ParameterHolder.againstOption(byDefault: String) =
    option(
        "--against",
        metavar = "WHAT",
        help =
            "Compare the model with database, history (the scripts, without a database), or a URL. " +
                "Default: $byDefault.",
    )

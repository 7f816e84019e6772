package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.diff.Rename
import io.kmigrate.schema.TableName

/** How a script is made from a comparison. */
internal class AutogenerateOptions : OptionGroup() {
    val autogenerate by
        option("--autogenerate", help = "Write what makes the database follow the model.").flag()
    private val against by againstOption(Against.DATABASE)
    private val rename by
        option(
                "--rename",
                metavar = "OLD=NEW",
                help =
                    "What was renamed: users.mail=email for a column, users=accounts for a table; may be repeated.",
            )
            .multiple()
    val noRenames by
        option(
                "--no-renames",
                help = "What looks like a rename is none: drop the old and add the new.",
            )
            .flag()
    val allowDestructive by
        option("--allow-destructive", help = "Write what may lose data, without asking.").flag()
    val allowEmpty by
        option("--allow-empty", help = "Write a script even when there is nothing to do.").flag()
    val fromDatabase by
        option(
                "--from-database",
                help = "Write the first revision from the tables that the database has.",
            )
            .flag()
    val stamp by
        option("--stamp", help = "With --from-database: say that the database is at it.").flag()

    val target: Against
        get() = Against(against ?: Against.DATABASE)

    fun settings(): Map<String, Setting> = target.settings()

    /** A name before the sign may hold dots: the first belongs to the table, or to its schema. */
    val renames: List<Rename>
        get() = rename.map(::parse)

    private fun parse(text: String): Rename {
        val old = text.substringBefore('=').split('.')
        val new = text.substringAfter('=', "")
        if (new.isEmpty() || old.any { it.isEmpty() } || old.size > 2 + 1) {
            throw Conflict.usage(
                "--rename cannot be \"$text\"",
                "write --rename users.mail=email, or --rename users=accounts for a table",
            )
        }
        return when (old.size) {
            1 -> Rename(TableName.of(old[0]), null, new)
            2 -> Rename(TableName.of(old[0]), old[1], new)
            else -> Rename(TableName(old[0], old[1]), old[2], new)
        }
    }

    /** An option that could not be honoured is refused. */
    fun refuseUnused() {
        rename.forEach(::parse)
        val only =
            mapOf(
                "--against" to (against != null),
                "--rename" to rename.isNotEmpty(),
                "--no-renames" to noRenames,
            )
        val all =
            only +
                mapOf(
                    "--allow-destructive" to allowDestructive,
                    "--allow-empty" to allowEmpty,
                    "--from-database" to fromDatabase,
                )
        if (!autogenerate) {
            requireWith("--autogenerate", all + ("--stamp" to stamp))
        } else if (fromDatabase) {
            Conflict.refuse("--from-database", only)
        } else {
            requireWith("--from-database", mapOf("--stamp" to stamp))
        }
    }

    private fun requireWith(needed: String, options: Map<String, Boolean>) {
        options
            .filterValues { it }
            .keys
            .firstOrNull()
            ?.let {
                throw Conflict.usage("$it needs $needed", "add $needed, or leave it out")
            }
    }
}

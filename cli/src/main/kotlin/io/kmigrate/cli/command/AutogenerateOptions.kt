package io.kmigrate.cli.command

import com.github.ajalt.clikt.parameters.groups.OptionGroup
import com.github.ajalt.clikt.parameters.options.flag
import com.github.ajalt.clikt.parameters.options.multiple
import com.github.ajalt.clikt.parameters.options.option
import io.kmigrate.cli.config.Setting
import io.kmigrate.cli.message.UsageMessages
import io.kmigrate.diff.Rename
import io.kmigrate.schema.TableName

/** How a script is made from a comparison. */
internal class AutogenerateOptions : OptionGroup() {
    val autogenerate by
        option(
                "--autogenerate",
                help = "Generate the changes that make the database match the model.",
            )
            .flag()
    private val against by againstOption(Against.DATABASE)
    private val rename by
        option(
                "--rename",
                metavar = "OLD=NEW",
                help =
                    "Treat OLD as renamed: users.mail=email for a column, users=accounts for a table, users=billing.users for a move to a schema; may be repeated.",
            )
            .multiple()
    val noRenames by
        option(
                "--no-renames",
                help = "Treat no change as a rename: drop the old and add the new.",
            )
            .flag()
    val allowDestructive by
        option("--allow-destructive", help = "Write changes that may lose data, without asking.")
            .flag()
    val allowEmpty by
        option("--allow-empty", help = "Write a script even if there are no changes.").flag()
    val fromDatabase by
        option(
                "--from-database",
                help = "Write a baseline: a first revision from the tables of the database.",
            )
            .flag()
    val stamp by
        option(
                "--stamp",
                help = "With --from-database: also stamp the database with the new revision.",
            )
            .flag()

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
            throw UsageMessages.rename(text).exception()
        }
        return move(old, new)
            ?: when (old.size) {
                1 -> Rename(TableName.of(old[0]), null, new)
                2 -> Rename(TableName.of(old[0]), old[1], new)
                else -> Rename(TableName(old[0], old[1]), old[2], new)
            }
    }

    /** `seats=venue.seats` and `venue.seats=seats` name a schema on one side. */
    private fun move(old: List<String>, new: String): Rename? {
        val target = new.split('.')
        val name = old.last()
        return when {
            target.any { it.isEmpty() } || old.size > 2 -> null
            target.size == 2 ->
                Rename(TableName(old.dropLast(1).firstOrNull(), name), null, target[1], target[0])
            target.size == 1 && old.size == 2 && name == new ->
                Rename(TableName(old[0], name), null, new, null)
            else -> null
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
                throw UsageMessages.needs(it, needed).exception()
            }
    }
}

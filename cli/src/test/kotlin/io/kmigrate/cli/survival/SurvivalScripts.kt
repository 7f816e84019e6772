package io.kmigrate.cli.survival

import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.writeText

/**
 * Twelve revisions of every kind that must survive a kill without help: transactional ones, ones
 * that commit after each operation, indexes built concurrently, rows, SQL and code. Each leaves one
 * row in `journal`, and a second one if it were applied twice.
 */
internal object SurvivalScripts {
    const val COUNT = 12

    fun write(folder: Path): Path {
        Files.createDirectories(folder)
        for (number in 1..COUNT) {
            folder.resolve("%02d.migration.kts".format(number)).writeText(script(number))
        }
        return folder
    }

    fun id(number: Int): String = "rev%05d".format(number)

    private fun script(number: Int): String {
        val parted = number % 3 == 0
        val lines = buildList {
            add("revision = \"${id(number)}\"")
            if (number > 1) add("downRevision = \"${id(number - 1)}\"")
            add("message = \"step $number\"")
            if (parted) add("transactional = false")
            add("")
            add("upgrade {")
            if (number == 1) {
                add("    createTable(\"journal\") { varchar(\"step\", 20) }")
            }
            addAll(body(number, parted).map { "    $it" })
            add("}")
        }
        return lines.joinToString("\n", postfix = "\n")
    }

    private fun body(number: Int, parted: Boolean): List<String> {
        val table = "things$number"
        return listOf(
            "createTable(\"$table\") {",
            "    val id = long(\"id\")",
            "    val name = varchar(\"name\", 40).nullable()",
            "    primaryKey(id)",
            "    index(\"ix_${table}_name\", false, name)",
            "}",
            pause("fill"),
            "bulkInsert(\"$table\", (1..50).map { mapOf(\"id\" to it, \"name\" to \"name \$it\") })",
            "addColumn(\"$table\") { integer(\"size\").default(3) }",
            pause("look"),
            "createIndex(\"ix_$table\", \"$table\", \"size\", concurrently = ${number % 4 == 0})",
            "renameColumn(\"$table\", \"name\", \"title\")",
            if (parted) journal(number) else sqlJournal(number),
            "alterColumn(\"$table\", \"size\") { nullable(true) }",
        )
    }

    private fun sqlJournal(number: Int) =
        "execute(\"insert into journal (step) values ('$number')\")"

    private fun journal(number: Int) =
        "data(\"journal\") { exec(\"insert into journal (step) values ('$number')\") }"

    /** Time in which a kill can strike, inside a transaction. */
    private fun pause(name: String) = "data(\"$name\") { Thread.sleep(8) }"
}

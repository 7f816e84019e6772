package io.kmigrate.examples

import io.kmigrate.testing.FreePort
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

internal class StartUpReadmeTest : FunSpec() {
    private val database by lazy { TestPostgres.freshDatabase() }

    init {
        test("the readme of start-up runs as written: four instances at once, twice") {
            val place = autoClose(Page.folder()).path
            Page.ofExample("start-up").play(place, environment()) { command ->
                when {
                    command.startsWith("scripts/four-instances") -> oneMigrated()
                    command == "scripts/migrate upgrade" -> isComplete()
                    command.startsWith("scripts/migrate downgrade a84d") -> isBack()
                    command == "scripts/migrate downgrade base" -> isEmpty()
                }
            }
            database.connection.use {
                it.strings(
                    "select distinct tag from migrate_history where direction = 'up' and tag is not null"
                ) shouldBe listOf("guest-book-1.0")
            }
        }
    }

    private fun environment(): Map<String, String> {
        val ports = generateSequence(FreePort::find).distinct().take(5).toList()
        return mapOf(
            "DATABASE_URL" to TestPostgres.url(database),
            "PORT" to "${ports.first()}",
            "PORTS" to ports.drop(1).joinToString(" "),
        )
    }

    /** Each revision ran as often as it was undone and once more. */
    private fun oneMigrated() =
        database.connection.use {
            it.strings(
                "select revision from migrate_history group by revision " +
                    "having sum(case direction when 'up' then 1 when 'down' then -1 else 0 end) not in (0, 1)"
            ) shouldBe emptyList()
            it.shape() shouldBe listOf("entries.id", "entries.author", "entries.message")
            it.strings("select message from entries order by id") shouldBe WELCOME
        }

    private fun isComplete() =
        database.connection.use {
            it.shape() shouldBe
                listOf("entries.id", "entries.author", "entries.message", "entries.country null")
            it.strings("select coalesce(country, '-') from entries order by id") shouldBe
                listOf("Norway", "Norway", "-")
        }

    private fun isBack() =
        database.connection.use {
            it.shape() shouldBe listOf("entries.id", "entries.author", "entries.message")
            it.strings("select message from entries order by id") shouldBe WELCOME + "I was here."
        }

    private fun isEmpty() = database.connection.use { it.shape() shouldBe emptyList() }

    private companion object {
        val WELCOME = listOf("Welcome, and bienvenue!", "Please sign below.")
    }
}

package io.kmigrate.dsl.source

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.datatest.withData
import io.kotest.matchers.shouldBe
import java.time.ZonedDateTime

internal class FileTemplateTest : FunSpec() {
    private val time = ZonedDateTime.parse("2025-08-03T09:05:07Z")

    private class Case(val template: String, val message: String, val path: String)

    init {
        context("the template names a file after the facts of the revision") {
            withData<Case>(
                nameFn = { "${it.template}, ${it.message}" },
                Case("{rev}_{slug}", "add users", "ab12_add_users.migration.kts"),
                Case("{rev}_{slug}", "", "ab12.migration.kts"),
                Case("{rev}_{slug}", "Größe: 5 € (\"net\")", "ab12_größe_5_net.migration.kts"),
                Case(
                    "{year}_{month}_{day}_{hour}{minute}-{rev}",
                    "x",
                    "2025_08_03_0905-ab12.migration.kts",
                ),
                Case("{year}/{month}/{rev}_{slug}", "../up", "2025/08/ab12_up.migration.kts"),
                Case("{epoch}_{second}_{rev}", "x", "1754211907_07_ab12.migration.kts"),
                Case(
                    "{rev}_{slug}",
                    "word ".repeat(20),
                    "ab12_word_word_word_word_word_word_word_word.migration.kts",
                ),
                Case("{rev}_{slug}", "x".repeat(60), "ab12_${"x".repeat(40)}.migration.kts"),
            ) {
                FileTemplate.parse(it.template).path("ab12", it.message, time) shouldBe it.path
            }
        }

        test("an id never leads into a folder") {
            FileTemplate.parse("{rev}").path("../a\\b", "", time) shouldBe ".._a_b.migration.kts"
        }

        test("a slug is at most as long as its limit, and cut at a word") {
            fun slug(length: Int, message: String) =
                FileTemplate.parse("{rev}_{slug}", length).path("a", message, time)
            slug(9, "add users table") shouldBe "a_add_users.migration.kts"
            slug(12, "add users table") shouldBe "a_add_users.migration.kts"
            slug(2, "add users table") shouldBe "a_ad.migration.kts"
        }

        context("a template that cannot name a script is refused") {
            withData("{slug}", "{rev}_{user}", "/tmp/{rev}", "../{rev}") { template ->
                shouldThrow<IllegalArgumentException> { FileTemplate.parse(template) }
            }
        }
    }
}

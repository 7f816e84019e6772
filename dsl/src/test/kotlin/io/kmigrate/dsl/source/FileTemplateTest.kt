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

        class Hostile(val template: String, val id: String, val path: String)

        test("an id never leads into a folder") {
            FileTemplate.parse("{rev}").path("../a\\b", "", time) shouldBe "_._a_b.migration.kts"
        }

        context("no id and no message leads out of the folder, or to a file that is not read") {
            withData<Hostile>(
                nameFn = { "${it.template}, ${it.id}" },
                Hostile("{rev}/x_{slug}", "..", "_./x.migration.kts"),
                Hostile("{rev}/x_{slug}", ".", "_/x.migration.kts"),
                Hostile("{rev}/x", "../..", "_._../x.migration.kts"),
                Hostile("a/{rev}/x", "..", "a/_./x.migration.kts"),
                Hostile("{rev}/x", ".git", "_git/x.migration.kts"),
                Hostile("{rev}", ".a", "_a.migration.kts"),
                Hostile("{rev}", "#a", "_a.migration.kts"),
                Hostile("{rev}/x", "a.migration.kts", "a.migration.kts_/x.migration.kts"),
                Hostile("{rev}/x", "env.kts", "env.kts_/x.migration.kts"),
                Hostile("{slug}/{rev}", "a", "a.migration.kts"),
                Hostile("{slug}/{rev}/x", "..", "_./x.migration.kts"),
                Hostile("{rev}/{slug}", "a", "a/a.migration.kts"),
                Hostile("{rev}/{slug}", "..", "_./_..migration.kts"),
                Hostile("{rev}{slug}/x", "..", "_./x.migration.kts"),
                Hostile("{rev}", "a\u0000b\nc:d", "a_b_c_d.migration.kts"),
                Hostile("{rev}", "___", "___.migration.kts"),
            ) {
                FileTemplate.parse(it.template).path(it.id, "", time) shouldBe it.path
            }
        }

        test("a slug is at most as long as its limit, and cut at a word") {
            fun slug(length: Int, message: String) =
                FileTemplate.parse("{rev}_{slug}", length).path("a", message, time)
            slug(9, "add users table") shouldBe "a_add_users.migration.kts"
            slug(12, "add users table") shouldBe "a_add_users.migration.kts"
            slug(2, "add users table") shouldBe "a_ad.migration.kts"
        }

        context("a template that cannot name a script is refused") {
            withData(
                "{slug}",
                "{rev}_{user}",
                "/tmp/{rev}",
                "../{rev}",
                "{rev}/",
                "{rev}//x",
                "{rev}/../x",
                "{rev}/..",
                "{rev}/.",
                "./{rev}",
                ".hidden/{rev}",
                "{year}/.{rev}",
                "#{rev}",
                "{year}\\{rev}",
                "C:/{rev}",
                "{rev}\u0000",
                "{rev}\n",
            ) { template ->
                shouldThrow<IllegalArgumentException> { FileTemplate.parse(template) }
            }
        }
    }
}

package io.kmigrate.cli.command

import io.kmigrate.failure.ErrorCode
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain

/** A fix is followed to the letter: the advised command runs, and things are better afterwards. */
internal class FixesTest : FunSpec() {
    private val cache by lazy { tempdir().toPath() }

    private fun project() = FixProject(tempdir().toPath().toRealPath(), cache)

    private fun needed() =
        project().apply {
            script("aaaa1111", null)
            script("bbbb2222", "aaaa1111")
            script("dddd4444", "aaaa1111", header = "dependsOn(\"bbbb2222\")")
        }

    init {
        beforeSpec { FixScripts.compile(FixCases.ALL, tempdir().toPath(), cache) }

        for (case in FixCases.ALL) {
            test("${case.of}: after ${case.failing}, ${case.typed} helps") {
                val project = project()
                case.before(project)
                val failed = project.run(case.failing)
                withClue(failed.text) {
                    if (case.isFailure) failed.exitCode shouldNotBe 0
                    failed.text shouldContain "`${case.advised}`"
                }
                project.byHand()
                project.succeed(case.typed)
                case.after.forEach(project::succeed)
            }
        }

        test("every command that a message advises has a case, or a reason why it has none") {
            val known = FixCases.ALL.map { it.of } + FixCases.NOT_RUN.keys
            FixAdvice.all().filter { it !in known }.shouldBeEmpty()
        }

        test("every reason is about advice that a message gives, and that no case follows") {
            FixAdvice.all() shouldContainAll FixCases.NOT_RUN.keys
            FixCases.NOT_RUN.keys
                .filter { key -> FixCases.ALL.any { it.of == key } }
                .shouldBeEmpty()
        }

        test("every command in the list of errors is one that a message advises") {
            val words = FixAdvice.all().map { it.substringAfter(": ").removePrefix("migrate ") }
            ErrorCode.entries
                .flatMap { code ->
                    COMMAND.findAll(code.remedy()).map { code to it.groupValues[1] }
                }
                .filter { (_, command) ->
                    words.none { it.substringBefore(' ') == command.substringBefore(' ') }
                }
                .shouldBeEmpty()
        }

        for (command in
            listOf(
                "upgrade",
                "check --heads",
                "upgrade head",
                "stamp head",
                "upgrade bbbb2222 && upgrade && current --check-heads",
                "upgrade heads && current --check-heads",
                "revision -m next && upgrade",
            )) {
            test("a head that another revision depends on is in no way of $command") {
                val project = needed()
                command.split(" && ").forEach(project::succeed)
            }
        }

        test("a head that another revision depends on is nothing to merge, and may be merged") {
            val project = needed()
            project.run("merge heads -m one").text shouldContain "error[nothing-to-merge]"
            project.succeed("merge bbbb2222 dddd4444 -m one")
            project.succeed("upgrade")
        }

        for (target in listOf("none@head", "none@heads", "none", "none@+1")) {
            test("without any script, upgrade $target is not nothing to do") {
                val result = project().run("upgrade $target")
                withClue(result.text) { result.exitCode shouldBe 1 }
            }
        }
    }

    private companion object {
        val COMMAND = Regex("`migrate ([a-z][^`]+)`")
    }
}

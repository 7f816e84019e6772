package io.kmigrate.cli

import io.kmigrate.cli.command.CommandGroup
import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.readLines
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** Real shells press the key; a shell that this machine has not is skipped. */
internal class SharedFilesTest : FunSpec() {
    private val folder by lazy {
        temporaryFolder("share").also { SharedFiles.write(it.resolve("share"), "2026-01-01") }
    }
    private val share by lazy { folder.resolve("share") }

    /** What is typed, and the command that the shell completes it to. */
    private val completed =
        mapOf(
            "migrate upg" to "migrate upgrade",
            "migrate --url sqlite:x down" to "migrate --url sqlite:x downgrade",
            "migrate upgrade --pl" to "migrate upgrade --plan",
            "migrate upgrade --url sqlite:x --dry" to "migrate upgrade --url sqlite:x --dry-run",
            "migrate import fl" to "migrate import flyway",
            "migrate upgrade f39" to "migrate upgrade f3940d7be5a2",
            "migrate show hea" to "migrate show head",
        )

    /** Answers for the command, in its place on the PATH. */
    private val path by lazy {
        val bin = folder.resolve("bin").createDirectories()
        bin.resolve("migrate").apply {
            writeText(FAKE)
            toFile().setExecutable(true)
        }
        "$bin:${System.getenv("PATH")}"
    }

    private fun has(program: String) =
        System.getenv("PATH").split(':').any { Path.of(it, program).exists() }

    private fun run(command: List<String>, script: String): String {
        val file = Files.createTempFile(folder, "script", "").apply { writeText(script) }
        val builder = ProcessBuilder(command + "$file").redirectErrorStream(true)
        builder.environment() += mapOf("PATH" to path, "HOME" to "$folder", "LC_ALL" to "C.UTF-8")
        val process = builder.directory(folder.toFile()).start()
        process.outputStream.close()
        // A terminal that never answers.
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute {
            process.destroyForcibly()
        }
        return process.inputStream.readAllBytes().decodeToString()
    }

    /** The last word of each completed line, first of all candidates. */
    private fun words(candidates: (String) -> String) =
        completed.keys.joinToString("\n", transform = candidates)

    init {
        test("bash completes commands, options, choices and revisions").config(
            enabled = has("bash")
        ) {
            val script =
                "source $share/bash-completion/completions/migrate\n" +
                    words {
                        "COMP_WORDS=($it); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); COMPREPLY=(); _migrate; echo \"\$COMPREPLY\""
                    }
            run(listOf("bash", "--norc"), script).trim().lines() shouldBe
                completed.values.map { it.substringAfterLast(' ') }
        }

        test("fish completes them, too").config(enabled = has("fish")) {
            val script =
                "source $share/fish/vendor_completions.d/migrate.fish\n" +
                    words { "complete -C '$it' | head -1 | cut -f1" }
            run(listOf("fish", "--no-config"), script).trim().lines() shouldBe
                completed.values.map { it.substringAfterLast(' ') }
        }

        test("zsh completes them, too, from a folder of functions").config(enabled = has("zsh")) {
            val begin =
                "PS1=; fpath=($share/zsh/site-functions \\\$fpath); autoload -Uz compinit; " +
                    "compinit -D -u; bindkey '^I' complete-word; print 'RAN:':NAR"
            val script =
                "zmodload zsh/zpty\nzpty z 'TERM=xterm zsh -f -i'\nzpty -w z \"$begin\"\n" +
                    "zpty -r -m z out '*RAN::NAR*'\n" +
                    words {
                        "zpty -n -w z '$it'$'\\t\\n'\nzpty -r -m z out '*RAN:*:NAR*'\n" +
                            "print -r -- \${\${out##*RAN:}%:NAR*}"
                    }
            run(listOf("zsh", "-f"), script).trim().lines() shouldBe
                completed.values.map { it.removePrefix("migrate ") }
        }

        test("the manual page explains every command and has no mistakes") {
            val page = share.resolve("man/man1/migrate.1")
            val titles =
                page
                    .readLines()
                    .filter { it.startsWith(".SS migrate ") }
                    .map {
                        it.removePrefix(".SS migrate ").replace("\\-", "-")
                    }
            titles shouldContainAll CommandGroup.names()
            page.readText().all { it.code < ASCII_END } shouldBe true
            for (checker in CHECKERS.filter { has(it.first()) }) {
                withClue(checker) {
                    val process =
                        ProcessBuilder(checker + "$page").redirectErrorStream(true).start()
                    process.inputStream.readAllBytes().decodeToString() shouldBe ""
                }
            }
        }
    }

    private companion object {
        const val ASCII_END = 128
        const val PATIENCE_SECONDS = 60L
        val CHECKERS =
            listOf(listOf("mandoc", "-T", "lint"), listOf("groff", "-man", "-ww", "-z", "-Tutf8"))

        val FAKE =
            """
            #!/bin/sh
            case ${'$'}1 in
              history) printf 'f3940d7be5a2  booking rules  (head)\nb17e5a9c20f3  rename\n' ;;
              *) printf 'RAN:%s:NAR\n' "${'$'}*" ;;
            esac
            """
                .trimIndent() + "\n"
    }
}

package io.kmigrate.dsl.host

import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.writeBytes

/** What a user reads when scripts are wrong. */
class HostErrorsTest :
    FunSpec({
        val fixture = autoClose(HostFixture())

        fun failure(source: ScriptSource): String {
            val failure = shouldThrow<MigrationException> { source.load(source.revisions()) }
            return failure
                .problems()
                .joinToString("\n") { it.shown() }
                .replace("${fixture.root}/", "")
        }

        test("every error of every script is reported at once, in file order") {
            val folder =
                fixture.folder(
                    "errors",
                    "1_good" to HostFixture.script("a", "upgrade { execute(\"select 1\") }"),
                    "2_type" to HostFixture.script("b", "val count: Int = \"one\""),
                    "3_name" to
                        HostFixture.script(
                            "c",
                            "upgrade {\n    createIndx(\"i\", \"t\", \"c\")\n}",
                        ),
                    "4_syntax" to HostFixture.script("d", "upgrade {\n    execute(\"select 1\"\n}"),
                    "5_captures" to
                        HostFixture.script("e", "val name = \"t\"\nobject T : Table(name)"),
                    "6_import" to "@file:Import(\"x.kts\")\n" + HostFixture.script("f"),
                )
            failure(fixture.source(folder)) shouldBe ERRORS
        }

        test("every throwable of a script is told with its line") {
            val throwing =
                mapOf(
                    "1_deep" to "fun deep(n: Int): Int = deep(n + 1) + 1\nupgrade { deep(1) }",
                    "2_full" to "upgrade { throw OutOfMemoryError() }",
                    "3_dead" to "upgrade {\n    throw ThreadDeath()\n}",
                    "4_gone" to "upgrade { throw NoClassDefFoundError(\"com/acme/Gone\") }",
                    "5_mute" to
                        "class Mute : RuntimeException() {\n    override val message: String\n        " +
                            "get() = error(\"no\")\n}\nupgrade { throw Mute() }",
                    "6_round" to
                        "class Round : RuntimeException(\"mine\") {\n    override val cause: Throwable\n" +
                            "        get() = this\n}\nupgrade { throw Round() }",
                    "7_todo" to "upgrade { TODO() }",
                    "8_early" to
                        "fun early(n: Int): Int = early(n + 1) + 1\nval x = early(1)\nupgrade { }",
                )
            val scripts = throwing.map { (name, text) -> name to HostFixture.script(name, text) }
            val said = failure(fixture.source(fixture.folder("throwing", *scripts.toTypedArray())))
            said shouldBe THROWN
        }

        test("a block that is larger than a Java method can be is reported with its script") {
            val calls =
                (1..5000).joinToString("\n") { "createIndex(\"i$it\", \"t\", \"a\", \"b\")" }
            val folder =
                fixture.folder(
                    "large",
                    "1" to HostFixture.script("a", "upgrade { execute(\"select 1\") }"),
                    "2" to HostFixture.script("b", "upgrade {\n$calls\n}"),
                )
            failure(fixture.source(folder)) shouldBe
                """
                script-error: this block is too large: a Java method holds 64 kB at most
                  at large/2.migration.kts:1:1
                  revision = "b"
                  ^
                  fix move parts of it into functions inside the block, fun part1() { … }, and call them there
                """
                    .trimIndent()
        }

        test("scripts that describe no migration are all reported") {
            val folder =
                fixture.folder(
                    "descriptions",
                    "1_id" to HostFixture.script("a b"),
                    "2_twice" to HostFixture.script("c", "revision = \"d\""),
                )
            failure(fixture.source(folder)) shouldBe DESCRIPTIONS
        }

        test("a script that throws is reported at its line") {
            val folder =
                fixture.folder(
                    "throws",
                    "1" to HostFixture.script("a", "\nfun f(): Int = error(\"no.\")\nf()"),
                )
            failure(fixture.source(folder)) shouldBe
                """
                script-failed: the script threw IllegalStateException: no
                  at throws/1.migration.kts:3
                  fix fix the script; a block only describes operations, so put code that needs the database into data { }
                """
                    .trimIndent()
        }

        test("files that hold no script are reported together, and no compiler starts") {
            val folder = fixture.folder("files", "1_empty" to "", "2_comment" to "\n// x\n")
            fixture.folder(
                "files",
                "3_headless" to "upgrade { }",
                "4_fine" to HostFixture.script("a"),
            )
            folder
                .resolve("5_latin.migration.kts")
                .writeBytes(byteArrayOf(0x22, 0xe9.toByte(), 0x22))
            folder
                .resolve("6_lost.migration.kts")
                .createSymbolicLinkPointingTo(folder.resolve("nowhere"))
            val host = fixture.host(NoCompiler)

            failure(fixture.source(folder, fixture.root.resolve("absent"), host = host)) shouldBe
                FILES
        }

        test("a header that the scanner cannot see does not run under another name") {
            val folder =
                fixture.folder(
                    "hidden",
                    "1" to HostFixture.script("a", "upgrade { }\n::downRevision.set(\"b\")"),
                )
            failure(fixture.source(folder)) shouldBe
                """
                hidden-header: the script sets its header in a way that cannot be read without running it
                  at hidden/1.migration.kts
                  fix write revision, downRevision, dependsOn and branchLabels as plain lines at the top level
                """
                    .trimIndent()
        }

        test("without a compiler, the error names the dependency to add") {
            val folder = fixture.folder("uncompiled", "1" to HostFixture.script("uncompiled"))
            val empty = fixture.folder("no-jars")
            val compiler = ForkedCompiler(empty, fixture.cache())
            failure(fixture.source(folder, host = fixture.host(compiler))) shouldBe
                """
                no-compiler: scripts must be compiled, and there is no Kotlin compiler in the folder no-jars
                  fix install Kmigrate again, or set kmigrate.compiler to the folder of the compiler's jars
                """
                    .trimIndent()
        }
    }) {
    private companion object {
        val ERRORS =
            """
            script-error: Initializer type mismatch: expected 'Int', actual 'String'
              at errors/2_type.migration.kts:2:16
              val count: Int = "one"
                             ^
            script-error: Unresolved reference 'createIndx'
              at errors/3_name.migration.kts:3:5
                  createIndx("i", "t", "c")
                  ^
              fix did you mean `createIndex`?
            script-error: Syntax error: Expecting ')'
              at errors/4_syntax.migration.kts:3:23
                  execute("select 1"
                                    ^
            script-error: Object 'T' captures the script class instance. Try to use class or anonymous object instead
              at errors/5_captures.migration.kts:3:1
              object T : Table(name)
              ^
              fix declare the values inside the object: it cannot see the values of the script
            script-error: Unresolved reference 'Import'
              at errors/6_import.migration.kts:1:7
              @file:Import("x.kts")
                    ^
              fix put shared code into classes on the class path: a script cannot import files
            """
                .trimIndent()

        val THROWN =
            """
            script-failed: the script threw StackOverflowError: a function calls itself without an end
              at throwing/1_deep.migration.kts:2
              fix fix the script; a block only describes operations, so put code that needs the database into data { }
            script-failed: the script needs more memory than the process may use
              at throwing/2_full.migration.kts:2
              fix do less at once, or give the command more memory: MIGRATE_JAVA_OPTS=-Xmx2g
            script-failed: the script threw ThreadDeath: no message
              at throwing/3_dead.migration.kts:3
              fix fix the script; a block only describes operations, so put code that needs the database into data { }
            missing-code: the script needs code that is not on the class path: com/acme/Gone
              at throwing/4_gone.migration.kts:2
              fix add it, in the version that the script was compiled with
            script-failed: the script threw Mute: no message
              at throwing/5_mute.migration.kts:6
              fix fix the script; a block only describes operations, so put code that needs the database into data { }
            script-failed: the script threw Round: mine
              at throwing/6_round.migration.kts:6
              fix fix the script; a block only describes operations, so put code that needs the database into data { }
            script-failed: the script threw NotImplementedError: An operation is not implemented
              at throwing/7_todo.migration.kts:2
              fix fix the script; a block only describes operations, so put code that needs the database into data { }
            script-failed: the script threw StackOverflowError: a function calls itself without an end
              at throwing/8_early.migration.kts:2
              fix fix the script; a block only describes operations, so put code that needs the database into data { }
            """
                .trimIndent()

        val DESCRIPTIONS =
            """
            illegal-revision: the revision id "a b" contains white space
              at descriptions/1_id.migration.kts:1
              fix use only letters, digits, _ and ., up to 255 of them, as in revision = "cd0edd614cc5"
            repeated-word: the script contains revision twice
              at descriptions/2_twice.migration.kts:2
              fix keep one of the two
            """
                .trimIndent()

        val FILES =
            """
            missing-revision: the script is empty
              at files/1_empty.migration.kts:1
              fix remove the file, or create a new one with `migrate revision`
            missing-revision: the script is empty
              at files/2_comment.migration.kts:1
              fix remove the file, or create a new one with `migrate revision`
            missing-revision: the script sets no revision
              at files/3_headless.migration.kts:1
              fix begin the script with a line such as: revision = "4f0c2a91d7be"
            unreadable-script: the script is not UTF-8 text: it looks like Latin-1
              at files/5_latin.migration.kts:1
              fix save it as UTF-8
            unreadable-script: the script cannot be read: the link leads to no file
              at files/6_lost.migration.kts
              fix give the current user the right to read the file, or remove it
            no-script-folder: the script folder absent does not exist
              at absent
              fix create it, or set scripts to the folder of your migrations
            """
                .trimIndent()
    }
}

/** Proves that nothing is compiled. */
internal object NoCompiler : ScriptCompiler {
    override fun compile(work: java.nio.file.Path) = throw AssertionError("nothing is to compile")
}

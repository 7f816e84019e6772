package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.DESIGN_SAMPLE
import io.kmigrate.dsl.script.DESIGN_SAMPLE_UP
import io.kmigrate.dsl.script.described
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationDigest
import io.kmigrate.revision.Revision
import io.kmigrate.source.ScriptLoader
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.util.ServiceLoader
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.writeText

class HostLoadTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val source by lazy { fixture.source(loadFolder(fixture), fixture.folder("other", *OTHER)) }
        val loaded: Map<String, Migration> by lazy { source.load(source.revisions()) }

        test("scripts whose class names would collide get different ones") {
            loaded.keys.sorted() shouldContainExactly
                listOf("1x", "dash", "kinds", "other", "package", "sample", "twin", "under")
        }

        test("the design's sample loads with its operations and lines") {
            val migration = loaded.getValue("sample")
            described(migration.up()) shouldBe DESIGN_SAMPLE_UP
            migration.up().map { it.location()?.line() } shouldBe listOf(9, 14, 15, 16, 17, 18)
            migration.up().first().location()?.file() shouldBe
                fixture.root.resolve("load/sample.migration.kts").toString()
        }

        test("objects, enums, data classes, helpers and values below the blocks work") {
            described(loaded.getValue("kinds").up()) shouldBe
                "execute(sql: a B C(d=1) below helped)"
        }

        test("revisions come in the order of folders and names, every time") {
            val expected =
                listOf("1x", "dash", "under", "kinds", "package", "sample", "other", "twin")
            source.revisions().map { it.id() } shouldContainExactly expected
            source.revisions() shouldBe loaded.values.map { it.revision() }
        }

        test("a file is loaded once, also by several paths") {
            val folder = fixture.folder("linked", "real" to HostFixture.script("real"))
            folder
                .resolve("also.migration.kts")
                .createSymbolicLinkPointingTo(folder.resolve("real.migration.kts"))
            val link = fixture.root.resolve("link").createSymbolicLinkPointingTo(folder)
            fixture.source(folder, link, folder).revisions().map { it.id() } shouldBe listOf("real")
        }

        test("folders below count only when asked for, and a circle of links is walked once") {
            val top = fixture.folder("deep", "m" to HostFixture.script("top"))
            val below = fixture.folder("deep/2025/08", "a" to HostFixture.script("below"))
            fixture.folder("deep/.hidden", "a" to HostFixture.script("hidden"))
            fixture.folder("aside", "a" to HostFixture.script("aside"))
            below.resolve("up").createSymbolicLinkPointingTo(top)
            top.resolve("link").createSymbolicLinkPointingTo(fixture.root.resolve("aside"))
            fixture.source(top).revisions().map { it.id() } shouldContainExactly listOf("top")
            fixture.deepSource(top, below).revisions().map { it.id() } shouldContainExactly
                listOf("top", "below", "aside")
        }

        test("the runtime finds the host as a service, and a folder is read at the first call") {
            val folder = fixture.root.resolve("later")
            val loader = ServiceLoader.load(ScriptLoader::class.java).single()
            val folders = ScriptLoader.Folders(listOf(folder), false)
            val opened = loader.open(folders, emptyMap(), fixture.cache().path) { error(it) }
            val text = HostFixture.script("late", "downRevision = \"a\"")
            fixture.folder("later", "a" to text)
            val path = folder.resolve("a.migration.kts").toString()
            opened.revisions() shouldContainExactly
                listOf(
                    Revision(
                        "late",
                        listOf("a"),
                        emptyList(),
                        emptyList(),
                        "",
                        path,
                        MigrationDigest.fingerprint(text),
                    )
                )
        }

        test("a revision of a file that has gone is an error") {
            val gone =
                Revision("a", emptyList(), emptyList(), emptyList(), "", "gone.migration.kts")
            shouldThrow<ScriptProblemsException> { source.load(listOf(gone)) }
                .problems()
                .map { it.shown() } shouldContainExactly
                listOf(
                    "missing-script: the script no longer exists\n  at gone.migration.kts\n" +
                        "  fix run the command again, so that it reads the folders again"
                )
        }

        test("hidden files, editors' files and folders are no scripts") {
            val folder = fixture.folder("noise", "real" to HostFixture.script("real"))
            fixture.folder("noise/folder.migration.kts")
            listOf(
                    ".#real.migration.kts",
                    ".hidden.migration.kts",
                    "real.migration.kts~",
                    "#x.migration.kts",
                )
                .forEach { folder.resolve(it).writeText("garbage") }
            fixture.source(folder).revisions().map { it.id() } shouldBe listOf("real")
        }
    }) {
    private companion object {
        val KINDS =
            """
            revision = "kinds"
            upgrade { execute("${'$'}{A.a} ${'$'}{E.B} ${'$'}{C(1)} ${'$'}below ${'$'}{help("help")}") }
            object A { val a = "a" }
            enum class E { B }
            data class C(val d: Int)
            fun help(text: String) = text + suffix
            val below = "below"
            val suffix = "ed"
            """
                .trimIndent()

        val OTHER =
            arrayOf(
                "other" to "@file:Suppress(\"unused\")\nrevision = listOf(\"other\").single()",
                "sample" to HostFixture.script("twin"),
            )

        fun loadFolder(fixture: HostFixture) =
            fixture.folder(
                "load",
                "1x" to HostFixture.script("1x"),
                "a-b" to HostFixture.script("dash"),
                "a_b" to HostFixture.script("under"),
                "kinds" to KINDS,
                "package" to "package a.b.c\n\n" + HostFixture.script("package", "object X"),
                "sample" to DESIGN_SAMPLE.replace("cd0edd614cc5", "sample"),
            )
    }
}

package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.MigrationScript
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeSingleton
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.exists
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.moveTo
import kotlin.io.path.readBytes
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText

/** What a distribution brings compiled is run, so that it counts only where its owner wrote it. */
class DeliveredScriptsTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val isRoot = System.getProperty("user.name") == "root"
        val text = HostFixture.script("a", "upgrade { execute(\"select 1\") }")
        val compiled by lazy {
            fixture.cache("compiled").also {
                fixture.host(cache = it).compile(listOf(script(text)))
            }
        }
        val code by lazy { Files.writeString(fixture.root.resolve("code.jar"), "code") }

        /** A folder of a distribution, which brings one script. */
        fun delivered(name: String): Path {
            val folder = fixture.root.resolve(name)
            DeliveredScripts.write(compiled, folder) shouldBe 1
            return folder
        }

        fun host(folder: Path, kind: ScriptKind = ScriptKind.MIGRATION, cache: CacheFolder) =
            ScriptHost(
                cache,
                MigrationScript::class.java.classLoader,
                AskingCompiler,
                kind,
                DeliveredScripts(folder, code),
            )

        fun needsCompiler(folder: Path, wanted: String = text): Boolean {
            val host = host(folder, cache = fixture.cache("${folder.fileName}-cache"))
            return try {
                host.load(listOf(script(wanted)), emptyMap()).single().revision().id() shouldBe "a"
                false
            } catch (_: AskedToCompile) {
                true
            }
        }

        test("a script that was delivered needs no compiler, and nothing is written") {
            val folder = delivered("as-it-is")
            val before = folder.listDirectoryEntries()
            needsCompiler(folder) shouldBe false
            folder.listDirectoryEntries() shouldBe before
            fixture.cache("as-it-is-cache").path.exists() shouldBe false
            fixture.warnings.shouldBeEmpty()
        }

        test("a script that was delivered needs no cache") {
            val cache = fixture.cache("open")
            Files.createDirectories(cache.path)
            chmod(cache.path, "rwxrwxrwx")
            host(delivered("without-cache"), cache = cache).compile(listOf(script(text)))
            fixture.warnings.shouldBeSingleton()
            fixture.warnings.clear()
        }

        test("another text is compiled, and so is the same text as another kind of script") {
            val folder = delivered("other")
            needsCompiler(folder, text.replace("select 1", "select 2")) shouldBe true
            needsCompiler(folder, "$text\n") shouldBe true
            shouldThrow<AskedToCompile> {
                host(folder, ScriptKind.REPEATABLE, fixture.cache()).compile(listOf(script(text)))
            }
        }

        fun spoils(): List<Pair<String, (Path) -> Unit>> = buildList {
            add("others can write to it" to { place: Path -> chmod(place, "rwxr-xrwx") })
            add("a group can write to it" to { place: Path -> chmod(place, "rwxrwxr-x") })
            add("it is a link" to { place: Path -> linkTo(place, fixture.root) })
            add("it is gone" to { place: Path -> deleteTree(place) })
            if (isRoot) add("another user owns it" to { place: Path -> giveAway(place) })
        }

        spoils().forEach { (name, spoil) ->
            test("a folder or an entry does not count where $name") {
                listOf<(Path) -> Path>({ it }, { it.listDirectoryEntries().single() }).forEach {
                    val folder = delivered("spoilt-${moves++}")
                    needsCompiler(folder) shouldBe false
                    spoil(it(folder))
                    needsCompiler(folder) shouldBe true
                }
            }
        }

        test("a distribution of another user counts, whose code runs anyway").config(
            enabled = isRoot
        ) {
            val folder = delivered("foreign")
            giveAway(folder)
            giveAway(folder.listDirectoryEntries().single())
            needsCompiler(folder) shouldBe true
            giveAway(code)
            needsCompiler(folder) shouldBe false
            Files.setAttribute(code, "unix:uid", 0)
        }

        test("an entry that is damaged, of another script or of a user's cache is compiled again") {
            val folder = delivered("damaged")
            val entry = folder.listDirectoryEntries().single()
            val good = entry.readBytes()
            val own = compiled.path.resolve(ScriptCache.SCRIPTS).resolve("${entry.fileName}")
            val changed = good.clone().also { it[it.size / 2] = (it[it.size / 2] + 1).toByte() }
            own.readBytes() shouldNotBe good
            for (bad in
                listOf(
                    ByteArray(0),
                    good.copyOf(31),
                    good.copyOf(good.size - 1),
                    changed,
                    own.readBytes(),
                )) {
                entry.writeBytes(bad)
                withClue("${bad.size} of ${good.size} bytes") {
                    needsCompiler(folder) shouldBe true
                }
            }
            val other = "0".repeat("${entry.fileName}".length)
            folder.resolve(other).writeBytes(good)
            DeliveredScripts(folder, code).read(other) shouldBe null
            entry.writeBytes(good)
            needsCompiler(folder) shouldBe false
        }

        test("a cache that knows nothing delivers nothing, and files of others stay behind") {
            val cache = fixture.cache("nothing")
            DeliveredScripts.write(cache, fixture.root.resolve("none")) shouldBe 0
            cache.newSecret() shouldNotBe null
            Files.createDirectories(cache.path.resolve(ScriptCache.SCRIPTS))
            cache.path.resolve(ScriptCache.SCRIPTS).resolve("mine.sh").writeText("mine")
            DeliveredScripts.write(cache, fixture.root.resolve("none")) shouldBe 0
            fixture.root.resolve("none").listDirectoryEntries().shouldBeEmpty()
        }
    })

private var moves = 0

private class AskedToCompile : RuntimeException()

private object AskingCompiler : ScriptCompiler {
    override fun compile(work: Path) = throw AskedToCompile()
}

private fun script(text: String) = Script("a.migration.kts", text)

private fun chmod(file: Path, mode: String) {
    file.setPosixFilePermissions(PosixFilePermissions.fromString(mode))
}

private fun linkTo(place: Path, aside: Path) {
    val moved = place.moveTo(aside.resolve("moved-${moves++}"))
    place.createSymbolicLinkPointingTo(moved)
}

private fun giveAway(file: Path) {
    Files.setAttribute(file, "unix:uid", 12345)
}

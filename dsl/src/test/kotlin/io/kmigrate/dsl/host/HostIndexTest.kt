package io.kmigrate.dsl.host

import io.kmigrate.failure.ErrorCode
import io.kmigrate.revision.Revision
import io.kmigrate.source.ScriptLoader
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.booleans.shouldBeFalse
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.getLastModifiedTime
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.setLastModifiedTime
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText

private const val COUNT = 40
private const val HOUR = 3_600_000L

/** Headers that are known from before: used while their files are as they were, and never after. */
class HostIndexTest :
    FunSpec({
        val fixture = autoClose(HostFixture())

        fun scripts(name: String): Path =
            fixture.folder(
                name,
                *(1..COUNT)
                    .map {
                        val parent = if (it == 1) "" else "downRevision = \"r${it - 1}\"\n"
                        "s%02d".format(it) to "revision = \"r$it\"\n${parent}message = \"no $it\"\n"
                    }
                    .toTypedArray(),
            )

        fun folders(folder: Path) = ScriptLoader.Folders(listOf(folder), false)

        /** The index as a command an hour later keeps it. */
        fun index(cache: CacheFolder, folder: Path) =
            HeaderIndex(cache, folders(folder)) { System.currentTimeMillis() + HOUR }

        fun read(cache: CacheFolder, folder: Path): List<ScriptFile> =
            ScriptFolders(folders(folder), index = index(cache, folder)).read().files

        fun revisions(cache: CacheFolder, folder: Path): Collection<Revision> =
            fixture.source(folder, host = fixture.host(NoCompiler, cache)).revisions()

        fun keep(cache: CacheFolder, folder: Path) {
            val found = revisions(cache, folder).associateBy { it.path() }
            index(cache, folder)
                .keep(
                    read(cache, folder).map {
                        HeaderIndex.Entry(
                            it.stamp!!,
                            it.script.print(),
                            found.getValue(it.script.path),
                        )
                    }
                )
        }

        fun unknown(cache: CacheFolder, folder: Path): List<String> =
            read(cache, folder)
                .filter { it.known == null }
                .map { Path.of(it.script.path).name.substringBefore('.') }

        test("a known script is not read, and gives the same header") {
            val cache = fixture.cache("known")
            val folder = scripts("known-scripts")
            val read = revisions(cache, folder)
            keep(cache, folder)
            unknown(cache, folder).shouldBeEmpty()
            revisions(cache, folder) shouldContainExactly read
        }

        test("an edited script is read, also one of the old size and time") {
            val cache = fixture.cache("edited")
            val folder = scripts("edited-scripts")
            keep(cache, folder)
            val edited = folder.resolve("s07.migration.kts")
            val time = edited.getLastModifiedTime()
            edited.writeText(edited.readText().replace("no 7", "NO 7"))
            edited.setLastModifiedTime(time)
            unknown(cache, folder) shouldContainExactly listOf("s07")
            revisions(cache, folder).single { it.id() == "r7" }.message() shouldBe "NO 7"
        }

        test("the index follows scripts that are added and removed") {
            val cache = fixture.cache("moved")
            val folder = scripts("moved-scripts")
            keep(cache, folder)
            Files.delete(folder.resolve("s40.migration.kts"))
            folder.resolve("s99.migration.kts").writeText("revision = \"r99\"\n")
            unknown(cache, folder) shouldContainExactly listOf("s99")
            revisions(cache, folder).map { it.id() } shouldContainExactly
                (1..39).map { "r$it" } + "r99"
        }

        test("a script that is changed between its header and its use is refused") {
            val cache = fixture.cache("between")
            val folder = scripts("between-scripts")
            keep(cache, folder)
            val source = fixture.source(folder, host = fixture.host(HostFixture.isolated, cache))
            val wanted = source.revisions().filter { it.id() == "r3" }
            folder
                .resolve("s03.migration.kts")
                .writeText("revision = \"r3\"\nmessage = \"other\"\n")
            val failure = shouldThrow<ScriptProblemsException> { source.load(wanted) }
            failure.problems().single().code() shouldBe ErrorCode.CHANGED_MEANWHILE
        }

        test("a script that was just written is not kept: a later change might not show") {
            val cache = fixture.cache("fresh")
            revisions(cache, scripts("fresh-scripts"))
            cache.path.resolve(HeaderIndex.HEADERS).exists().shouldBeFalse()
        }

        test("a few scripts are not worth an index") {
            val cache = fixture.cache("few")
            val folder = fixture.folder("few-scripts", "a" to HostFixture.script("a"))
            keep(cache, folder)
            cache.path.resolve(HeaderIndex.HEADERS).exists().shouldBeFalse()
        }

        test("a damaged index, and one of another version, count as missing") {
            val cache = fixture.cache("damaged-index")
            val folder = scripts("damaged-scripts")
            keep(cache, folder)
            val file = cache.path.resolve(HeaderIndex.HEADERS).listDirectoryEntries().single()
            val good = file.readBytes()
            for (bad in listOf(ByteArray(0), good.copyOf(50), good.copyOf().also { it[30]++ })) {
                file.writeBytes(bad)
                unknown(cache, folder) shouldHaveSize COUNT
            }
            file.writeBytes(good)
            unknown(cache, folder).shouldBeEmpty()
        }

        test("an index without a place gives no warning: every compiled script is found") {
            val cache = fixture.cache("no-place")
            cache.path.parent.createDirectories()
            cache.path.writeText("in the way")
            val folder = scripts("no-place-scripts")
            keep(cache, folder)
            revisions(cache, folder) shouldHaveSize COUNT
            fixture.warnings.shouldBeEmpty()
        }
    })

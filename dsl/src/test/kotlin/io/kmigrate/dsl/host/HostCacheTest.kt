package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.DESIGN_SAMPLE
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeSingleton
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldStartWith
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.io.path.fileSize
import kotlin.io.path.getPosixFilePermissions
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText

class HostCacheTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val folder by lazy {
            fixture.folder("scripts", "a" to DESIGN_SAMPLE, "b" to HostFixture.script("b"))
        }

        fun load(
            cache: CacheFolder,
            compiler: ScriptCompiler = HostFixture.isolated,
        ): List<String> {
            val source = fixture.source(folder, host = fixture.host(compiler, cache))
            return source.load(source.revisions()).keys.sorted()
        }

        fun entries(cache: CacheFolder): List<Path> =
            cache.path.resolve(ScriptCache.SCRIPTS).listDirectoryEntries().sorted()

        test("a script is compiled once, and again only after its text changes") {
            val cache = fixture.cache("hit")
            load(cache) shouldContainExactly listOf("b", "cd0edd614cc5")
            load(cache, NoCompiler) shouldContainExactly listOf("b", "cd0edd614cc5")

            val counting = CountingCompiler(HostFixture.isolated)
            folder.resolve("b.migration.kts").writeText(HostFixture.script("b2"))
            load(cache, counting) shouldContainExactly listOf("b2", "cd0edd614cc5")
            counting.sources shouldContainExactly listOf(1)
        }

        test("a damaged entry counts as missing, and is written again") {
            val cache = fixture.cache("damaged")
            load(cache)
            val (first, second) = entries(cache)
            val good = first.readBytes()
            for (bad in
                listOf(
                    good.copyOf(good.size / 2),
                    ByteArray(0),
                    good.copyOf().also { it[99]++ },
                    second.readBytes(),
                )) {
                first.writeBytes(bad)
                val counting = CountingCompiler(HostFixture.isolated)
                load(cache, counting)
                counting.sources shouldContainExactly listOf(1)
                load(cache, NoCompiler)
            }
        }

        test("only the owner can read files and folders") {
            val cache = fixture.cache("private")
            load(cache)
            val modes =
                Files.walk(cache.path).use { files ->
                    files
                        .toList()
                        .map { PosixFilePermissions.toString(it.getPosixFilePermissions()) }
                        .distinct()
                }
            modes.sorted() shouldContainExactly listOf("rw-------", "rwx------")
        }

        test("a cache folder that cannot be written costs time and one warning") {
            val blocked = fixture.root.resolve("blocked").also { it.writeText("a file") }
            val before = fixture.warnings.size
            val cache = fixture.cache("blocked/cache")
            load(cache) shouldHaveSize 2
            load(cache) shouldHaveSize 2
            fixture.warnings.drop(before).shouldBeSingleton {
                it shouldStartWith "the cache folder $blocked/cache cannot be used"
            }
        }

        test("threads that share a cache do not disturb each other") {
            val cache = fixture.cache("shared")
            val threads = Executors.newFixedThreadPool(3)
            val loads = List(3) { Callable { load(fixture.cache("shared")) } }
            threads.invokeAll(loads).map { it.get() }.distinct() shouldHaveSize 1
            threads.shutdown()
            load(cache, NoCompiler) shouldHaveSize 2
            Files.list(cache.path.resolve(CacheFolder.WORK)).use { it.count() } shouldBe 0
        }

        test("the least recently used entries are removed, and so are the remains of killed runs") {
            val cache = fixture.cache("full")
            load(cache)
            val (old, recent) = entries(cache)
            Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH))
            val remains = cache.path.resolve(CacheFolder.WORK).resolve("compile1")
            Files.createDirectory(remains)
            Files.setLastModifiedTime(remains, FileTime.from(Instant.EPOCH))
            ScriptCache(cache).prune(recent.fileSize())
            entries(cache) shouldContainExactly listOf(recent)
            Files.exists(remains) shouldBe false
        }

        test("the class path counts with its content, not with its place or time") {
            val one = fixture.folder("path-one").also { it.resolve("A.class").writeText("a") }
            val other = fixture.folder("path-other").also { it.resolve("A.class").writeText("a") }
            val changed =
                fixture.folder("path-changed").also { it.resolve("A.class").writeText("b") }
            other.resolve("run.log").writeText("no class")
            fun print(file: Path) = ScriptClassPath(listOf(file)).fingerprint

            print(one) shouldBe print(other)
            print(one) shouldNotBe print(changed)
            val jar = codeSource(Unit::class.java)!!
            val copy = Files.copy(jar, fixture.root.resolve("copy.jar"))
            print(jar) shouldBe print(copy)
        }
    })

/** Counts the scripts of every compiler call. */
internal class CountingCompiler(private val compiler: ScriptCompiler) : ScriptCompiler {
    val sources = mutableListOf<Int>()

    override fun compile(work: Path) {
        sources += io.kmigrate.dsl.host.driver.CompilerRequest.read(work).sources.size
        compiler.compile(work)
    }
}

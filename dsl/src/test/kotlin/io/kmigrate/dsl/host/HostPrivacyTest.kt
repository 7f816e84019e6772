package io.kmigrate.dsl.host

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeSingleton
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import kotlin.io.path.createDirectories
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.deleteExisting
import kotlin.io.path.exists
import kotlin.io.path.getPosixFilePermissions
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlin.io.path.setPosixFilePermissions
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText

/** Code from the cache is run, so that nobody but its owner may put anything into it. */
class HostPrivacyTest :
    FunSpec({
        val fixture = autoClose(HostFixture())
        val isRoot = System.getProperty("user.name") == "root"
        val subfolders = listOf("scripts", "headers", "compiler", "start", "native", "work")

        fun mode(file: Path) = PosixFilePermissions.toString(file.getPosixFilePermissions())

        fun chmod(file: Path, mode: String) =
            file.setPosixFilePermissions(PosixFilePermissions.fromString(mode))

        val key = "0f".repeat(32)
        val script = CompiledScript("M", mapOf("M" to ByteArray(100) { it.toByte() }))

        /** A cache that knows one script. */
        fun filled(name: String): Path {
            val cache = fixture.cache(name)
            ScriptCache(cache).write(key, script) shouldBe true
            return cache.path
        }

        /**
         * Reads the script in another process, as it were: whether it is known, and the warnings.
         */
        fun again(path: Path): Pair<Boolean, List<String>> {
            val warnings = mutableListOf<String>()
            val cache = ScriptCache(CacheFolder(path) { warnings += it })
            val known = cache.read(key) != null
            if (!known) cache.write(key, script)
            return known to warnings
        }

        test("a folder that others can write to is not used, and that is said once") {
            for (mode in listOf("rwxrwx---", "rwx----w-", "rwxrwxrwx", "rwx-w----", "rwxr-xrwx")) {
                for (place in listOf("") + subfolders) {
                    withClue("$mode $place") {
                        val cache = filled("shared$mode$place")
                        val shared = cache.resolve(place).createDirectories()
                        chmod(shared, mode)
                        val before = cache.resolve("scripts").listDirectoryEntries()
                        val (known, warnings) = again(cache)
                        known shouldBe false
                        warnings.shouldBeSingleton {
                            it shouldStartWith "the cache folder $cache cannot be used"
                            it shouldContain "other users can write to $shared"
                        }
                        cache.resolve("scripts").listDirectoryEntries() shouldBe before
                        mode(shared) shouldBe mode
                    }
                }
            }
        }

        test("a folder of another user is not used").config(enabled = isRoot) {
            for (place in listOf("") + subfolders) {
                val cache = filled("foreign$place")
                val foreign = cache.resolve(place).createDirectories()
                Files.setAttribute(foreign, "unix:uid", 12345)
                val (known, warnings) = again(cache)
                known shouldBe false
                warnings.shouldBeSingleton { it shouldContain "$foreign belongs to another user" }
            }
        }

        test("a link of another user is not followed").config(enabled = isRoot) {
            val cache = filled("linked")
            val link = fixture.root.resolve("link").createSymbolicLinkPointingTo(cache)
            again(link) shouldBe (true to emptyList())
            ProcessBuilder("chown", "-h", "12345", "$link").start().waitFor() shouldBe 0
            again(link).second.shouldBeSingleton { it shouldContain "belongs to another user" }
        }

        test("a link in place of a folder of the cache is not followed") {
            for (place in subfolders) {
                val cache = filled("link-$place")
                val other = fixture.root.resolve("other-$place").createDirectories()
                deleteTree(cache.resolve(place))
                cache.resolve(place).createSymbolicLinkPointingTo(other)
                again(cache).second.shouldBeSingleton { it shouldContain "is no folder" }
                other.listDirectoryEntries().shouldBeEmpty()
            }
        }

        test("folders that others could only read are theirs no longer") {
            val cache = filled("readable")
            chmod(cache.resolve("scripts"), "rwxr-xr-x")
            again(cache) shouldBe (true to emptyList())
            mode(cache.resolve("scripts")) shouldBe "rwx------"
        }

        test("an entry that was made without the owner's secret counts as missing") {
            val cache = filled("forged")
            val entry = cache.resolve("scripts").listDirectoryEntries().single()
            val good = entry.readBytes()
            val content = good.copyOfRange(32, good.size)
            fun sum(vararg parts: ByteArray): ByteArray =
                Fingerprint().also { parts.forEach(it::add) }.bytes()
            val name = key.encodeToByteArray()
            val elsewhere = filled("elsewhere").resolve("scripts").listDirectoryEntries().single()
            for (bad in
                listOf(
                    sum(name, content) + content,
                    sum(sum(name, content)) + content,
                    sum(ByteArray(0), sum(name, content)) + content,
                    sum(ByteArray(48), sum(name, content)) + content,
                    ByteArray(32) + content,
                    elsewhere.readBytes(),
                )) {
                entry.writeBytes(bad)
                again(cache) shouldBe (false to emptyList())
                entry.readBytes() shouldBe good
            }
        }

        test(
            "a secret that is not one, or that others can read, is replaced, and its entries are void"
        ) {
            val spoil: List<(Path) -> Unit> =
                listOf(
                    { it.deleteExisting() },
                    { chmod(it, "rw-r--r--") },
                    { chmod(it, "rw----rw-") },
                    { it.writeText("short") },
                    { it.writeBytes(ByteArray(0)) },
                    { file ->
                        val other = Files.write(file.resolveSibling("known"), ByteArray(48))
                        file.deleteExisting()
                        file.createSymbolicLinkPointingTo(other)
                    },
                )
            spoil.forEachIndexed { index, change ->
                val cache = filled("secret$index")
                val secret = cache.resolve(CacheSecret.NAME)
                val before = secret.readBytes()
                change(secret)
                again(cache) shouldBe (false to emptyList())
                again(cache) shouldBe (true to emptyList())
                secret.readBytes() shouldNotBe before
                mode(secret) shouldBe "rw-------"
                Files.isSymbolicLink(secret) shouldBe false
            }
        }

        test("files of others in folders of the same names are not deleted") {
            val cache = filled("mixed")
            val own =
                listOf("work/mine", "scripts/mine.sh", "scripts/.hidden", "headers/mine.txt").map {
                    cache.resolve(it)
                }
            own.forEach {
                it.parent.createDirectories()
                it.writeText("mine")
                Files.setLastModifiedTime(it, FileTime.from(Instant.EPOCH))
            }
            ScriptCache(CacheFolder(cache) {}).prune(0)
            own.filterNot { it.exists() }.shouldBeEmpty()
        }

        test("a deletion does not lead behind a link") {
            val kept = fixture.root.resolve("kept").createDirectories()
            kept.resolve("file").writeText("kept")
            val tree = fixture.root.resolve("tree").createDirectories()
            tree.resolve("link").createSymbolicLinkPointingTo(kept)
            deleteTree(tree)
            tree.exists() shouldBe false
            kept.listDirectoryEntries().map { it.name } shouldContainExactly listOf("file")
        }

        /** From the reference implementation: the key is 00 01 … 0f, the texts 00 01 … */
        test("the sum of headers is SipHash-2-4") {
            val key = ByteArray(16) { it.toByte() }
            fun sum(size: Int) = SipHash(key).of(ByteArray(size) { it.toByte() })
            listOf(0, 1, 7, 8, 15).map { sum(it).toULong().toString(16) } shouldContainExactly
                listOf(
                    "726fdb47dd0e0e31",
                    "74f839c593dc67fd",
                    "ab0200f58b01d137",
                    "93f5f5799a932462",
                    "a129ca6149be45e5",
                )
            SipHash(key).of(ByteArray(18) { (it - 3).toByte() }, 3) shouldBe sum(15)
        }
    })

package io.kmigrate.dsl.host

import io.kmigrate.dsl.builder.ScriptFiles
import io.kmigrate.dsl.source.ScriptTemplate
import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.IOException
import java.io.RandomAccessFile
import java.nio.file.Path
import kotlin.io.path.createSymbolicLinkPointingTo
import kotlin.io.path.exists

/**
 * A gigabyte of zeros costs nothing to make, a device has no end, and a pipe may never say
 * anything.
 */
class HostEndlessFilesTest :
    FunSpec({
        val fixture = autoClose(HostFixture())

        fun sparse(file: Path): Path {
            RandomAccessFile(file.toFile(), "rw").use { it.setLength(HUGE) }
            return file
        }

        val zero = Path.of("/dev/zero")
        val kinds: Map<String, Pair<(Path) -> Unit, String>> =
            mapOf(
                "a gigabyte of zeros" to
                    Pair({ file -> sparse(file) }, "it is larger than 8,388,608 bytes"),
                "a link to a device" to
                    Pair(
                        { file -> file.createSymbolicLinkPointingTo(zero) },
                        "it is no plain file",
                    ),
                "a pipe" to
                    Pair(
                        { file -> ProcessBuilder("mkfifo", "$file").start().waitFor() shouldBe 0 },
                        "it is no plain file",
                    ),
            )

        kinds.forEach { (kind, made) ->
            test("$kind is no script").config(enabled = zero.exists()) {
                val name = kind.replace(' ', '-')
                val folder = fixture.folder(name, "1" to HostFixture.script("a"))
                val file = folder.resolve("2.migration.kts")
                made.first(file)
                for (source in
                    listOf(
                        fixture.source(folder, host = fixture.host(NoCompiler)),
                        fixture.source(file, host = fixture.host(NoCompiler)),
                    )) {
                    val failure = shouldThrow<MigrationException> { source.revisions() }
                    failure.problems().single().shown() shouldContain
                        "unreadable-script: the script cannot be read: ${made.second}"
                }
            }
        }

        test("a template and a file of values are read within bounds, too") {
            val folder = fixture.folder("others")
            val file = sparse(folder.resolve("huge.csv"))
            shouldThrow<MigrationException> { ScriptTemplate.read(file) }.message!! shouldContain
                "it is larger than"
            shouldThrow<IOException> {
                    ScriptFiles.beside("$folder/1.migration.kts").read("huge.csv")
                }
                .message!! shouldContain "it is larger than"
        }

        test("an entry of the cache and its key are read within bounds, too") {
            val cache = fixture.cache("sparse")
            val key = "0f".repeat(32)
            val script = CompiledScript("M", mapOf("M" to ByteArray(100)))
            for (name in listOf("scripts/$key", "key")) {
                ScriptCache(cache).write(key, script) shouldBe true
                sparse(cache.path.resolve(name))
                val again = ScriptCache(fixture.cache("sparse"))
                again.read(key) shouldBe null
                again.write(key, script) shouldBe true
                again.read(key)?.mainClass shouldBe "M"
            }
        }
    }) {
    private companion object {
        const val HUGE = 1L shl 30
    }
}

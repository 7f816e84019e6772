package io.kmigrate.file

import io.kmigrate.testing.temporaryFolder
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText
import kotlin.io.path.writeText

class WholeFileTest :
    FunSpec({
        val content = "x".repeat(100_000).encodeToByteArray()

        fun names(folder: Path) = folder.listDirectoryEntries().map { it.name }.sorted()

        test("a new file takes the place of nothing, not even of a link that leads nowhere") {
            val folder = temporaryFolder("whole")
            val file = folder.resolve("file").also { it.writeText("before") }
            val link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"))
            val pointing = Files.createSymbolicLink(folder.resolve("pointing"), file)
            val inside = Files.createDirectory(folder.resolve("folder"))
            for (taken in listOf(file, link, pointing, inside)) {
                shouldThrow<FileAlreadyExistsException> { WholeFile.create(taken, content) }
            }
            file.readText() shouldBe "before"
            names(folder) shouldBe listOf("file", "folder", "link", "pointing")
        }

        test("a link is replaced, and the file that it leads to stays as it is") {
            val folder = temporaryFolder("whole")
            val victim = folder.resolve("victim").also { it.writeText("before") }
            val link = Files.createSymbolicLink(folder.resolve("link"), victim)
            WholeFile.replace(link, content)
            victim.readText() shouldBe "before"
            Files.isSymbolicLink(link) shouldBe false
            names(folder) shouldBe listOf("link", "victim")
        }

        test("others may read a new file as they may read any other") {
            val folder = temporaryFolder("whole")
            val usual = Files.createFile(folder.resolve("usual"))
            val made = folder.resolve("made").also { WholeFile.create(it, content) }
            Files.getPosixFilePermissions(made) shouldBe Files.getPosixFilePermissions(usual)
        }

        for (how in listOf("create", "replace")) {
            test("a disk that is full leaves nothing new behind: $how") {
                val folder = temporaryFolder("whole")
                val file = folder.resolve("file")
                if (how == "replace") {
                    file.writeText("before")
                }
                writeWithLittleSpace(how, file) shouldNotBe 0
                names(folder) shouldBe if (how == "replace") listOf("file") else emptyList()
                if (how == "replace") {
                    file.readText() shouldBe "before"
                }
            }
        }
    })

/** In a process that may write a kilobyte or so to a file: the exit code. */
private fun writeWithLittleSpace(how: String, file: Path): Int =
    ProcessBuilder(
            "sh",
            "-c",
            "ulimit -f 1; exec \"$0\" \"$@\"",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WholeFileWriter::class.java.name,
            how,
            "$file",
        )
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor()

/** What that process runs. */
internal object WholeFileWriter {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val content = ByteArray(1_000_000)
        val file = Path.of(arguments[1])
        if (arguments[0] == "create") WholeFile.create(file, content)
        else WholeFile.replace(file, content)
    }
}

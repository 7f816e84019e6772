package io.kmigrate.dsl.host

import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import kotlin.io.path.getLastModifiedTime
import kotlin.io.path.moveTo
import kotlin.io.path.setLastModifiedTime
import kotlin.io.path.writeText

class FileDigestsTest :
    FunSpec({
        val folder = tempdir().toPath()
        var reads = 0
        fun later() = System.currentTimeMillis() + 10_000
        fun text(file: Path, now: Long = later()) =
            FileDigests.of(file, now) {
                    reads++
                    ByteArray(it.length().toInt()).also(it::readFully)
                }
                .decodeToString()

        fun readsOf(work: () -> Unit): Int {
            val before = reads
            work()
            return reads - before
        }

        test("a file is read once") {
            val file = folder.resolve("once").also { it.writeText("a") }
            readsOf { repeat(3) { text(file) shouldBe "a" } } shouldBe 1
        }

        mapOf<String, (Path) -> Unit>(
                "a text of another size" to { it.writeText("bb") },
                "a text of the same size" to { it.writeText("b") },
                "a text of the same size and time" to
                    {
                        val time = it.getLastModifiedTime()
                        it.writeText("b")
                        it.setLastModifiedTime(time)
                    },
                "another file in its place" to
                    {
                        val time = it.getLastModifiedTime()
                        val other = it.resolveSibling("other").also { it.writeText("b") }
                        other.setLastModifiedTime(time)
                        other.moveTo(it, overwrite = true)
                    },
            )
            .forEach { (change, edit) ->
                test("$change is read again") {
                    val file = folder.resolve(change).also { it.writeText("a") }
                    text(file) shouldBe "a"
                    edit(file)
                    text(file).first() shouldBe 'b'
                }
            }

        test("a file that was written a moment ago is read each time") {
            val file = folder.resolve("young").also { it.writeText("a") }
            readsOf { repeat(2) { text(file, System.currentTimeMillis()) } } shouldBe 2
        }
    })

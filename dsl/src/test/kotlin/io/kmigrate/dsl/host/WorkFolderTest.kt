package io.kmigrate.dsl.host

import io.kmigrate.failure.ErrorCode
import io.kmigrate.failure.MigrationException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.paths.shouldNotExist
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.createFile
import kotlin.io.path.exists

/**
 * Where files cannot be written. Rights do not stop root, so that other things stand in the way.
 */
class WorkFolderTest :
    FunSpec({
        val folder = tempdir().toPath()
        val inTheWay = folder.resolve("file").createFile()
        val unusable =
            listOf(inTheWay.resolve("cache"), Path.of("/proc/nothing"), Path.of("/dev/full/cache"))

        unusable.forEach { cache ->
            test("without a cache at $cache, work is done among temporary files, with a warning") {
                val warnings = mutableListOf<String>()
                val host = CacheFolder(cache, folder) { warnings += it }
                val used = host.inWorkFolder { work -> work.also { it.exists() shouldBe true } }
                used.parent shouldBe folder
                used.shouldNotExist()
                warnings.size shouldBe 1
                warnings.single() shouldContain "the cache folder $cache cannot be used"
            }

            unusable.forEach { temporary ->
                test(
                    "with neither $cache nor $temporary, the message names both, and the setting"
                ) {
                    val host = CacheFolder(cache, temporary) { error("no warning beside it") }
                    val problem =
                        shouldThrow<MigrationException> { host.inWorkFolder {} }.problems().single()
                    problem.code() shouldBe ErrorCode.COMPILER_FAILED
                    problem.message() shouldContain "the cache folder $cache ("
                    problem.message() shouldContain "nor to $temporary ("
                    problem.fix()?.command() shouldBe
                        "set MIGRATE_CACHE to a folder that can be written, or run a bundle, which needs none"
                }
            }
        }
    })

package io.kmigrate.dsl.host.driver

import java.lang.ProcessBuilder.Redirect
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE

/**
 * Runs a compiler that writes its archive when it ends, and puts the archive in place. Arguments:
 * the folder to work in, which is gone afterwards, the archive, the command to run. An empty
 * archive says that this JVM makes none.
 */
internal object ArchiveDriver {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val work = Path.of(arguments[0])
        val archive = Path.of(arguments[1])
        val maker =
            ProcessBuilder(arguments.drop(2))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
        // At the end, however it comes.
        Runtime.getRuntime()
            .addShutdownHook(
                Thread {
                    maker.destroyForcibly().waitFor()
                    work.toFile().deleteRecursively()
                }
            )
        val exit = maker.waitFor()
        val made = work.resolve("archive")
        if (exit == 0 && Files.exists(made)) {
            Files.move(made, archive, ATOMIC_MOVE)
        } else {
            Files.createFile(archive)
        }
    }
}

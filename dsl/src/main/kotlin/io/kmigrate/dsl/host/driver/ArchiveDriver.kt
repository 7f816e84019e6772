package io.kmigrate.dsl.host.driver

import java.lang.ProcessBuilder.Redirect
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE

/**
 * Runs a compiler that writes its archive when it ends, and puts the archive in place. Arguments:
 * the folder to work in, which is gone afterwards, the archive, the command to run.
 */
internal object ArchiveDriver {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val work = Path.of(arguments[0])
        try {
            val exit =
                ProcessBuilder(arguments.drop(2))
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor()
            val archive = work.resolve("archive")
            if (exit == 0 && Files.exists(archive)) {
                Files.move(archive, Path.of(arguments[1]), ATOMIC_MOVE)
            }
        } finally {
            work.toFile().deleteRecursively()
        }
    }
}

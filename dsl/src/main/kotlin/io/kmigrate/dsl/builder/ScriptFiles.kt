package io.kmigrate.dsl.builder

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

/** Where a script finds the files it names. */
internal fun interface ScriptFiles {
    @Throws(IOException::class) fun read(name: String): ByteArray

    companion object {
        /** In the folder of the script. */
        fun beside(script: String) = ScriptFiles { name ->
            Files.readAllBytes(Path.of(script).resolveSibling(name))
        }
    }
}

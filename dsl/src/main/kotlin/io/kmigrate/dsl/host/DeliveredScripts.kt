package io.kmigrate.dsl.host

import io.kmigrate.file.BoundedFile
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * Scripts that a distribution brings compiled, such as those of its example: the first run needs no
 * compiler for them. They have the keys of the cache, so that another text, class path or version
 * is compiled. Nothing is ever written there.
 *
 * They carry no secret, since every user of the distribution reads them. They count where nobody
 * but the owner of [code] can have written them, whose code runs here anyway.
 *
 * @param code a jar of the distribution
 */
internal class DeliveredScripts(private val folder: Path, private val code: Path) {
    private val isTrusted by lazy { isSafe(folder) }

    /** Null where there is none, or it does not count. */
    fun read(key: String): CompiledScript? {
        val file = folder.resolve(key)
        if (!isTrusted || !isSafe(file)) {
            return null
        }
        return try {
            ScriptEntry.read(key, BoundedFile.read(file, LARGEST), NO_SECRET)
        } catch (_: IOException) {
            null
        }
    }

    private fun isSafe(file: Path): Boolean =
        try {
            FolderPrivacy.isAsSafeAs(code, file)
        } catch (_: IOException) {
            false
        }

    companion object {
        /** Names the folder. */
        const val SETTING: String = "kmigrate.compiler.scripts"
        private const val LARGEST = 16 shl 20
        private val NO_SECRET = ByteArray(0)

        /** Null without a distribution that brings some. */
        fun locate(): DeliveredScripts? {
            val folder = System.getProperty(SETTING)?.takeIf { it.isNotEmpty() } ?: return null
            val code = codeSource(DeliveredScripts::class.java) ?: return null
            return DeliveredScripts(Path.of(folder), code)
        }

        /** Writes to [target] all that [cache] knows; how many scripts that is. */
        fun write(cache: CacheFolder, target: Path): Int {
            val known = ScriptCache(cache)
            Files.createDirectories(target)
            val scripts = known.keys().mapNotNull { key -> known.read(key)?.let { key to it } }
            scripts.forEach { (key, script) ->
                Files.write(target.resolve(key), ScriptEntry.bytes(key, script, NO_SECRET))
            }
            return scripts.size
        }
    }
}

/** Started where a distribution is made. */
@API(status = INTERNAL, since = "0.1")
public object ScriptDelivery {
    /** Argument: the folder that gets every script of the user's cache. */
    @JvmStatic
    public fun main(arguments: Array<String>) {
        val cache = CacheFolder(CacheFolder.locate(null), warnings = System.err::println)
        if (DeliveredScripts.write(cache, Path.of(arguments.single())) == 0) {
            System.err.println("The cache ${cache.path} holds no compiled script")
            exitProcess(1)
        }
    }
}

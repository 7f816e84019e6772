package io.kmigrate.dsl.host

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant

/**
 * Compiled scripts by key, one file each. Every entry is verified when read: one that is damaged,
 * or that was made without the owner's secret, is a miss and is written again. Processes share the
 * folder without locks, since a key has one possible content.
 */
internal class ScriptCache(private val folder: CacheFolder) {
    fun read(key: String): CompiledScript? {
        val bytes = folder.read(name(key)) ?: return null
        val secret = folder.secret() ?: return null
        val script = ScriptEntry.read(key, bytes, secret) ?: return null
        folder.touch(folder.path.resolve(name(key)))
        return script
    }

    /** Of all entries, whether they hold or not. */
    fun keys(): List<String> = list(SCRIPTS).map { it.name }.filter(ENTRY::matches).sorted()

    /** False when nothing more can be written. */
    fun write(key: String, script: CompiledScript): Boolean {
        val secret = folder.newSecret() ?: return false
        return folder.write(name(key), ScriptEntry.bytes(key, script, secret))
    }

    /** Keeps the most recently used entries, up to [limit] bytes; removes what killed runs left. */
    fun prune(limit: Long = LIMIT) {
        try {
            val now = Instant.now()
            if (!folder.isUsable()) {
                return
            }
            val scripts = list(SCRIPTS)
            val entries = scripts.filter { ENTRY.matches(it.name) }
            val left = scripts.filter { LEFT.matches(it.name) }
            val works = list(CacheFolder.WORK).filter { it.name.startsWith(CacheFolder.COMPILE) }
            var size = 0L
            entries
                .sortedByDescending { it.used }
                .forEach { entry ->
                    size += entry.size
                    if (size > limit) {
                        Files.deleteIfExists(entry.path)
                    }
                }
            fun forget(entries: List<Entry>, age: Duration) =
                entries
                    .filter { Duration.between(it.used, now) > age }
                    .forEach { deleteTree(it.path) }
            forget(left + works, LEFT_OVER)
            forget(list(HeaderIndex.HEADERS).filter { INDEX.matches(it.name) }, INDEX_AGE)
        } catch (_: IOException) {
            // The next run prunes.
        }
    }

    private fun list(name: String): List<Entry> {
        val files = folder.path.resolve(name)
        if (!Files.isDirectory(files)) {
            return emptyList()
        }
        return Files.list(files).use { stream ->
            stream.toList().mapNotNull { file ->
                file
                    .toFile()
                    .takeIf { it.exists() }
                    ?.let {
                        Entry(file, it.length(), Instant.ofEpochMilli(it.lastModified()))
                    }
            }
        }
    }

    private fun name(key: String) = "$SCRIPTS/$key"

    private class Entry(val path: Path, val size: Long, val used: Instant) {
        val name = path.fileName.toString()
    }

    companion object {
        const val SCRIPTS: String = "scripts"
        /** Somebody may have pointed the cache to a folder with files of their own. */
        private val ENTRY = Regex("[0-9a-f]{64}")
        private val LEFT = Regex("""\..*\.part""")
        private val INDEX = Regex("""[0-9a-f]+-(true|false)|\..*\.part""")
        private const val LIMIT = 256L * 1024 * 1024
        private val LEFT_OVER = Duration.ofDays(1)

        /** An index that is still of use is soon made again. */
        private val INDEX_AGE = Duration.ofDays(30)
    }
}

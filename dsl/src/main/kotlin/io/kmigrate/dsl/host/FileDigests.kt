package io.kmigrate.dsl.host

import java.io.RandomAccessFile
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap

/**
 * What was read of files on class paths, for the life of the process: an application may make many
 * hosts, and each asks about the same files.
 */
internal object FileDigests {
    private val known = ConcurrentHashMap<Path, Digested>()

    private class Digested(val stamp: FileStamp, val digest: ByteArray)

    /**
     * The digest of [file], read again where it may have changed.
     *
     * @param nowMillis since 1970
     */
    fun of(
        file: Path,
        nowMillis: Long = System.currentTimeMillis(),
        read: (RandomAccessFile) -> ByteArray,
    ): ByteArray {
        val stamp = FileStamp.of(file)?.takeIf { it.isSettled(nowMillis) }
        val before = known[file]
        if (before != null && before.stamp == stamp) return before.digest
        val digest = RandomAccessFile(file.toFile(), "r").use(read)
        if (stamp == null) known.remove(file) else known[file] = Digested(stamp, digest)
        return digest
    }
}

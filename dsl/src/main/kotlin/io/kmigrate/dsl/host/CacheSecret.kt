package io.kmigrate.dsl.host

import io.kmigrate.file.BoundedFile
import java.io.IOException
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.LinkOption.NOFOLLOW_LINKS
import java.nio.file.Path
import java.security.SecureRandom

/**
 * What makes an entry of the cache its owner's: nobody who cannot read this file can make one that
 * counts. Without it, or with another one, every entry is missing.
 */
internal class CacheSecret(private val file: Path) {
    @Volatile private var known: ByteArray? = null

    /** Null when there is none yet, or others can read it. */
    fun find(): ByteArray? = known ?: read().also { known = it }

    /** Makes one if need be; its folder is there. */
    @Throws(IOException::class)
    fun require(): ByteArray {
        find()?.let {
            return it
        }
        // What others can read, or could write.
        if (Files.exists(file, NOFOLLOW_LINKS) && read() == null) {
            Files.deleteIfExists(file)
        }
        val unfinished = Unfinished.begin(Files.createTempFile(file.parent, ".", ".part"))
        try {
            Files.write(unfinished, ByteArray(SIZE).also(SecureRandom()::nextBytes))
            place(unfinished)
        } finally {
            Files.deleteIfExists(unfinished)
            Unfinished.done(unfinished)
        }
        return find() ?: throw IOException("$file")
    }

    /** The first of several processes wins. */
    private fun place(unfinished: Path) {
        try {
            Files.createLink(file, unfinished)
        } catch (_: FileAlreadyExistsException) {
            // Theirs is as good.
        } catch (_: UnsupportedOperationException) {
            Files.move(unfinished, file)
        } catch (_: java.nio.file.FileSystemException) {
            Files.move(unfinished, file)
        }
    }

    private fun read(): ByteArray? =
        try {
            if (FolderPrivacy.isSecret(file))
                BoundedFile.read(file, SIZE).takeIf { it.size == SIZE }
            else null
        } catch (_: IOException) {
            null
        }

    companion object {
        const val NAME: String = "key"

        /** What [SipHash] takes. */
        const val SHORT: Int = 16
        private const val SIZE = 32 + SHORT
    }
}

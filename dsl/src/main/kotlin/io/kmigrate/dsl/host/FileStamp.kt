package io.kmigrate.dsl.host

import java.io.IOException
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.LinkOption.NOFOLLOW_LINKS
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.util.concurrent.TimeUnit

/**
 * What the file system says of a plain file: two files of the same stamp have the same content.
 * Times are nanoseconds since 1970; [changed] is the file system's own and cannot be set.
 */
internal data class FileStamp(
    val size: Long,
    val modified: Long,
    val changed: Long,
    val inode: Long,
) {
    /**
     * Whether a change after this stamp was taken would show in it: times may be as coarse as two
     * seconds.
     */
    fun isSettled(nowMillis: Long): Boolean =
        maxOf(modified, changed) < TimeUnit.MILLISECONDS.toNanos(nowMillis - COARSE_MILLIS)

    companion object {
        private const val COARSE_MILLIS = 3_000
        private const val ATTRIBUTES = "unix:isRegularFile,size,lastModifiedTime,ctime,ino"
        private val isKnown = "unix" in FileSystems.getDefault().supportedFileAttributeViews()

        /** Null for what is no plain file, and where the file system tells too little. */
        fun of(file: Path): FileStamp? {
            if (!isKnown) {
                return null
            }
            val found =
                try {
                    Files.readAttributes(file, ATTRIBUTES, NOFOLLOW_LINKS)
                } catch (_: IOException) {
                    return null
                } catch (_: UnsupportedOperationException) {
                    return null
                }
            if (found["isRegularFile"] != true) {
                return null
            }
            return FileStamp(
                found.getValue("size") as Long,
                nanos(found.getValue("lastModifiedTime")),
                nanos(found.getValue("ctime")),
                found.getValue("ino") as Long,
            )
        }

        private fun nanos(time: Any) = (time as FileTime).to(TimeUnit.NANOSECONDS)
    }
}

package io.kmigrate.dsl.host

import io.kmigrate.dsl.message.CompilerMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.file.BoundedFile
import java.io.IOException
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.attribute.FileAttribute
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import java.util.concurrent.atomic.AtomicBoolean
import java.util.function.Consumer

/**
 * The folder of files that can be made again: compiled scripts, the compiler's archive, work in
 * progress. Only the owner can read or write them. When it cannot be written, or others can write
 * to it, a run continues without it and [warnings] is told once.
 *
 * @param temporary where work is done instead
 */
internal class CacheFolder(
    val path: Path,
    private val temporary: Path = Path.of(System.getProperty("java.io.tmpdir")),
    private val warnings: Consumer<String>,
) {
    private val warned = AtomicBoolean()
    private val secret = CacheSecret(path.resolve(CacheSecret.NAME))
    @Volatile private var isProven = false

    /** What marks entries as this user's; null when there is none yet. */
    fun secret(): ByteArray? = if (isUsable()) secret.find() else null

    /** The same, made if need be; null when it cannot be. */
    fun newSecret(warns: Boolean = true): ByteArray? =
        try {
            prepare(path)
            secret.require()
        } catch (failure: IOException) {
            if (warns) warn(failure)
            null
        }

    /**
     * Whether nobody else can have written to the folder: code that is read from it is run. Tells
     * [warnings] when somebody can. A folder that is not there yet holds nothing that could harm.
     */
    fun isUsable(): Boolean {
        if (!isProven) {
            try {
                FolderPrivacy.fault(path, FOLDERS)?.let {
                    warn(it)
                    return false
                }
                isProven = true
            } catch (_: IOException) {
                // Nothing can be read there, and whoever writes there is told why not.
            }
        }
        return true
    }

    /** Creates [folder], which is [path] or below it; all of it is this user's afterwards. */
    @Throws(IOException::class)
    private fun prepare(folder: Path) {
        if (isUsable()) {
            createFolder(folder)
        }
        if (!isUsable()) {
            throw UnusableFolderException("$path")
        }
    }

    /** The file's bytes; null when there is none, or none that can be read. */
    fun read(name: String, warns: Boolean = true): ByteArray? =
        try {
            if (isUsable()) BoundedFile.read(path.resolve(name), LARGEST) else null
        } catch (_: NoSuchFileException) {
            null
        } catch (failure: IOException) {
            if (warns) warn(failure)
            null
        }

    /** Readers see the old file or the whole new one. False when it could not be written. */
    fun write(name: String, bytes: ByteArray, warns: Boolean = true): Boolean =
        try {
            val file = path.resolve(name)
            prepare(file.parent)
            val unfinished = Unfinished.begin(Files.createTempFile(file.parent, ".", ".part"))
            try {
                Files.write(unfinished, bytes)
                Files.move(unfinished, file, ATOMIC_MOVE, REPLACE_EXISTING)
            } finally {
                Files.deleteIfExists(unfinished)
                Unfinished.done(unfinished)
            }
            true
        } catch (failure: IOException) {
            if (warns) warn(failure)
            false
        }

    /** A file's time says when it was used last, to the day: a write at each use would cost. */
    fun touch(file: Path) {
        try {
            val now = Instant.now()
            if (Duration.between(Files.getLastModifiedTime(file).toInstant(), now) > TOUCH) {
                Files.setLastModifiedTime(file, FileTime.from(now))
            }
        } catch (_: IOException) {
            // A read-only folder: then nothing prunes it either.
        }
    }

    /**
     * Runs [action] in a new folder that is gone afterwards; among temporary files if need be.
     *
     * @throws MigrationException where files cannot be written there either
     */
    fun <T> inWorkFolder(action: (Path) -> T): T {
        val folder = Unfinished.begin(createWorkFolder())
        try {
            return action(folder)
        } catch (failure: IOException) {
            throw MigrationException(
                CompilerMessages.noWorkFolder("$folder", reason(failure)),
                failure,
            )
        } finally {
            Unfinished.remove(folder)
        }
    }

    private fun createWorkFolder(): Path =
        try {
            val works = path.resolve(WORK)
            prepare(works)
            val left = Files.getFileStore(works).usableSpace
            if (left < NEEDED) {
                throw IOException(CompilerMessages.diskFull(left / KILOBYTE))
            }
            Files.createTempDirectory(works, COMPILE)
        } catch (failure: IOException) {
            createTemporaryFolder(failure)
        }

    private fun createTemporaryFolder(unusable: IOException): Path =
        try {
            Files.createTempDirectory(temporary, "kmigrate").also { warn(unusable) }
        } catch (failure: IOException) {
            failure.addSuppressed(unusable)
            throw MigrationException(
                CompilerMessages.nowhereToWork(
                    "$path",
                    reason(unusable),
                    "$temporary",
                    reason(failure),
                ),
                failure,
            )
        }

    private fun warn(failure: IOException) {
        if (failure !is UnusableFolderException) warn(reason(failure))
    }

    private fun warn(reason: String) {
        if (warned.compareAndSet(false, true)) {
            warnings.accept(CompilerMessages.unusableCache("$path", reason))
        }
    }

    private fun reason(failure: IOException) =
        failure.toString().substringAfterLast("nio.file.").removePrefix("java.io.IOException: ")

    companion object {
        private val TOUCH = Duration.ofDays(1)
        private const val KILOBYTE = 1024L

        /** Far more than the compiler makes of one script. */
        private const val LARGEST = 16 shl 20

        /** What the compiler may write for a thousand scripts. */
        private const val NEEDED = 16 * KILOBYTE * KILOBYTE
        const val WORK: String = "work"

        /** What the names of folders in it begin with. */
        const val COMPILE: String = "compile"

        /** Those in it; the launcher uses two of them. */
        private val FOLDERS =
            listOf(ScriptCache.SCRIPTS, HeaderIndex.HEADERS, "compiler", "start", "native", WORK)

        /**
         * The folder asked for, else the setting `kmigrate.cache`, else the user's own cache
         * folder.
         */
        fun locate(asked: Path?): Path =
            asked
                ?: System.getProperty("kmigrate.cache")
                    ?.takeIf { it.isNotEmpty() }
                    ?.let { Path.of(it) }
                ?: userCache().resolve("kmigrate")

        private fun userCache(): Path =
            System.getenv("XDG_CACHE_HOME")?.takeIf { it.isNotEmpty() }?.let { Path.of(it) }
                ?: home().resolve(".cache")

        /**
         * For a user whom the machine does not know, Java's is a question mark, and a folder among
         * temporary files could be anybody's: then there is no cache, as in the launcher.
         */
        private fun home(): Path =
            listOf(System.getProperty("user.home"), System.getenv("HOME"))
                .firstOrNull { !it.isNullOrBlank() && it != "?" }
                ?.let { Path.of(it) } ?: Path.of("/nonexistent")

        private val posix = "posix" in FileSystems.getDefault().supportedFileAttributeViews()

        /** How a folder for the owner alone is made. */
        val ownerOnly: Array<FileAttribute<*>> =
            if (posix) {
                arrayOf(
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rwx------")
                    )
                )
            } else {
                emptyArray()
            }

        /** Creates [folder] and what is missing above it, for the owner alone. */
        @Throws(IOException::class)
        fun createFolder(folder: Path): Path = Files.createDirectories(folder, *ownerOnly)
    }
}

/** Others may write there; that was told. */
internal class UnusableFolderException(folder: String) : IOException(folder)

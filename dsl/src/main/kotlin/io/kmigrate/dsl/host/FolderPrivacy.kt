package io.kmigrate.dsl.host

import io.kmigrate.dsl.message.CompilerMessages
import java.io.IOException
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.LinkOption.NOFOLLOW_LINKS
import java.nio.file.NoSuchFileException
import java.nio.file.NotDirectoryException
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/**
 * Whether files and folders are this user's, and nobody else may write to them. Known on POSIX
 * alone: elsewhere, folders of a user are private unless somebody shares them.
 */
internal object FolderPrivacy {
    private const val TYPE = 0xf000
    private const val FOLDER = 0x4000
    private const val FILE = 0x8000
    private const val LINK = 0xa000
    private const val OTHERS_WRITE = 0x12
    private const val OTHERS = 0x3f
    private const val ROOT = 0
    private val isKnown = "unix" in FileSystems.getDefault().supportedFileAttributeViews()

    private class Facts(private val mode: Int, val owner: Int) {
        val isMine: Boolean
            get() = owner == me

        fun isA(type: Int) = mode and TYPE == type

        fun allows(bits: Int) = mode and bits != 0
    }

    /** Java knows the name of its user at best, and names can be set. */
    private val me: Int by lazy {
        val process =
            try {
                Files.getAttribute(Path.of("/proc/self"), "unix:uid") as Int
            } catch (_: IOException) {
                null
            }
        // A process that nobody may look into belongs to root.
        val isSure = process != ROOT || System.getProperty("user.name") == "root"
        process?.takeIf { isSure } ?: ownerOfNewFile()
    }

    private fun ownerOfNewFile(): Int {
        val file = Files.createTempFile("kmigrate", null)
        try {
            return Files.getAttribute(file, "unix:uid") as Int
        } finally {
            Files.deleteIfExists(file)
        }
    }

    /**
     * Why others may have written to [folder] or to those of [below] that are there; null when
     * nobody could. Where others may only read a folder below, they no longer may afterwards.
     *
     * @throws IOException when there is no folder, or nothing can be found out
     */
    fun fault(folder: Path, below: List<String>): String? {
        if (!isKnown) {
            return null
        }
        val link = facts(folder, NOFOLLOW_LINKS)
        if (link.isA(LINK) && !link.isMine && link.owner != ROOT) {
            return CompilerMessages.othersFolder("$folder")
        }
        val found = facts(folder)
        if (!found.isA(FOLDER)) {
            throw NotDirectoryException("$folder")
        }
        return fault("$folder", found)
            ?: below.map(folder::resolve).firstNotNullOfOrNull(::faultBelow)
    }

    private fun fault(name: String, found: Facts): String? =
        when {
            !found.isA(FOLDER) -> CompilerMessages.noFolder(name)
            !found.isMine -> CompilerMessages.othersFolder(name)
            found.allows(OTHERS_WRITE) -> CompilerMessages.sharedFolder(name)
            else -> null
        }

    private fun faultBelow(folder: Path): String? {
        val found =
            try {
                facts(folder, NOFOLLOW_LINKS)
            } catch (_: NoSuchFileException) {
                return null
            }
        val fault = fault("$folder", found)
        if (fault == null && found.allows(OTHERS)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"))
        }
        return fault
    }

    /** Whether [file] is a plain file of this user that nobody else may even read. */
    fun isSecret(file: Path): Boolean {
        if (!isKnown) {
            return Files.isRegularFile(file, NOFOLLOW_LINKS)
        }
        val found =
            try {
                facts(file, NOFOLLOW_LINKS)
            } catch (_: IOException) {
                return false
            }
        return found.isA(FILE) && found.isMine && !found.allows(OTHERS)
    }

    /**
     * Whether nobody but the owner of [code] can have written [file], which is no link.
     *
     * @throws IOException when one of both is missing, or nothing can be found out
     */
    fun isAsSafeAs(code: Path, file: Path): Boolean {
        if (!isKnown) {
            return true
        }
        val found = facts(file, NOFOLLOW_LINKS)
        return !found.isA(LINK) && found.owner == facts(code).owner && !found.allows(OTHERS_WRITE)
    }

    private fun facts(file: Path, vararg options: LinkOption): Facts {
        val found = Files.readAttributes(file, "unix:mode,uid", *options)
        return Facts(found.getValue("mode") as Int, found.getValue("uid") as Int)
    }
}

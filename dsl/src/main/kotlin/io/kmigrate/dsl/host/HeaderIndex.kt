package io.kmigrate.dsl.host

import io.kmigrate.dsl.host.driver.readText
import io.kmigrate.dsl.host.driver.readTexts
import io.kmigrate.dsl.host.driver.writeText
import io.kmigrate.dsl.host.driver.writeTexts
import io.kmigrate.revision.Revision
import io.kmigrate.source.ScriptLoader
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.DataInputStream
import java.io.DataOutputStream
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.file.Path
import java.util.zip.CRC32

/**
 * The headers of scripts that were read before, by the stamps of their files: a command that runs
 * no script need not open the files of hundreds. An entry counts only while the file system says
 * that its file is the one that was read. It is an optimisation: without it, or when it is damaged,
 * of another version, or made without the owner's secret, the scripts are read.
 */
internal class HeaderIndex(
    private val cache: CacheFolder,
    folders: ScriptLoader.Folders,
    private val millis: () -> Long = System::currentTimeMillis,
) {
    private val name = "$HEADERS/${nameOf(folders)}"
    private val entries: Map<String, Entry> by lazy { read() }

    /**
     * A script's header, and its fingerprint as [Revision.fingerprint] or as that of a script that
     * reads files.
     */
    class Entry(val stamp: FileStamp, val print: String, val revision: Revision)

    /** What is known of [file] if it is as it was. */
    fun of(file: Path, stamp: FileStamp): Entry? =
        entries[file.toString()]?.takeIf { it.stamp == stamp }

    /** Keeps what was read for the next command, where that spares it enough. */
    fun keep(read: Collection<Entry>) {
        val now = millis()
        val settled = read.filter { it.stamp.isSettled(now) }
        if (settled.count { entries[it.revision.path()] !== it } >= WORTH_WRITING) {
            val secret = cache.newSecret(warns = false) ?: return
            cache.write(name, toBytes(settled, secret), warns = false)
        }
    }

    private fun read(): Map<String, Entry> {
        val bytes = cache.read(name, warns = false) ?: return emptyMap()
        val secret = cache.secret() ?: return emptyMap()
        if (bytes.size < PREFIX || ByteBuffer.wrap(bytes).getLong() != sum(bytes, secret)) {
            return emptyMap()
        }
        return try {
            val input = DataInputStream(ByteArrayInputStream(bytes, PREFIX, bytes.size - PREFIX))
            if (input.readText() != FORMAT) emptyMap()
            else
                List(input.readInt()) { input.readEntry() }
                    .associateBy { it.revision.path().orEmpty() }
        } catch (_: IOException) {
            emptyMap()
        }
    }

    companion object {
        const val HEADERS: String = "headers"
        private const val PREFIX = Long.SIZE_BYTES

        /** As many scripts are read in less time than an index. */
        private const val WORTH_WRITING = 30
        private const val HEXADECIMAL = 16
        private val FORMAT = "3 ${Build.version}"

        /** A cheap sum will do: an entry of other folders has other stamps. */
        private fun nameOf(folders: ScriptLoader.Folders): String {
            val sum = CRC32()
            folders.paths.forEach {
                sum.update("$it\n${it.toAbsolutePath()}\n".encodeToByteArray())
            }
            return "${sum.value.toString(HEXADECIMAL)}-${folders.recursive}"
        }

        private fun toBytes(entries: Collection<Entry>, secret: ByteArray): ByteArray {
            val bytes = ByteArrayOutputStream()
            DataOutputStream(bytes).use { out ->
                out.writeLong(0)
                out.writeText(FORMAT)
                out.writeInt(entries.size)
                entries.forEach { out.writeEntry(it) }
            }
            return bytes.toByteArray().also { ByteBuffer.wrap(it).putLong(sum(it, secret)) }
        }

        private fun sum(bytes: ByteArray, secret: ByteArray): Long =
            SipHash(secret.takeLast(CacheSecret.SHORT).toByteArray()).of(bytes, PREFIX)

        private fun DataOutputStream.writeEntry(entry: Entry) {
            writeLong(entry.stamp.size)
            writeLong(entry.stamp.modified)
            writeLong(entry.stamp.changed)
            writeLong(entry.stamp.inode)
            writeText(entry.print)
            entry.revision.facts().values.forEach { writeTexts(it) }
        }

        private fun DataInputStream.readEntry(): Entry {
            val stamp = FileStamp(readLong(), readLong(), readLong(), readLong())
            val print = readText()
            val revision = Revision.ofFacts(Revision.FACTS.associateWith { readTexts() })
            return Entry(stamp, print, revision)
        }
    }
}
